import { truthOf } from "../conditions.ts";
import { fireLifeEvent, takesEvent } from "../life/moveLife.ts";
import { notices } from "../notices.ts";
import { isWithin } from "../plan/plan.ts";
import { activePeople, isActive, managerChain, seekerOf } from "../seats/resolveCandidates.ts";
import { adminsOf, isPersonNode, whyNotEligible } from "../seats/resolveSeats.ts";
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
  if (!visit || visit.state !== "open") return;
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
  armTimer(run, { id: `${id}:over:${count + 1}`, kind: "over", visit: id, i: count + 1, dueAt: run.env.now + remindEveryMs, whileSuspended: "pause" });
}

const overdueBy: { readonly [how in "remind" | "escalate" | "transfer" | "reject"]: (run: Run, visit: Visit) => void } = {
  remind: (run, visit) => remindAgain(run, visit.id, 0),
  escalate: (run, visit) => {
    const taken = new Set(visit.seats.flatMap((seat) => seat.holders));
    const raised = visit.seats.map((seat) => escalated(run, visit, seat, taken));
    const added = raised.flatMap((seat, i) => seat.holders.filter((one) => !visit.seats[i]?.holders.includes(one)));
    patchVisit(run, visit.id, { seats: raised });
    join(run, added);
    tell(run, added, "task.escalated", notices.escalated(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
    remindAgain(run, visit.id, 0);
  },
  transfer: (run, visit) => {
    const { due, node } = stepOf(run.plan, visit);
    const fits = (person: string): boolean => (isPersonNode(node) ? whyNotEligible(seekerOf(run), node, person) === undefined : isActive(run.env.directory, person));
    const people = activePeople(seekerOf(run), due?.transferTo ?? []).filter((person) => fits(person) && !visit.seats.some((seat) => seat.holders.includes(person)));
    const open = visit.seats.filter((seat) => effectiveVote(seat) === undefined);
    const moves = new Map(open.slice(0, people.length).map((seat, i) => [seat.id, people[i] ?? ""]));
    patchVisit(run, visit.id, { seats: visit.seats.map((seat) => moved(seat, moves.get(seat.id))) });
    join(run, [...moves.values()]);
    remindAgain(run, visit.id, 0);
  },
  reject: (run, visit) => decideBySystem(run, visit.id, "rejected", "overdue"),
};

/**
 * The manager of an undecided seat becomes its second holder; the number of
 * seats stays. Nobody holds two seats: where two people share a manager, the
 * second seat goes to the next one up.
 */
function escalated(run: Run, visit: Visit, seat: Seat, taken: Set<string>): Seat {
  if (effectiveVote(seat) !== undefined) return seat;
  const { node } = stepOf(run.plan, visit);
  const fits = (person: string): boolean => (isPersonNode(node) ? whyNotEligible(seekerOf(run), node, person) === undefined : isActive(run.env.directory, person));
  const manager = managerChain(run.env.directory, seat.person, 32).find((person) => !taken.has(person) && fits(person));
  if (manager === undefined) return seat;
  taken.add(manager);
  return { ...seat, holders: [...seat.holders, manager], version: seat.version + 1 };
}

function moved(seat: Seat, to: string | undefined): Seat {
  return to === undefined ? seat : { ...seat, person: to, holders: [to], version: seat.version + 1 };
}

/** Only within the own or an enclosing region; otherwise administrators are told and the deadline keeps reminding. */
function goTo(run: Run, visit: Visit, to: string): void {
  const from = run.plan.regionOf.get(visit.node);
  const region = run.plan.regionOf.get(to);
  if (from !== undefined && region !== undefined && isWithin(run.plan, from, region)) return goBack(run, { from: visit.id, to, back: false, reason: "jumped" });
  tell(run, adminsOf(seekerOf(run), run.plan.def.settings.admin), "flow.blocked", notices.blocked(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
  remindAgain(run, visit.id, 0);
}
