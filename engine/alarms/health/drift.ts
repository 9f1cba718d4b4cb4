import type { HealthPlan } from "./healthPlan.ts";
import type { Neighbours } from "./movement.ts";

/** What is remembered of a tag hour by hour (UTC, event time), for itself and for its peers. Plain data of bounded size. */
export interface DriftState {
  hour: number; // the running one, since 1970
  sum: number;
  n: number;
  squares: number; // Σ(Δv)² of neighbouring samples in it
  pairs: number;
  closed: (readonly [hour: number, mean: number, noise: number])[]; // the last hours, oldest first; noise is a variance
  judged: number; // the last hour judged
  residuals: number[]; // hourly, at most 24, oldest first
  base: number; // where the residual rests, against peers
  up: number; // CUSUM in σ
  down: number;
  over: number | null; // hour since which it is over its limit
  drifting: boolean;
}

export function freshDrift(): DriftState {
  return { hour: 0, sum: 0, n: 0, squares: 0, pairs: 0, closed: [], judged: 0, residuals: [], base: 0, up: 0, down: 0, over: null, drifting: false };
}

export function copyDrift(state: DriftState): DriftState {
  return { ...state, closed: state.closed.slice(), residuals: state.residuals.slice() };
}

export const hourMs = 3_600_000;
export const lagMs = 600_000; // an hour is judged ten minutes after its end, when what may still come in time of its peers is there
const keptHours = 4;
const learned = 24; // hours
const slack = 0.5; // σ (alarms.md 6: k)
const limit = 8; // σ (h)
const most = 12; // so that one wild day is not remembered for weeks [P]
const clip = 4; // σ that one hour may say: a leak of an hour is no drift [P]
const stepSigmas = 2; // from one hour to the next: no sensor drifts so fast, the process stepped [P]
const baseHours = 168; // how slowly the offset to the peers is learned [P]
const minPeers = 2;

/** Takes in a number and tells whether the sensor drifts. `counts` is false for one that is itself in doubt; `before` is its neighbour in time, or null. */
export function isDrifting(plan: HealthPlan, state: DriftState, v: number, before: number | null, ts: number, counts: boolean, neighbours: Neighbours): boolean {
  const hour = Math.floor(ts / hourMs);
  if (hour !== state.hour) closeHour(state, hour);
  if (counts) add(state, v, before);
  const due = Math.floor((ts - lagMs) / hourMs) - 1;
  if (plan.drift !== null && due > state.judged) judgeHour(plan, plan.drift.peers, state, due, neighbours);
  return plan.drift !== null && state.drifting;
}

/** Mean of one of the last hours, the running one included; undefined when it is not known. */
export function hourMean(state: DriftState | null, hour: number): number | undefined {
  if (state === null) return undefined;
  if (state.hour === hour) return state.n > 0 ? state.sum / state.n : undefined;
  return state.closed.find(([at]) => at === hour)?.[1];
}

function add(state: DriftState, v: number, before: number | null): void {
  state.sum += v;
  state.n += 1;
  if (before === null) return;
  state.squares += (v - before) * (v - before);
  state.pairs += 1;
}

/** Ends the running hour; another begins. */
export function closeHour(state: DriftState, hour: number): void {
  if (state.n > 0) state.closed.push([state.hour, state.sum / state.n, state.pairs > 0 ? state.squares / (2 * state.pairs) : 0]);
  if (state.closed.length > keptHours) state.closed.shift();
  Object.assign(state, { hour, sum: 0, n: 0, squares: 0, pairs: 0 });
}

function judgeHour(plan: HealthPlan, peers: readonly string[], state: DriftState, hour: number, neighbours: Neighbours): void {
  state.judged = hour;
  const own = state.closed.find(([at]) => at === hour);
  const reference = peers.length === 0 ? 0 : medianOfPeers(peers, hour, neighbours);
  if (own === undefined || reference === undefined) return; // nothing is known of this hour: no evidence either way
  const residual = own[1] - reference;
  if (state.residuals.length < learned) return learn(state, residual);
  const { mean, variance } = spread(state.residuals);
  const sigma = Math.max(Math.sqrt(variance + own[2]), plan.moveBy / 30, Number.EPSILON);
  const isOwn = peers.length === 0;
  if (isOwn && !state.drifting && Math.abs(residual - state.residuals[learned - 1]!) > stepSigmas * sigma) return beginAnew(state, residual);
  count(state, Math.max(-clip, Math.min(clip, (residual - (isOwn && !state.drifting ? mean : state.base)) / sigma)), hour);
  if (state.drifting) return; // what drifts teaches nothing
  state.residuals.push(residual);
  state.residuals.shift();
  if (isOwn) state.base = mean;
  else if (Math.max(state.up, state.down) < limit / 2) state.base += (residual - state.base) / baseHours;
}

function medianOfPeers(peers: readonly string[], hour: number, neighbours: Neighbours): number | undefined {
  const known = peers.flatMap((id) => neighbours(id)?.hourMean(hour) ?? []).sort((a, b) => a - b);
  if (known.length < minPeers) return undefined;
  const half = known.length >> 1;
  return known.length % 2 === 1 ? known[half] : (known[half - 1]! + known[half]!) / 2;
}

function learn(state: DriftState, residual: number): void {
  state.residuals.push(residual);
  state.base = spread(state.residuals).mean;
}

function beginAnew(state: DriftState, residual: number): void {
  Object.assign(state, { residuals: [residual], base: residual, up: 0, down: 0, over: null });
}

// Two one-sided sums (CUSUM). It drifts once a sum has been over its limit for an hour, until the value is back at its base.
function count(state: DriftState, z: number, hour: number): void {
  state.up = Math.min(most, Math.max(0, state.up + z - slack));
  state.down = Math.min(most, Math.max(0, state.down - z - slack));
  if (state.drifting && Math.abs(z) < 1) Object.assign(state, { drifting: false, up: 0, down: 0 });
  state.over = Math.max(state.up, state.down) > limit ? (state.over ?? hour) : null;
  if (state.over !== null && hour > state.over) state.drifting = true;
}

function spread(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return { mean, variance: values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length };
}
