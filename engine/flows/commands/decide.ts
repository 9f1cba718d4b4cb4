import type { Issue } from "../../issues/issue.ts";
import { issue } from "../../issues/issue.ts";
import type { FactContext } from "../../forms/index.ts";
import { accessOfSections } from "../fields.ts";
import { factsFor } from "../facts.ts";
import { completeLifeTask } from "../life/lifeTasks.ts";
import { moveDues } from "../run/due.ts";
import { join, note, patchVisit, type Run, write } from "../run/run.ts";
import { judgeVisit, tellNewTurns } from "../run/seating.ts";
import { signedFields } from "../seats/carry.ts";
import { put } from "../../model/put.ts";
import { changeSeat } from "../seats/seatTree.ts";
import { signDecision } from "../seats/signature.ts";
import type { Decision, Seat } from "../types.ts";
import { type Ask, nodeParams, taskOf } from "./ask.ts";
import { distanceM, missingEvidence } from "./evidence.ts";
import { changesOf, type FormVerdict, judgeChecks, judgePatch, refusals } from "./judgeForm.ts";

/** Problems of a submit or approve: form and field permission, then evidence, then refusal checks; all of the first kind that has any. */
export function judgeDecision(ask: Ask): readonly Issue[] {
  if (ask.probe) return [];
  const { step } = taskOf(ask);
  const form = judgeTaskForm(ask);
  if (form.issues.some((one) => one.severity === "error")) return form.issues;
  const evidence = missingEvidence(ask.view, step.evidence, ask.input, "approve");
  if (evidence.length > 0) return evidence;
  return refusals(ask.view, judgeChecks(ask.view, step.checks, form.answers, () => decisionFacts(ask)), "CHECKS_FAILED");
}

/** The facts as they will be once this decision counts, so that checks see it too. */
export function decisionFacts(ask: Ask): FactContext {
  const { visit, step } = taskOf(ask);
  const pending = step.kind === "approval" ? { node: visit.node, by: ask.input.by, distanceM: distanceM(ask.view, step.evidence, ask.input) } : undefined;
  return factsFor(ask.view, ask.input.command, ask.input.by, pending);
}

/** A reject or return takes no data. */
export function refuseData(ask: Ask): Issue | undefined {
  const xid = Object.keys(ask.input.data ?? {})[0];
  return xid === undefined ? undefined : issue("FIELD_FORBIDDEN", `/${xid}`, { field: xid, ...nodeParams(ask.view, taskOf(ask).visit.node) });
}

/** Casts the vote: data, signature, seat, and what the votes now decide. */
export function castVote(run: Run, ask: Ask, decision: Decision): void {
  const { visit, seat, step } = taskOf(ask);
  if (decision === "approved") storeAnswers(run, judgeTaskForm(ask));
  const { comment } = ask.input;
  const signature = signatureOf(run, ask, decision);
  const distance = distanceM(ask.view, step.evidence, ask.input);
  const cast = (now: Seat): Seat => put(now, {
    own: decision, by: ask.input.by, at: run.env.now, seq: run.instance.seq, ...(distance === null ? {} : { distanceM: distance }),
    ...(comment === undefined ? {} : { comment }), ...(signature === undefined ? {} : { signature }),
  });
  patchVisit(run, visit.id, { seats: changeSeat(visit.seats, seat.id, cast), touched: true });
  join(run, [ask.input.by]); // a deputy takes part from then on
  note(run, { command: ask.input.command, node: visit.node, visit: visit.id, seat: seat.id, outcome: decision, ...(comment === undefined ? {} : { comment }), ...(signature === undefined ? {} : { signature }), ...standIn(ask) });
  if (step.kind === "life") return completeLifeTask(run, visit);
  judgeVisit(run, visit.id);
  tellNewTurns(run, visit);
}

/** Whom the person who acts stands in for; nothing when it is his own seat. */
export function standIn(ask: Ask): { readonly detail?: { readonly for: string } } {
  const { seat } = taskOf(ask);
  return seat.holders.includes(ask.input.by) ? {} : { detail: { for: seat.person } };
}

/** Writes what changed, computed fields included, and moves deadlines that follow a field. */
export function storeAnswers(run: Run, verdict: FormVerdict): void {
  const changes = changesOf(run.answers, verdict.answers);
  for (const [xid, value] of Object.entries(changes)) write(run, xid, value);
  if (Object.keys(changes).length > 0) moveDues(run, Object.keys(changes));
}

const judged = new WeakMap<Ask, FormVerdict>();

/** Judged once for a command: what the gate has seen is what is stored. */
function judgeTaskForm(ask: Ask): FormVerdict {
  const known = judged.get(ask);
  if (known) return known;
  const { step, visit } = taskOf(ask);
  const map = step.fields ?? accessOfSections(step.sections ?? []);
  const made = judgePatch(ask.view, map, ask.input.data ?? {}, () => decisionFacts(ask), nodeParams(ask.view, visit.node), step.kind === "fill");
  judged.set(ask, made);
  return made;
}

function signatureOf(run: Run, ask: Ask, decision: Decision): Seat["signature"] {
  const { visit, seat, step } = taskOf(ask);
  const { signature, comment, by } = ask.input;
  if (!signature) return undefined;
  const signs = step.node?.kind === "approval" ? signedFields(run, step.node) : Object.keys(run.answers);
  return signDecision(run, { visit: visit.id, seat: seat.id, person: by, decision, signs, signature, ...(comment === undefined ? {} : { comment }) });
}
