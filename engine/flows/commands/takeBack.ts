import { issue, type Issue } from "../../issues/issue.ts";
import { goBack } from "../run/drain.ts";
import { note, patchVisit, type Run } from "../run/run.ts";
import { judgeVisit, tellNewTurns } from "../run/seating.ts";
import { regionOfVisit } from "../run/view.ts";
import { titleOf } from "../run/visits.ts";
import { isWithin } from "../plan/plan.ts";
import { changeSeat, everySeat } from "../seats/seatTree.ts";
import type { Seat, Visit } from "../types.ts";
import { type Ask, type CommandKind, nodeParams, taskOf } from "./ask.ts";
import { lifeEventsHere } from "./standing.ts";

/**
 * 拿回: who cast a vote reopens it, while nobody has acted on it: inside the
 * open step, or, when the vote closed the step, while all that followed is
 * untouched, without effects, and no join was passed (flows.md 6.3).
 */
export const takeBack: CommandKind = {
  name: "takeBack", on: "task", onDone: true,
  entitled: ({ task, input }) => task?.seat.own !== undefined && task.seat.by === input.by && !task.seat.added,
  check: whyNoTakeBack,
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    const { comment } = ask.input;
    note(run, { command: "takeBack", node: visit.node, visit: visit.id, seat: seat.id, outcome: seat.own ?? "", ...(comment === undefined ? {} : { comment }) });
    if (visit.state === "closed") return goBack(run, { from: visit.id, to: visit.node, back: false, reason: "tookBack", seats: changeSeat(visit.seats, seat.id, ({ after: _, ...one }) => reopened(one)).map(({ claimed: _, ...one }) => ({ ...one, version: 1 })) });
    patchVisit(run, visit.id, { seats: changeSeat(visit.seats, seat.id, reopened) });
    judgeAgain(run, visit);
  },
};

/** The seat without its vote. */
function reopened({ own: _, by: __, seq: _______, at: ___, comment: ____, signature: _____, distanceM: ______, ...seat }: Seat): Seat {
  return seat;
}

function judgeAgain(run: Run, visit: Visit): void {
  judgeVisit(run, visit.id);
  tellNewTurns(run, visit);
}

function whyNoTakeBack(ask: Ask): Issue | undefined {
  if (ask.view.instance.life) return issue("LIFE_USE_EVENT", "", { command: "takeBack", events: lifeEventsHere(ask) }); // what was issued is never edited
  const { visit, seat } = taskOf(ask);
  return visit.state === "closed" ? whyNotClosed(ask, visit, seat) : whyNotOpen(ask, visit, seat);
}

/** Inside the open step: the outcome still open, no later seat of a sequence and no after-signer has spoken. */
function whyNotOpen(ask: Ask, visit: Visit, seat: Seat): Issue | undefined {
  const { node } = taskOf(ask).step;
  const where = nodeParams(ask.view, visit.node);
  if (visit.fixed !== undefined) return issue("OUTCOME_FIXED", "", where);
  const later = node?.kind === "approval" && node.mode === "sequence" ? visit.seats.slice(visit.seats.findIndex((one) => one.id === seat.id) + 1) : [];
  return [...everySeat(later), ...everySeat(seat.after?.seats ?? [])].some((one) => one.own !== undefined) ? issue("TAKE_BACK_TOUCHED", "", where) : undefined;
}

/** After the vote has closed the step. */
function whyNotClosed(ask: Ask, visit: Visit, seat: Seat): Issue | undefined {
  const { view } = ask;
  const where = nodeParams(view, visit.node);
  const region = view.plan.regionOf.get(visit.node) ?? "root";
  if (!(view.instance.trails[region] ?? []).includes(visit.id)) return issue("TAKE_BACK_JOINED", "", where);
  const followed = view.instance.visits.filter((one) => one.order > visit.order && !one.dead && isWithin(view.plan, regionOfVisit(view, one) ?? "root", region));
  const effect = followed.find((one) => hasEffect(one));
  if (effect) return issue("TAKE_BACK_EFFECTS", "", { ...where, effect: effect.node, effectZh: titleOf(view, effect.node).zh, effectEn: titleOf(view, effect.node).en });
  const closedIt = visit.closedBy?.by === ask.input.by && visit.closedBy.seq === seat.seq; // the vote, not a signer taken out later
  return closedIt && followed.every((one) => isUntouched(ask, one)) ? undefined : issue("TAKE_BACK_TOUCHED", "", where);
}

function hasEffect(visit: Visit): boolean {
  return visit.acted === true || (visit.children ?? []).length > 0;
}

/** Open, and nobody has voted, claimed, transferred, delegated, changed signers or saved a draft; what asks nobody hinders nobody. */
function isUntouched({ view }: Ask, visit: Visit): boolean {
  const kind = view.plan.graph.nodes.get(visit.node)?.kind;
  if (kind !== "start" && kind !== "fill" && kind !== "approval") return true;
  return visit.state !== "closed" && visit.touched === undefined && everySeat(visit.seats).every((one) => one.own === undefined);
}
