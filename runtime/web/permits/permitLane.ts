import type { PermitRow } from "../api/types.ts";

/** The lanes of the board, in the order of a permit's life (catalogue 4). `ended` is listed, not drawn as a lane. */
export type PermitLane = "approving" | "ready" | "live" | "stopped" | "finished" | "ended";
export const boardLanes: readonly PermitLane[] = ["approving", "ready", "live", "stopped", "finished"];

const laneOfState: { readonly [state: string]: PermitLane } = {
  draft: "approving", prepared: "approving", approving: "approving", running: "approving", returned: "approving", blocked: "approving",
  approved: "ready", active: "live", suspended: "stopped", finished: "finished",
  closed: "ended", rejected: "ended", cancelled: "ended", expired: "ended", revoked: "ended", ended: "ended", terminated: "ended", withdrawn: "ended",
};
const laneOfTone = { waiting: "ready", live: "live", stopped: "stopped", done: "ended", void: "ended" } as const;

/** The state shown: the life state once the permit has one, else that of its approval. */
export function permitState(permit: PermitRow): string {
  return permit.life?.state ?? permit.state;
}

/**
 * The lane of a permit. A template may name states of its own; then the tone
 * of the state decides. What nobody can place stays among those in approval,
 * in sight, and is never taken for ended.
 */
export function laneOf(permit: PermitRow): PermitLane {
  const state = permitState(permit);
  if (Object.hasOwn(laneOfState, state)) return laneOfState[state] as PermitLane;
  return permit.life ? laneOfTone[permit.life.tone] : "approving";
}

/** Work may go on or be stopped at the place: what the start page calls "in the field". */
export function isInField(permit: PermitRow): boolean {
  const lane = laneOf(permit);
  return lane === "live" || lane === "stopped";
}

export type DeadlineKind = "gas" | "valid" | "due";

export interface PermitDeadline {
  readonly kind: DeadlineKind;
  readonly at: number;
}

/** The next thing with a time: gas re-test, end of validity, or due time of the approval. Undefined for ended ones. */
export function nextDeadline(permit: PermitRow): PermitDeadline | undefined {
  if (laneOf(permit) === "ended") return undefined;
  const all: PermitDeadline[] = [
    ...timeOf("gas", permit.gasDueAt),
    ...timeOf("valid", permit.validUntil),
    ...timeOf("due", permit.due),
  ];
  return all.filter((one) => Number.isFinite(one.at)).sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind])[0];
}

const rank = { gas: 0, valid: 1, due: 2 } as const;

function timeOf(kind: DeadlineKind, at: string | undefined): PermitDeadline[] {
  return at === undefined ? [] : [{ kind, at: Date.parse(at) }];
}

/** True when something of this permit runs out. */
export function isDue(permit: PermitRow): boolean {
  return nextDeadline(permit) !== undefined;
}

/** `over` after the time, `soon` in the last 15 minutes, `near` in the last 60 (reminders of catalogue 4). */
export function urgencyOf(deadline: PermitDeadline | undefined, now: number): "none" | "far" | "near" | "soon" | "over" {
  if (!deadline) return "none";
  const left = deadline.at - now;
  if (left <= 0) return "over";
  if (left <= 15 * 60_000) return "soon";
  return left <= 60 * 60_000 ? "near" : "far";
}

/** Share of the time from the state's start to the deadline that is used up, 0…1; undefined when it cannot be said. */
export function usedShare(permit: PermitRow, deadline: PermitDeadline | undefined, now: number): number | undefined {
  const since = permit.life ? Date.parse(permit.life.since) : Number.NaN;
  if (!deadline || !Number.isFinite(since) || deadline.at <= since) return undefined;
  return Math.min(1, Math.max(0, (now - since) / (deadline.at - since)));
}

/** Stopped first, then the nearest deadline, those without one last; equal ones by number. */
export function sortPermits(permits: readonly PermitRow[]): PermitRow[] {
  const at = (permit: PermitRow): number => nextDeadline(permit)?.at ?? Number.POSITIVE_INFINITY;
  const stopped = (permit: PermitRow): number => Number(laneOf(permit) === "stopped");
  return [...permits].sort((a, b) => stopped(b) - stopped(a) || compare(at(a), at(b)) || (a.number < b.number ? -1 : Number(a.number > b.number)));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Permits per lane, each sorted by its next deadline. */
export function lanesOf(permits: readonly PermitRow[]): { readonly [lane in PermitLane]: readonly PermitRow[] } {
  const lanes: { [lane in PermitLane]: PermitRow[] } = { approving: [], ready: [], live: [], stopped: [], finished: [], ended: [] };
  for (const permit of sortPermits(permits)) lanes[laneOf(permit)].push(permit);
  return lanes;
}

/** `S1-HW-20260714-019` → `HW-019`; numbers of another shape stay whole. */
export function shortNumber(number: string): string {
  const parts = /-([A-Z]{1,4})-\d{6,8}-(\d+)$/.exec(number);
  return parts ? `${parts[1]}-${parts[2]}` : number;
}

/** The kind of work without the word "permit": the page says that already. */
export function workKind(title: string): string {
  return title.replace(/(安全)?作业票$/u, "").replace(/ permit$/iu, "") || title;
}
