import { truthOf } from "../conditions.ts";
import { fireLifeEvent, takesEvent } from "../life/moveLife.ts";
import { notices } from "../notices.ts";
import { isWithin } from "../plan/plan.ts";
import { activePeople, isActive, managerChain, seekerOf } from "../seats/resolveCandidates.ts";
import { adminsOf, isPersonNode, whyNotEligible } from "../seats/resolveSeats.ts";
import { handedOver } from "../seats/handedOver.ts";
import { changeSeat, everySeat, seatedPeople } from "../seats/seatTree.ts";
import { isMoot } from "../seats/turns.ts";
import type { Seat, Visit } from "../types.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { goBack } from "./drain.ts";
import { join, note, patchVisit, type Run, tell } from "./run.ts";
import { decideBySystem, seatsInTurn } from "./seating.ts";
import { stepOf } from "./step.ts";
import { armTimer } from "./timers.ts";
import { visitOf } from "./view.ts";
import { titleOf } from "./visits.ts";

const remindEveryMs = 24 * 3_600_000;
const maxReminders = 10;

/** The deadline of a visit has passed: what its definition says then. Never an approval. */
export function overdue(run: Run, id: string): void {
  const visit = visitOf(run, id);
  if (!visit || visit.state === "closed") return;
  const step = stepOf(run.plan, visit);
  const onOver = step.due?.onOver ?? "remind";
  note(run, { command: "overdue", node: visit.node, visit: id, outcome: typeof onOver === "string" ? onOver : `goto ${onOver.goto}` });
  const event = step.task?.onOver === undefined ? undefined : run.plan.def.life?.events.find((one) => one.id === step.task?.onOver);
  if (event && takesEvent(run, event.id)) {
    remindAgain(run, id, 0);
    return fireLifeEvent(run, event, { overdue: step.task?.id ?? "" });
  }
  if (typeof onOver !== "string") return goTo(run, visit, onOver.goto);
  overdueBy[onOver](run, visit);
}

/** One step of the overdue ladder: tells whom it names, unless its condition is surely false. */
export function tellOverdue(run: Run, id: string, i: number): void {
  const visit = visitOf(run, id);
  const step = visit && visit.state === "open" ? stepOf(run.plan, visit).due?.overdue?.[i] : undefined;
  if (!visit || !step || (step.when !== undefined && truthOf(run, step.when) === false)) return;
  const people = activePeople(seekerOf(run), step.notify);
  note(run, { command: "overdue", node: visit.node, visit: id, outcome: "told", detail: { after: step.after, people } });
  tell(run, people, "task.overdue", step.message, { visit: id });
}

/** Tells those whose turn it is that it is overdue, and again every 24 hours, at most ten times. */
export function remindAgain(run: Run, id: string, count: number): void {
  const visit = visitOf(run, id);
  if (!visit || visit.state !== "open") return;
  tell(run, seatsInTurn(run, visit).flatMap((seat) => seat.holders), "task.overdue", notices.overdue(titleOf(run, visit.node), run.instance.number), { visit: id });
  if (count >= maxReminders) return;
  armTimer(run, { id: `${id}:over:${count + 1}`, kind: "over", visit: id, i: count + 1, dueAt: run.env.now + remindEveryMs, whileSuspended: "pause", elapsed: "exact" });
}

const overdueBy: { readonly [how in "remind" | "escalate" | "transfer" | "reject"]: (run: Run, visit: Visit) => void } = {
  remind: (run, visit) => remindAgain(run, visit.id, 0),
  escalate: (run, visit) => {
    const taken = new Set(seatedPeople(visit));
    const raised = openSeatsOf(visit).flatMap((seat) => managerFor(run, visit, seat, taken));
    const seats = raised.reduce<readonly Seat[]>((all, { seat, manager }) => changeSeat(all, seat, (one) => ({ ...one, holders: [...one.holders, manager], version: one.version + 1 })), visit.seats);
    const added = raised.map((one) => one.manager);
    patchVisit(run, visit.id, { seats });
    join(run, added);
    tell(run, added, "task.escalated", notices.escalated(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
    remindAgain(run, visit.id, 0);
  },
  transfer: (run, visit) => {
    const seated = seatedPeople(visit);
    const people = activePeople(seekerOf(run), stepOf(run.plan, visit).due?.transferTo ?? []).filter((person) => fits(run, visit, person) && !seated.includes(person));
    const moves = openSeatsOf(visit).slice(0, people.length).map((seat, i) => ({ seat: seat.id, to: people[i] ?? "" }));
    patchVisit(run, visit.id, { seats: moves.reduce<readonly Seat[]>((all, { seat, to }) => changeSeat(all, seat, (one) => handedOver(one, to)), visit.seats), ...(moves.length > 0 ? { touched: true as const } : {}) });
    join(run, moves.map((one) => one.to));
    remindAgain(run, visit.id, 0);
  },
  reject: (run, visit) => decideBySystem(run, visit.id, "rejected", "overdue"),
};

/**
 * The manager of an undecided seat becomes its second holder; the number of
 * seats stays. Nobody holds two seats: where two people share a manager, the
 * second seat goes to the next one up.
 */
function managerFor(run: Run, visit: Visit, seat: Seat, taken: Set<string>): { seat: string; manager: string }[] {
  const manager = managerChain(run.env.directory, seat.person, 32).find((person) => !taken.has(person) && fits(run, visit, person));
  if (manager === undefined) return [];
  taken.add(manager);
  return [{ seat: seat.id, manager }];
}

/** Seats that are still to decide; a scope that has decided asks its other members no more. */
function openSeatsOf(visit: Visit): Seat[] {
  return everySeat(visit.seats).filter((seat) => effectiveVote(seat) === undefined && seat.own === undefined && !isMoot(visit.seats, seat.id));
}

function fits(run: Run, visit: Visit, person: string): boolean {
  const { node } = stepOf(run.plan, visit);
  return isPersonNode(node) ? whyNotEligible(seekerOf(run), node, person) === undefined : isActive(run.env.directory, person);
}

/** Only within the own or an enclosing region; otherwise administrators are told and the deadline keeps reminding. */
function goTo(run: Run, visit: Visit, to: string): void {
  const from = run.plan.regionOf.get(visit.node);
  const region = run.plan.regionOf.get(to);
  if (from !== undefined && region !== undefined && isWithin(run.plan, from, region)) return goBack(run, { from: visit.id, to, back: false, reason: "jumped" });
  tell(run, adminsOf(seekerOf(run), run.plan.def.settings.admin), "flow.blocked", notices.blocked(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
  remindAgain(run, visit.id, 0);
}
