import type { ApprovalNode } from "../../model/flow.ts";
import { fieldHashes, hasChanged } from "../fieldHashes.ts";
import { readableFields } from "../fields.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { isWithin } from "../plan/plan.ts";
import type { Run } from "../run/run.ts";
import { trailOf } from "../run/targets.ts";
import { regionOfVisit } from "../run/view.ts";
import type { Seat, Visit } from "../types.ts";
import { signedValues } from "./signature.ts";
import { lastOf } from "../lastOf.ts";

/**
 * Marks seats whose approval is taken over on entry: by `back` of a return
 * (6.2) or by dedupe (5). Never on a return's target, never on permits.
 */
export function carrySeats(run: Run, node: ApprovalNode, visit: Visit, seats: readonly Seat[]): Seat[] {
  if (visit.asked || run.plan.def.settings.permit) return [...seats];
  const signs = signedFields(run, node);
  const now = fieldHashes(run.answers);
  return seats.map((seat) => {
    const from = carriedByRepair(run, node, seat, signs, now) ?? carriedByDedupe(run, node, visit, seat, signs, now);
    return from === undefined ? seat : { ...seat, carried: from };
  });
}

/** Fields an approval stands for: `signs`, or all the node can read. */
export function signedFields(run: Pick<Run, "env">, node: ApprovalNode): readonly string[] {
  return node.signs ?? readableFields(run.env.form, node.fields);
}

function carriedByRepair(run: Run, node: ApprovalNode, seat: Seat, signs: readonly string[], now: { [field: string]: string }): string | undefined {
  const before = lastOf(run.instance.visits, (one) => one.node === node.id && one.dead);
  const repair = run.instance.repairs.find((one) => one.no === before?.repair);
  if (!before || !repair?.back) return undefined;
  if (run.instance.visits.some((one) => one.node === node.id && one.order > before.order && one.state === "closed")) return undefined;
  const old = before.seats.find((one) => one.person === seat.person);
  if (!old || effectiveVote(old) !== "approved" || hasChanged(repair.baseline, now, signs)) return undefined;
  if (old.signature && old.signature.values !== signedValues(run.answers, signs)) return undefined;
  return old.carried ?? before.id;
}

function carriedByDedupe(run: Run, node: ApprovalNode, visit: Visit, seat: Seat, signs: readonly string[], now: { [field: string]: string }): string | undefined {
  if (node.dedupe === "none" || hasEvidenceBeyondComment(node)) return undefined;
  return dedupeSources(run, node, visit).find((one) =>
    one.seats.some((old) => old.own === "approved" && (old.by ?? old.person) === seat.person) && !hasChanged(one.dataAtClose ?? {}, now, signs))?.id;
}

/** Visits an approval may be taken from: all that passed, or only the nearest on this token's trail. */
function dedupeSources(run: Run, node: ApprovalNode, visit: Visit): readonly Visit[] {
  const passed = (one: Visit): boolean => one.state === "closed" && one.reason === "done" && one.outcome === "passed" && !one.dead;
  if (node.dedupe === "everSame") return run.instance.visits.filter(passed);
  const region = run.plan.regionOf.get(node.id) ?? "root";
  const trail = trailOf(run, region).filter((one) => one.id !== visit.id);
  const nearest = lastOf(trail, (one) => run.plan.graph.nodes.get(one.node)?.kind === "approval");
  return nearest && passed(nearest) && !peopleAskedBetween(run, region, nearest, visit) ? [nearest] : [];
}

/** "Consecutive" is broken by a block in which people were asked. */
function peopleAskedBetween(run: Run, region: string, from: Visit, to: Visit): boolean {
  return run.instance.visits.some((one) => {
    const inner = regionOfVisit(run, one);
    return one.order > from.order && one.order < to.order && inner !== undefined && inner !== region && isWithin(run.plan, inner, region) && one.seats.length > 0;
  });
}

function hasEvidenceBeyondComment(node: ApprovalNode): boolean {
  const { signature, password, photo, gpsWithin } = node.evidence ?? {};
  return Boolean(signature || password || photo || gpsWithin);
}
