import { conflictFact, conflictsOf, conflictTable, isNamed, ownPeriod, worksOf, type Progress, type Work } from "../../conflicts/index.ts";
import type { Answers, CompiledForm, ConflictFact } from "../../forms/index.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { CaseWork, CaseWorld } from "../../model/packCase.ts";
import type { FlowInstance } from "../../flows/index.ts";
import { keyOf } from "../../conflicts/work.ts";
import { instantOf } from "./world.ts";

/** What is in the way of the case's own ticket, among the neighbours of its world; undefined where the pack's table says nothing of its kind. */
export function caseConflicts(forms: readonly FormDefinition[], form: CompiledForm, world: CaseWorld, answers: Answers, progress: Progress, now: number): readonly ConflictFact[] | undefined {
  const table = conflictTable(forms);
  const planned = worksOf(form, { id: "s1", number: world.number ?? "N-1" }, answers, { now: new Date(now).toISOString() });
  if (!planned.every((work) => isNamed(table, work.kind))) return undefined;
  const mine = planned.map((work) => ({ ...work, ...ownPeriod(work, progress, now) }));
  return conflictsOf(table, mine, Object.entries(world.neighbours ?? {}).map(([number, one]) => workOf(number, one))).map(conflictFact);
}

/** How far the ticket has come. */
export function progressIn(flow: FlowDefinition | undefined, instance: FlowInstance | undefined): Progress {
  const tone = flow?.life?.states.find((one) => one.id === instance?.life?.state)?.tone;
  const startedAt = instance?.life?.startedAt;
  return { ...(tone ? { tone } : {}), ...(startedAt === undefined ? {} : { startedAt }) };
}

function workOf(number: string, { kind, from, to, place = {}, keys = {}, reachM, layers }: CaseWork): Work {
  const { x, y, z, lat, lng } = place;
  return {
    ticket: number, number, kind, keys: Object.fromEntries(Object.entries(keys).map(([name, value]) => [name, keyOf(value)])), linked: [], reachM: reachM ?? null, layers: layers ?? null,
    from: from === undefined ? null : instantOf(from, `${number}.from`), to: to === undefined ? null : instantOf(to, `${number}.to`),
    spot: { x: x ?? null, y: y ?? null, z: z ?? null, lat: lat ?? null, lng: lng ?? null },
  };
}
