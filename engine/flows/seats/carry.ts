import type { ApprovalNode } from "../../model/flow.ts";
import { fieldHashes, hasChanged } from "../fieldHashes.ts";
import { readableFields } from "../fields.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { isWithin } from "../plan/plan.ts";
import { nodeAt } from "../run/nodeAt.ts";
import { cutBefore } from "../run/cutBefore.ts";
import { put } from "../../model/put.ts";
import type { Run } from "../run/run.ts";
import { trailOf } from "../run/targets.ts";
import { regionOfVisit } from "../run/view.ts";
import type { Seat, Visit } from "../types.ts";
import { everySeat } from "./seatTree.ts";
import { signedValues } from "./signature.ts";
import { lastOf } from "../lastOf.ts";

/**
 * Marks seats whose approval is taken over on entry: by `back` of a return
 * (6.2) or by dedupe (5). Never on a return's target, never on permits.
 */
export function carrySeats(run: Run, node: ApprovalNode, visit: Visit, seats: readonly Seat[]): Seat[] {
  if (visit.asked || run.plan.def.settings.permit) return [...seats];
  if (!run.instance.repairs.some((one) => one.back) && node.dedupe === "none") return [...seats];
  const signs = signedFields(run, node);
  const now = fieldHashes(run.answers);
  return seats.map((seat) => {
    const from = carriedByRepair(run, visit, seat, signs, now) ?? carriedByDedupe(run, node, visit, seat, signs, now);
    return from === undefined ? seat : put(seat, { carried: from });
  });
}

/** Fields an approval stands for: `signs`, or all the node can read. */
export function signedFields(run: Pick<Run, "env">, node: ApprovalNode): readonly string[] {
  return node.signs ?? readableFields(run.env.form, node.fields);
}

function carriedByRepair(run: Run, visit: Visit, seat: Seat, signs: readonly string[], now: { [field: string]: string }): string | undefined {
  const cut = cutBefore(run, visit);
  if (!cut?.repair.back) return undefined;
  const { visit: before, repair } = cut;
  const old = before.seats.find((one) => !one.added && one.person === seat.person);
  if (!old || effectiveVote(old) !== "approved" || hasChanged(repair.baseline, now, signs)) return undefined;
  return signatureStillHolds(run, before, old) ? (old.carried ?? before.id) : undefined;
}

/** The signature an approval rests on; one that was carried refers to that of its first visit, over the fields of the node it was given at. */
function signatureStillHolds(run: Run, visit: Visit, seat: Seat): boolean {
  const origin = seat.signature || seat.carried === undefined ? visit : run.instance.visits.find((one) => one.id === seat.carried);
  const signature = seat.signature ?? (origin && everySeat(origin.seats).find((one) => one.person === seat.person)?.signature);
  const node = origin && nodeAt(run.plan, origin);
  return signature === undefined || (node?.kind === "approval" && signature.values === signedValues(run.answers, signedFields(run, node)));
}

function carriedByDedupe(run: Run, node: ApprovalNode, visit: Visit, seat: Seat, signs: readonly string[], now: { [field: string]: string }): string | undefined {
  if (node.dedupe === "none" || hasEvidenceBeyondComment(node)) return undefined;
  for (const source of dedupeSources(run, node, visit)) {
    const old = everySeat(source.seats).find((one) => approvedBy(one, seat.person));
    const origin = old?.carried === undefined ? source : run.instance.visits.find((one) => one.id === old.carried);
    if (old && !hasChanged(origin?.dataAtClose ?? {}, now, signs)) return origin?.id;
  }
  return undefined;
}

/** The person's own approval, or one that was taken over from it: what counts is what he once saw. */
function approvedBy(seat: Seat, person: string): boolean {
  return seat.own === "approved" ? (seat.by ?? seat.person) === person : seat.own === undefined && seat.carried !== undefined && seat.person === person;
}

/** Visits an approval may be taken from: all that passed, or only the nearest on this token's trail. */
function dedupeSources(run: Run, node: ApprovalNode, visit: Visit): readonly Visit[] {
  // What somebody has filled he has not approved.
  const passed = (one: Visit): boolean => run.plan.graph.nodes.get(one.node)?.kind === "approval" && one.state === "closed" && one.reason === "done" && one.outcome === "passed" && !one.dead;
  if (node.dedupe === "everSame") return run.instance.visits.filter(passed);
  const region = run.plan.regionOf.get(node.id) ?? "root";
  const trail = trailOf(run, region).filter((one) => one.id !== visit.id);
  const nearest = lastOf(trail, (one) => run.plan.graph.nodes.get(one.node)?.kind === "approval");
  return nearest && passed(nearest) && !peopleAskedBetween(run, region, nearest, visit) ? [nearest] : [];
}

/** "Consecutive" is broken by a block in which people were asked, in the walk that stands. */
function peopleAskedBetween(run: Run, region: string, from: Visit, to: Visit): boolean {
  return run.instance.visits.some((one) => {
    const inner = regionOfVisit(run, one);
    return !one.dead && one.order > from.order && one.order < to.order && inner !== undefined && inner !== region && isWithin(run.plan, inner, region) && one.seats.some((seat) => seat.carried === undefined);
  });
}

function hasEvidenceBeyondComment(node: ApprovalNode): boolean {
  const { signature, password, photo, gpsWithin } = node.evidence ?? {};
  return Boolean(signature || password || photo || gpsWithin);
}
