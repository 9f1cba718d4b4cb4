import type { ApprovalNode, FillNode, FlowNode } from "../../model/flow.ts";
import { signedFields, sameValues } from "./facts.testkit.ts";
import { deputiesOf, isActive, managersAbove, mentions, peopleOf, type Mention } from "./people.testkit.ts";
import { frameOf, visitOf, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import { allSeats } from "./turns.testkit.ts";
import type { Repair, Seat, Visit } from "./types.testkit.ts";
import { effectiveVote } from "./votes.testkit.ts";

export function newSeat(person: string, roles: readonly string[] = [], weight = 1): Seat {
  return { person, holders: [person], former: [], roles: [...roles], weight, version: 1, transfers: 0 };
}

/** Candidates → active → minus exclude → selfApproval → one seat per person (flows.md 5). */
export function resolveSeats(run: Run, node: ApprovalNode | FillNode): Seat[] {
  const excluded = excludedBy(run, node);
  const kept = mentions(run, node.candidates)
    .filter((one) => isActive(run, one.person) && !excluded.includes(one.person))
    .flatMap((one) => withoutSelf(run, node, one, excluded));
  const seats: Seat[] = [];
  for (const one of kept) addMention(seats, one, weightOf(node, one));
  return seats;
}

export function excludedBy(run: Run, node: FlowNode): string[] {
  return (node.kind === "fill" || node.kind === "approval") && node.exclude ? peopleOf(run, node.exclude) : [];
}

function withoutSelf(run: Run, node: ApprovalNode | FillNode, one: Mention, excluded: readonly string[]): Mention[] {
  const { initiator } = run.world;
  if (one.person !== initiator || node.selfApproval === "allow") return [one];
  if (node.selfApproval === "forbid") return [];
  const manager = managersAbove(run, initiator).find((person) => isActive(run, person) && !excluded.includes(person));
  return manager === undefined ? [] : [{ ...one, person: manager }];
}

function weightOf(node: FlowNode, one: Mention): number {
  const byRole = node.kind === "approval" && one.role !== undefined ? node.vote?.weights?.[one.role] : undefined;
  return byRole ?? one.weight ?? 1;
}

function addMention(seats: Seat[], one: Mention, weight: number): void {
  const roles = one.role === undefined ? [] : [one.role];
  const seat = seats.find((other) => other.person === one.person);
  if (!seat) seats.push(newSeat(one.person, roles, weight));
  else {
    seat.weight = Math.max(seat.weight, weight);
    seat.roles = [...new Set([...seat.roles, ...roles])];
  }
}

/** Whether a person may be given a seat or a delegation here. */
export function isEligible(run: Run, node: FlowNode, person: string): boolean {
  if (!isActive(run, person)) return false;
  if (node.kind !== "fill" && node.kind !== "approval") return true;
  return !excludedBy(run, node).includes(person) && (node.selfApproval === "allow" || person !== run.world.initiator);
}

/** Whether `by` may act for the seat: a holder, or at this moment a deputy of one. */
export function isHolder(run: Run, node: FlowNode, visit: Visit, seat: Seat, by: string): boolean {
  if (seat.holders.includes(by)) return true;
  if (!seat.holders.some((holder) => deputiesOf(run, holder).includes(by))) return false;
  const selfAllowed = (node.kind === "fill" || node.kind === "approval") && node.selfApproval === "allow";
  if (by === run.world.initiator && !selfAllowed) return false;
  return !excludedBy(run, node).includes(by) && !allSeats(visit).some((one) => one.holders.includes(by));
}

/** Takes over approvals that still stand: by the repair's carry, else by dedupe. */
export function carrySeats(run: Run, node: ApprovalNode, visit: Visit): void {
  if (visit.target || run.def.settings.permit === true) return;
  for (const seat of visit.seats) {
    const from = repairSource(run, node, visit, seat.person) ?? dedupeSource(run, node, visit, seat.person);
    if (from) carry(seat, from);
  }
}

interface Source {
  readonly visit: Visit;
  readonly seat: Seat;
}

function carry(seat: Seat, from: Source): void {
  seat.own = "approved";
  seat.carried = from.seat.carried ?? from.visit.id;
  if (from.seat.signed) seat.signed = from.seat.signed;
}

/** The node's latest earlier visit, if a repair with `back` made it dead, with that repair. */
export function cutByRepair(run: Run, visit: Visit): { earlier: Visit; repair: Repair } | undefined {
  const earlier = run.state.visits.filter((one) => one.node === visit.node && one.k < visit.k).at(-1);
  if (!earlier?.dead || earlier.repair === undefined) return undefined;
  const repair = found(run.state.repairs[earlier.repair - 1], "repair");
  return repair.back ? { earlier, repair } : undefined;
}

function repairSource(run: Run, node: ApprovalNode, visit: Visit, person: string): Source | undefined {
  const cut = cutByRepair(run, visit);
  const seat = cut?.earlier.seats.find((one) => one.person === person && !one.added);
  if (!cut || !seat || effectiveVote(seat) !== "approved") return undefined;
  const { answers } = run.state;
  const { baseline } = cut.repair;
  if (!sameValues(signedFields(node, baseline, answers), baseline, answers)) return undefined;
  // The fields of the node he signed at; what was empty then and is filled now has changed too.
  const signed = seat.signed && Object.fromEntries(Object.entries(seat.signed).filter(([, value]) => value !== null));
  const signedAt = seat.carried === undefined ? node : (run.shape.node(visitOf(run, seat.carried).node) as ApprovalNode);
  if (signed && !sameValues(signedFields(signedAt, signed, answers), signed, answers)) return undefined;
  return { visit: cut.earlier, seat };
}

function dedupeSource(run: Run, node: ApprovalNode, visit: Visit, person: string): Source | undefined {
  const { signature, password, photo, gpsWithin } = node.evidence ?? {};
  if (signature || password || photo || gpsWithin || node.dedupe === "none") return undefined;
  const sources = node.dedupe === "consecutive" ? nearestApproval(run, visit) : run.state.visits;
  for (const one of sources.filter((other) => stands(run, other)).reverse()) {
    const seat = allSeats(one).find((other) => (other.castBy ?? other.person) === person && other.own === "approved");
    if (seat && sameSince(run, node, seat.carried ?? one.id)) return { visit: one, seat };
  }
  return undefined;
}

function stands(run: Run, visit: Visit): boolean {
  return run.shape.node(visit.node).kind === "approval" && visit.reason === "done" && visit.outcome === "passed" && !visit.dead;
}

function sameSince(run: Run, node: ApprovalNode, origin: string): boolean {
  const then = run.state.visits.find((one) => one.id === origin)?.dataAtClose;
  return then !== undefined && sameValues(signedFields(node, then, run.state.answers), then, run.state.answers);
}

/** The approval before this visit on its own trail, unless people were asked in a block in between. */
function nearestApproval(run: Run, visit: Visit): Visit[] {
  const { visits } = run.state;
  const before = visits.slice(0, visits.indexOf(visit));
  const walked = frameOf(run, visit.region)?.trail ?? [];
  const nearest = before.filter((one) => !one.dead && walked.includes(one.id) && run.shape.node(one.node).kind === "approval").at(-1);
  if (!nearest) return [];
  const between = before.slice(before.indexOf(nearest) + 1);
  const asked = between.some((one) => !one.dead && one.region !== visit.region && run.shape.inside(one.region, visit.region) && one.seats.some((seat) => seat.carried === undefined));
  return asked ? [] : [nearest];
}
