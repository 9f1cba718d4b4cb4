import type { ApprovalNode, FillNode } from "../../model/flow.ts";
import { notices } from "../notices.ts";
import { carryFill } from "../seats/carryFill.ts";
import { carrySeats } from "../seats/carry.ts";
import { seekerOf } from "../seats/resolveCandidates.ts";
import { adminsOf, resolveSeats, seatsFor, whyNotEligible } from "../seats/resolveSeats.ts";
import { everySeat, seatIn } from "../seats/seatTree.ts";
import { actsFor } from "../seats/deputies.ts";
import { claimedSeat, turnsOf } from "../seats/turns.ts";
import type { BlockedReason, Seat, Visit } from "../types.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { judgeVotes } from "../votes/judgeVotes.ts";
import { armDue } from "./due.ts";
import { join, note, patch, patchVisit, type Run, tell } from "./run.ts";
import { stepOf } from "./step.ts";
import { type View, visitOf } from "./view.ts";
import { titleOf } from "./visits.ts";

/** Opens the seats of a person node: resolved now and frozen; with nobody found, `onNobody` says what happens. */
export function seatPeople(run: Run, node: FillNode | ApprovalNode, visit: Visit): void {
  const again = visit.asked ? run.seatsAgain : undefined;
  if (again) return openSeats(run, visit, again);
  const seats = resolveSeats(seekerOf(run), node);
  if (seats.length === 0) return seatNobody(run, node, visit);
  if (node.kind === "approval") return openSeats(run, visit, carrySeats(run, node, visit, seats));
  openSeats(run, visit, carryFill(run, node, visit, seats));
}

/** Gives a visit its seats, tells the people, arms its deadline, and judges what carried votes already decide. */
export function openSeats(run: Run, visit: Visit, seats: readonly Seat[]): void {
  patchVisit(run, visit.id, { state: "open", seats });
  clearBlocked(run, visit.id);
  join(run, seats.flatMap((seat) => seat.holders));
  note(run, { command: "enter", node: visit.node, visit: visit.id, detail: { people: seats.map((seat) => seat.person), carried: seats.filter((seat) => seat.carried).map((seat) => seat.person) } });
  if (visit.state !== "blocked" || visit.dueAt === undefined) armDue(run, visit.id);
  judgeVisit(run, visit.id);
  const now = visitOf(run, visit.id);
  if (now && now.fixed === undefined) tellTurn(run, now);
}

/** Judges a visit after any change of its seats; a decided one is queued once nothing more is awaited. */
export function judgeVisit(run: Run, id: string): void {
  const visit = visitOf(run, id);
  if (!visit || visit.state !== "open" || visit.node.startsWith("life.")) return;
  const { node } = stepOf(run.plan, visit);
  const approval = node?.kind === "approval" ? node : undefined;
  const verdict = visit.fixed ?? judgeVotes(approval ?? { mode: "firstDecision" }, visit.seats);
  if (verdict === "open") return;
  const byCarry = everySeat(visit.seats).every((seat) => seat.own === undefined) && verdict === "passed";
  const fixed = patchVisit(run, id, { fixed: verdict, ...(byCarry ? { system: "dedupe" as const } : {}) });
  const complete = approval?.completion !== "collectAll" || fixed.seats.every((seat) => effectiveVote(seat) !== undefined);
  if (complete) queueVisit(run, id, verdict);
}

/** Queues a decided visit, once. */
export function queueVisit(run: Run, id: string, verdict: "passed" | "rejected"): void {
  if (!run.queue.some((one) => one.visit === id)) run.queue.push({ visit: id, event: verdict === "passed" ? "done" : "fail" });
}

/** A visit decided without any vote: nobody found, or overdue. */
export function decideBySystem(run: Run, id: string, verdict: "passed" | "rejected", system: "nobody" | "overdue"): void {
  const fixed = visitOf(run, id)?.fixed ?? verdict;
  patchVisit(run, id, { fixed, system });
  note(run, { command: "system", by: null, node: visitOf(run, id)?.node ?? "", visit: id, outcome: fixed, detail: { reason: system } });
  queueVisit(run, id, fixed);
}

/** Stops a visit that cannot go on, and tells the administrators. */
export function blockVisit(run: Run, id: string, blocked: BlockedReason): void {
  const before = visitOf(run, id);
  if (before?.state === "blocked") return;
  const visit = patchVisit(run, id, { state: "blocked", blocked });
  note(run, { command: "blocked", node: visit.node, visit: id, outcome: blocked });
  tell(run, adminsOf(seekerOf(run), run.plan.def.settings.admin), "flow.blocked", notices.blocked(titleOf(run, visit.node), run.instance.number), { visit: id, reason: blocked });
}

/** Tells those whose turn it is. */
export function tellTurn(run: Run, visit: Visit): void {
  const turn = seatsInTurn(run, visit);
  const people = turn.flatMap((seat) => seat.holders).filter((person) => person !== run.by || visit.asked);
  tell(run, people, "task.open", notices.opened(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
}

/** Seats whose decision is awaited now: all undecided ones, in `sequence` only the first; signers before and after as they are due. */
export function seatsInTurn(run: Pick<Run, "plan">, visit: Visit): readonly Seat[] {
  if (visit.state !== "open") return [];
  const { node } = stepOf(run.plan, visit);
  return turnsOf(visit.seats, node?.kind === "approval" && node.mode === "sequence");
}

/** True when a person may decide at a visit now: in turn, not out for advice, not claimed by another. */
export function mayDecideAt(view: View, visit: Visit, person: string): boolean {
  const claimed = claimedSeat(visit);
  return seatsInTurn(view, visit).some((seat) =>
    seat.delegatee === undefined && actsFor(view, visit, seat, person) && (!claimed || seatIn([claimed], seat.id) !== undefined));
}

/** Tells those whose turn has come by a change of the seats since `before`. */
export function tellNewTurns(run: Run, before: Visit): void {
  const now = visitOf(run, before.id);
  if (!now || now.state !== "open" || run.queue.some((one) => one.visit === now.id)) return;
  const had = new Set(seatsInTurn(run, before).map((seat) => seat.id));
  const people = seatsInTurn(run, now).filter((seat) => !had.has(seat.id)).flatMap((seat) => seat.holders).filter((person) => person !== run.by);
  tell(run, people, "task.open", notices.opened(titleOf(run, now.node), run.instance.number), { visit: now.id });
}

function seatNobody(run: Run, node: FillNode | ApprovalNode, visit: Visit): void {
  if (node.onNobody === "autoReject") return decideBySystem(run, visit.id, "rejected", "nobody");
  if (node.onNobody === "toAdmin") {
    const admin = adminsOf(seekerOf(run), run.plan.def.settings.admin).find((person) => whyNotEligible(seekerOf(run), node, person) === undefined);
    if (admin !== undefined) return openSeats(run, visit, seatsFor([admin]));
  }
  blockVisit(run, visit.id, "nobody");
  if (visit.state !== "blocked") armDue(run, visit.id); // a deadline is also a way out; it runs from the entry
}

/** Forgets why a visit was blocked. */
export function clearBlocked(run: Run, id: string): void {
  if (visitOf(run, id)?.blocked === undefined) return;
  const visits = run.instance.visits.map((visit) => {
    if (visit.id !== id) return visit;
    const { blocked: _, ...rest } = visit;
    return rest;
  });
  patch(run, { visits });
}
