import { issue } from "../../issues/issue.ts";
import { fieldHashes } from "../fieldHashes.ts";
import { nodeKindOf } from "../nodes/registry.ts";
import { nodeOf } from "../plan/plan.ts";
import { drain, retryBlocked, send } from "../run/drain.ts";
import { beginRun, note, patch, patchVisit, type Run, StepRefused } from "../run/run.ts";
import { queueVisit } from "../run/seating.ts";
import { visitOf } from "../run/view.ts";
import { closeVisit, openVisit } from "../run/visits.ts";
import { beginWait } from "../run/waiting.ts";
import type { FlowStep, Visit } from "../types.ts";
import { type Cut, cutsOf, endedVisits } from "./cuts.ts";
import { alignDeadline } from "./deadlines.ts";
import type { Findings } from "./findings.ts";
import { brokenLaw } from "./law.ts";
import { keepNode } from "../run/nodeAt.ts";
import type { Rebuilt } from "./rebuild.ts";
import type { Survey } from "./survey.ts";
import { trailsFor } from "./trails.ts";
import { usedTime } from "./usedTime.ts";

/**
 * Makes the migrated envelope. Tokens that cannot stay close `migrated` under
 * the old revision; then the machine of the new one is rebuilt from what
 * stays, moved tokens enter their nodes, and joins already met are passed.
 */
export function execute(s: Survey, f: Findings, rebuilt: Rebuilt): FlowStep {
  const leaving = beginRun(s.before, s.instance, s.env, s.options.by ?? null, "migrate");
  const cuts = cutsOf(s, f);
  noteMove(leaving, s, cuts, rebuilt);
  for (const visit of endedVisits(s, f)) end(leaving, visit);
  for (const cut of cuts) if (cut.done.length > 0) takeBack(leaving, cut);
  const run: Run = { ...leaving, plan: s.after };
  changePlan(run, s, rebuilt);
  for (const visit of rebuilt.kept) keepGoing(run, s, f, visit);
  for (const cut of cuts) enter(run, s, cut);
  if (rebuilt.settle) send(run, "migrated");
  drain(run);
  retryBlocked(run);
  const wrong = brokenLaw(run.plan, run.instance);
  if (wrong !== undefined) throw new StepRefused([issue("MIGRATION_FAULT", "", { what: wrong })]);
  return { instance: run.instance, effects: keyed(run), history: run.history, writes: { ...run.writes }, issues: [] };
}

function noteMove(run: Run, s: Survey, cuts: readonly Cut[], { kept }: Rebuilt): void {
  const moved = cuts.map(({ move }) => ({ to: move.to, ...(move.from === undefined ? {} : { from: move.from }) }));
  const detail = { from: s.before.hash, to: s.after.hash, revision: s.after.def.revision, kept: kept.map((visit) => visit.id), moved, answers: { ...s.options.mapping } };
  note(run, { command: "migrate", outcome: String(s.after.def.revision), supersedes: cuts.flatMap((cut) => [...cut.open, ...cut.done]).map((visit) => visit.id), detail });
}

function end(run: Run, visit: Visit): void {
  closeVisit(run, visit.id, "migrated");
  patchVisit(run, visit.id, { dead: true });
}

/** The token comes past done steps again: a way back like any other, counted as one. */
function takeBack(run: Run, { move, open, done }: Cut): void {
  const no = run.instance.repairs.length + 1;
  const generation = run.instance.generation + 1;
  const repair = { no, generation, to: move.to, by: run.by, command: run.command, back: false, baseline: fieldHashes(run.answers), ...(move.from === undefined ? {} : { from: move.from }) };
  patch(run, { generation, repairs: [...run.instance.repairs, repair] });
  for (const visit of [...open, ...done]) patchVisit(run, visit.id, { dead: true, repair: no });
}

function changePlan(run: Run, s: Survey, { tokens, at }: Rebuilt): void {
  const trails = trailsFor(s, run.instance, at);
  const visits = run.instance.visits.map((visit) => keepNode(s.before, s.after, visit));
  patch(run, { definitionHash: s.after.hash, tokens, trails, visits });
}

/** A visit that stays: its deadline and wait follow the new settings, time used counts. */
function keepGoing(run: Run, s: Survey, f: Findings, before: Visit): void {
  if (before.state === "open") alignDeadline(run, before.id, usedTime(s.before, s.instance, before, s.env), s.before);
  const node = nodeOf(run.plan, before.node);
  const visit = visitOf(run, before.id);
  if (!visit || node.kind !== "wait") return;
  if (f.passed.has(visit.id)) return queueVisit(run, visit.id, "passed");
  if ("event" in node.until && (f.waitsAnew.has(visit.id) || visit.waits === undefined)) beginWait(run, node, visit);
}

/** Puts a moved token at its node: asked anew, with today's people; a mapped visit keeps the time already used. */
function enter(run: Run, s: Survey, { region, move }: Cut): void {
  const visit = openVisit(run, move.to, true);
  patch(run, { trails: { ...run.instance.trails, [region]: [...(run.instance.trails[region] ?? []), visit.id] } });
  const node = nodeOf(run.plan, move.to);
  nodeKindOf(node).enter?.(run, node, visit);
  const from = s.instance.visits.find((one) => one.id === move.from);
  if (from) alignDeadline(run, visit.id, usedTime(s.before, s.instance, from, s.env));
}

/** Keys of their own: an undone migration gives its `seq` back, and the next step must not meet its keys. */
function keyed(run: Run): FlowStep["effects"] {
  const { id, seq } = run.instance;
  return run.effects.map((effect, i) => ({ ...effect, key: `${id}:migrate:${seq}:${run.env.now}:${i}` }));
}
