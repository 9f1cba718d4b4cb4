import { dataByKey, formOf } from "../../forms/index.ts";
import type { CaseStep, CaseThen, PackCase } from "../../model/packCase.ts";
import { beginSimulation } from "./beginSimulation.ts";
import { caseStep } from "./caseStep.ts";
import { caseWorld } from "./caseWorld.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedStep, Simulation, SimulationAct } from "./types.ts";

/** How the case is called; `template` is the pack's template for this flow, by default named like the flow. */
export interface CaseHead {
  readonly id: string; // a-z, 0-9 and -
  readonly title: string; // a sentence of behaviour
  readonly template?: string;
}

/**
 * The run as a case of a pack: its world is everyone and everything the run
 * asked for, its steps are the inputs, each with what held after it. The pack's
 * own runner plays it to the same tasks and the same end. A flow with a work
 * calendar needs that calendar in the pack.
 */
export function toPackCase(sim: Simulation, head: CaseHead): PackCase {
  const begun = beginSimulation(sim.setup);
  const when: CaseStep[] = [{ at: iso(sim.setup.now), do: "begin", by: sim.setup.initiator, then: thenOf(begun.log.slice(0, 1)) }, ...timersOf(begun.log.slice(1))];
  let now = begun;
  for (const act of sim.acts) {
    const next = simulate(now, act);
    when.push(...stepsOf(now, act, next.log.slice(now.log.length)));
    now = next;
  }
  const last = when.pop();
  const then = last ? [{ ...last, then: { ...last.then, data: dataNow(now) } }] : [];
  return { id: head.id, name: head.title, template: head.template ?? sim.setup.flow.id, given: caseWorld(sim), when: [...when, ...then] };
}

/** What one act is as steps: its input, then whatever went off by itself. */
function stepsOf(before: Simulation, act: SimulationAct, lines: readonly SimulatedStep[]): readonly CaseStep[] {
  if (act.type !== "setAnswers") return [...groups(lines)].flatMap((group) => stepOf(before, group));
  const [first, ...rest] = lines;
  return [...(first ? [{ ...caseStep(before, first, act), then: thenOf([first]) }] : []), ...timersOf(rest)];
}

function timersOf(lines: readonly SimulatedStep[]): readonly CaseStep[] {
  return [...groups(lines)].flatMap((group) => tick(group));
}

/** Inputs stand alone; timers that go off in a row, and time that passes after them, are one stretch. */
function groups(lines: readonly SimulatedStep[]): readonly (readonly SimulatedStep[])[] {
  const found: SimulatedStep[][] = [];
  for (const line of lines) {
    const last = found[found.length - 1];
    if (isClock(line) && last?.every(isClock)) last.push(line);
    else found.push([line]);
  }
  return found;
}

function isClock({ input }: SimulatedStep): boolean {
  return input === undefined || input.type === "timer";
}

function stepOf(before: Simulation, group: readonly SimulatedStep[]): readonly CaseStep[] {
  const [first] = group;
  if (!first || isClock(first)) return tick(group);
  return [{ ...caseStep(before, first), then: thenOf(group) }];
}

/** Time passes to the last of these; acts that were none, such as choosing a person, are no step. */
function tick(group: readonly SimulatedStep[]): readonly CaseStep[] {
  const real = group.filter((line) => line.accepted);
  const last = real[real.length - 1];
  return last ? [{ at: iso(last.at), do: "tick", then: thenOf(real) }] : [];
}

/** What held after these lines: where the ticket stands, who was told, what was to be done outside, or why it was refused. */
function thenOf(lines: readonly SimulatedStep[]): CaseThen {
  const last = lines[lines.length - 1];
  const refused = last?.accepted === false ? last.issues.filter((one) => one.severity === "error") : [];
  const checks = distinct(refused.flatMap((one) => (typeof one.params["check"] === "string" ? [one.params["check"]] : [])));
  const effects = lines.flatMap((line) => line.effects);
  const created = effects.flatMap((one) => (one.kind === "createSubmission" ? [{ form: one.form, data: one.data }] : []));
  return {
    state: last?.stands.state ?? "", open: Object.keys(last?.stands.open ?? {}), holders: last?.stands.open ?? {},
    ...(refused.length > 0 ? { refused: { code: distinct(refused.map((one) => one.code)).join(","), ...(checks.length > 0 ? { checks } : {}) } } : {}),
    timers: Object.fromEntries(Object.entries(last?.stands.timers ?? {}).map(([name, dues]) => [name, dues.map(iso)])),
    told: distinct(lines.flatMap((line) => line.notices.map((one) => one.person))),
    effects: effects.map((one) => one.kind).filter((kind) => kind !== "createSubmission" && kind !== "setField").sort(),
    ...(created[0] ? { created: created.length === 1 ? created[0] : created } : {}),
  };
}

/** Answers by property key. Computed ones may hang on the hour and are left out. */
function dataNow({ setup, answers }: Simulation): NonNullable<CaseThen["data"]> {
  const form = formOf(setup.form);
  const computed = new Set(form.roots.filter((field) => field.computed).map((field) => field.xid));
  return dataByKey(form, Object.fromEntries(Object.entries(answers).filter(([xid]) => !computed.has(xid))));
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
