import type { ApprovalNode, FillNode, FlowNode, NotifyNode, SubflowNode, WaitNode } from "../../model/flow.ts";
import { own } from "../../model/json.ts";
import { accessTo, sameValues, isEmpty, valueOf } from "./facts.testkit.ts";
import { peopleOf } from "./people.testkit.ts";
import { copyOf, finish, refuseIf, visitOf, type Run } from "./run.testkit.ts";
import { carrySeats, cutByRepair, isEligible, newSeat, resolveSeats } from "./seats.testkit.ts";
import { found } from "./shape.testkit.ts";
import { armDates, armDurations } from "./timers.testkit.ts";
import type { Place, Visit } from "./types.testkit.ts";
import { openVisit } from "./visits.testkit.ts";
import { decisionOf, effectiveVote } from "./votes.testkit.ts";

type Entering = Extract<Place, { kind: "entering" }>;

/** Opens the visit of a token that came to rest on a node, and asks, arms or starts what the node says. */
export function enter(run: Run, region: string, place: Entering): Visit {
  const visit = openVisit(run, place.node, region, place);
  if (place.blocked) visit.state = "blocked";
  else enterNode(run, run.shape.node(place.node), visit, place);
  return visit;
}

function enterNode(run: Run, node: FlowNode, visit: Visit, place: Entering): void {
  armDurations(run, visit);
  armDates(run);
  switch (node.kind) {
    case "start":
    case "fill":
    case "approval":
      return place.copyOf === undefined ? enterHuman(run, node, visit) : enterCopy(run, visit, place);
    case "notify":
      return enterNotify(run, node, visit);
    case "wait":
      return enterWait(run, node, visit);
    case "subflow":
      return enterSubflow(run, node, visit);
    default:
      return finish(run, visit, "passed", "system"); // an act works when its turn in the queue comes
  }
}

function enterHuman(run: Run, node: Extract<FlowNode, { kind: "start" | "fill" | "approval" }>, visit: Visit): void {
  if (node.kind !== "start") return seat(run, node, visit);
  visit.seats = [newSeat(run.world.initiator)];
  judge(run, visit, "dedupe");
}

/** Finds the people of a step today; a step that was blocked is open once somebody is found. */
export function seat(run: Run, node: ApprovalNode | FillNode, visit: Visit): void {
  visit.state = "open";
  visit.seats = resolveSeats(run, node);
  if (node.kind === "approval") carrySeats(run, node, visit);
  if (node.kind === "fill" && visit.seats.length > 0 && carryFill(run, node, visit)) return finish(run, visit, "passed", "dedupe");
  if (visit.seats.length === 0) nobody(run, node, visit);
  judge(run, visit, "dedupe");
}

function nobody(run: Run, node: ApprovalNode | FillNode, visit: Visit): void {
  if (node.onNobody === "autoReject") return finish(run, visit, "rejected", "system");
  const admin = node.onNobody === "toAdmin" ? peopleOf(run, run.def.settings.admin).find((person) => isEligible(run, node, person)) : undefined;
  if (admin === undefined) visit.state = "blocked";
  else visit.seats = [newSeat(admin)];
}

/** A fill cut by a repair with `back` isn't asked again while its required fields stand unchanged. */
function carryFill(run: Run, node: FillNode, visit: Visit): boolean {
  const cut = run.def.settings.permit === true || visit.target ? undefined : cutByRepair(run, visit);
  if (!cut || cut.earlier.reason !== "done" || cut.earlier.outcome !== "passed") return false;
  const { answers } = run.state;
  const required = Object.keys({ ...cut.repair.baseline, ...answers, ...node.fields }).filter((field) => field !== "*" && accessTo(node.fields, field) === "require");
  if (required.some((field) => isEmpty(answers[field])) || !sameValues(required, cut.repair.baseline, answers)) return false;
  for (const seat of visit.seats) {
    const old = cut.earlier.seats.find((one) => one.person === seat.person && !one.added && effectiveVote(one) === "approved");
    if (old) Object.assign(seat, { own: "approved", carried: old.carried ?? cut.earlier.id });
  }
  return true;
}

/** Take back: the old seats and votes again, only the taker's vote is open. */
function enterCopy(run: Run, visit: Visit, place: Entering): void {
  visit.seats = copyOf(visitOf(run, place.copyOf as string).seats);
  for (const seat of visit.seats) seat.version = 1;
  const seat = found(visit.seats.find((one) => one.person === place.reopen), "reopened seat");
  delete seat.own;
  delete seat.castBy;
  delete seat.castAt;
  delete seat.signed;
  delete seat.after;
  judge(run, visit, "system");
}

/** Judges the votes so far: fixes the outcome once, and finishes the visit early or when all have spoken. */
export function judge(run: Run, visit: Visit, by: string): void {
  if (visit.state !== "open") return;
  const node = run.shape.node(visit.node);
  const decision = visit.fixed ?? decisionOf(node, visit);
  if (!decision) return;
  visit.fixed = decision;
  const collecting = node.kind === "approval" && node.completion === "collectAll";
  if (!collecting || visit.seats.every((seat) => effectiveVote(seat) !== undefined)) finish(run, visit, decision, by);
}

function enterNotify(run: Run, node: NotifyNode, visit: Visit): void {
  const told = run.def.settings.permit !== true && cutByRepair(run, visit) !== undefined; // the notice went out, whatever became of its step
  if (!told) {
    run.state.effects.push(`notify:${node.id}`);
    run.state.told.push(...peopleOf(run, node.candidates)); // who is told may say something too
  }
  finish(run, visit, "passed", "system");
}

/** What was done before a repair with `back` isn't done twice. */
function carriedOver(run: Run, visit: Visit): boolean {
  const cut = visit.target || run.def.settings.permit === true ? undefined : cutByRepair(run, visit);
  return cut?.earlier.reason === "done" && cut.earlier.outcome === "passed";
}

function enterWait(run: Run, node: WaitNode, visit: Visit): void {
  if (carriedOver(run, visit)) return finish(run, visit, "passed", "system");
  if ("event" in node.until) visit.waitsFor = { event: node.until.event, key: valueOf(run, node.until.key) ?? null };
}

function enterSubflow(run: Run, node: SubflowNode, visit: Visit): void {
  if (node.sync && carriedOver(run, visit)) return finish(run, visit, "passed", "system");
  const count = rowsOf(run, node);
  refuseIf(count > 200, "SUBFLOW_TOO_MANY");
  visit.acted = count > 0;
  for (let row = 0; row < count; row++) run.state.children.push({ visit: visit.id, row, sync: node.sync, state: "running" });
  if (count === 0 || !node.sync) finish(run, visit, "passed", "system");
}

function rowsOf(run: Run, node: SubflowNode): number {
  if (node.rows === undefined) return 1;
  const rows = own(run.state.answers, node.rows);
  return Array.isArray(rows) ? rows.length : 0;
}
