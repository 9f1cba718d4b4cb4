import type { ApprovalNode } from "../../model/flow.ts";

/** What decides an approval node. Weights stand with the seats: the same on both sides. */
export interface VoteSetting {
  readonly mode: ApprovalNode["mode"];
  readonly count?: number;
  readonly percent?: number;
  readonly strict?: boolean;
  readonly rejectPolicy?: "veto" | "vote";
  readonly vetoRoles?: readonly string[];
}

export type VoteVerdict = "equal" | "tighter" | "looser" | "incomparable";

/**
 * Whether every course of votes that passes locally passes above too, with
 * the same seats. `seats`: how many there are, where that is known and none
 * has a weight; without it the answer holds for any number.
 */
export function compareVotes(upper: VoteSetting, local: VoteSetting, seats?: number): VoteVerdict {
  const [down, up] = [isWithin(local, upper, seats), isWithin(upper, local, seats)];
  return down ? (up ? "equal" : "tighter") : up ? "looser" : "incomparable";
}

/** Everything that passes `a` passes `b`. */
function isWithin(a: VoteSetting, b: VoteSetting, seats: number | undefined): boolean {
  const unanimous = needsAll(a, seats);
  if (b.mode === "sequence") return a.mode === "sequence";
  if (b.mode === "all") return unanimous;
  if (!needsMore(a, b, seats)) return false;
  if (unanimous) return true;
  if (b.mode === "firstDecision") return endsAtReject(a);
  if (b.mode !== "vote") return true;
  const vetoes = a.mode === "vote" ? (a.vetoRoles ?? []) : [];
  return (b.vetoRoles ?? []).every((role) => vetoes.includes(role)) && (b.rejectPolicy !== "veto" || endsAtReject(a));
}

/** One reject ends it, whatever the others say. */
function endsAtReject({ mode, rejectPolicy }: VoteSetting): boolean {
  return mode === "firstDecision" || (mode === "vote" && rejectPolicy === "veto");
}

function needsAll(setting: VoteSetting, seats: number | undefined): boolean {
  const need = needOf(setting);
  if (need.kind === "all") return true;
  return seats === undefined ? need.kind === "percent" && need.percent >= 100 : neededOf(setting, seats) >= seats;
}

/** A share of the seats or their weight, a number of them, or all. */
type Need = { readonly kind: "all" } | { readonly kind: "count"; readonly count: number } | { readonly kind: "percent"; readonly percent: number; readonly strict: boolean };

function needOf({ mode, count, percent, strict }: VoteSetting): Need {
  if (mode === "all" || mode === "sequence") return { kind: "all" };
  if (mode !== "vote") return { kind: "count", count: 1 };
  return count !== undefined ? { kind: "count", count } : { kind: "percent", percent: percent ?? 100, strict: strict === true };
}

/** Approvals that pass, of so many seats without weights. More than there are when it can never pass. */
export function neededOf(setting: VoteSetting, seats: number): number {
  const need = needOf(setting);
  if (need.kind === "all") return seats;
  if (need.kind === "count") return Math.min(need.count, seats);
  const hundredths = need.percent * seats;
  return need.strict ? Math.floor(hundredths / 100) + 1 : Math.ceil(hundredths / 100);
}

/** True when `a` needs at least as much approval as `b`. */
function needsMore(a: VoteSetting, b: VoteSetting, seats: number | undefined): boolean {
  const [one, other] = [needOf(a), needOf(b)];
  if (seats !== undefined) return neededOf(a, seats) >= Math.max(1, neededOf(b, seats));
  if (other.kind === "count" && other.count <= 1) return one.kind === "percent" ? one.percent > 0 : one.kind === "all" || one.count >= 1;
  const whole = one.kind === "all" || (one.kind === "percent" && one.percent >= 100);
  if (other.kind === "count") return whole || (one.kind === "count" && one.count >= other.count);
  if (other.kind === "all") return whole;
  if (one.kind === "percent") return one.percent > other.percent || (one.percent === other.percent && (one.strict || !other.strict));
  return one.kind === "all" && !(other.percent >= 100 && other.strict);
}

/**
 * Whether persons may be added to a node without one of them making it pass:
 * all must still agree, or the vote needs as many more as there are new ones.
 * `seats`: fixed persons so far; unknown, only a count can tell.
 */
export function mayAddSeats(upper: VoteSetting, effective: VoteSetting, added: number, seats: number | undefined): boolean {
  if (added === 0) return true;
  if (effective.mode === "all" || effective.mode === "sequence") return true;
  if (effective.mode !== "vote" || upper.mode !== "vote") return false;
  if (seats !== undefined) return neededOf(effective, seats + added) >= neededOf(upper, seats) + added;
  return effective.count !== undefined && upper.count !== undefined && effective.count >= upper.count + added;
}

/** The same by weight: what the new persons weigh comes on top of the threshold. In hundredths of weight, exact. */
export function mayAddWeight(upper: VoteSetting, effective: VoteSetting, total: number, added: number): boolean {
  if (upper.mode !== "vote" || effective.mode !== "vote" || upper.count !== undefined || effective.count !== undefined) return false;
  const [was, is] = [(upper.percent ?? 100) * total, (effective.percent ?? 100) * (total + added)];
  return is > was + 100 * added || (is === was + 100 * added && (effective.strict === true || upper.strict !== true));
}
