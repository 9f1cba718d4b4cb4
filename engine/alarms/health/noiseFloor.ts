/** What is remembered of a tag's noise: twice its variance from the differences of neighbouring samples, which slow movement does not touch. */
export interface NoiseState {
  slot: number; // number of the running part of the window, since 1970
  sum: number; // Σ(Δv)² of the running part
  n: number;
  parts: (readonly [slot: number, sum: number, n: number])[]; // the parts before it, oldest first
  floors: number[]; // variances learned, one per window, oldest first
  floor: number | null; // their median, once enough are known
  frozenAt: number | null; // the value at which the noise was gone
}

export function freshNoise(): NoiseState {
  return { slot: 0, sum: 0, n: 0, parts: [], floors: [], floor: null, frozenAt: null };
}

export function copyNoise(state: NoiseState): NoiseState {
  return { ...state, parts: state.parts.slice(), floors: state.floors.slice() };
}

const parts = 10; // of a window
const keptFloors = 24;
const minFloors = 6; // windows before the floor is known
const minDifferences = 30;
const goneShare = 1 / 16; // of variance: σ below a quarter
const moveSigmas = 4;

/**
 * Takes in a number and tells whether the noise is gone: σ of the last
 * `windowMs` under a quarter of the learned floor (median over up to 24
 * windows), until the value moves by more than 4 σ or its noise is back.
 * `before` is the sample before, or null after a silence. Parts lie on the
 * grid of event time, so that the sums do not depend on the order of arrival.
 */
export function noiseIsGone(state: NoiseState, windowMs: number, v: number, before: number | null, ts: number): boolean {
  const slot = Math.floor((ts * parts) / windowMs);
  if (slot !== state.slot) turn(state, slot);
  if (before !== null) {
    state.sum += (v - before) * (v - before);
    state.n += 1;
  }
  const { floor } = state;
  if (floor === null) return false;
  if (state.frozenAt !== null && (v - state.frozenAt) ** 2 > moveSigmas * moveSigmas * floor) {
    state.frozenAt = null;
    state.parts = []; // it moves again: its noise is measured anew
    state.sum = 0;
    state.n = 0;
    return false;
  }
  const now = varianceOf(state);
  if (now === null) return state.frozenAt !== null;
  const gone = now < goneShare * floor;
  state.frozenAt = gone ? (state.frozenAt ?? v) : null;
  return gone;
}

function turn(state: NoiseState, slot: number): void {
  if (state.n > 0) state.parts.push([state.slot, state.sum, state.n]);
  state.parts = state.parts.filter(([at]) => at > slot - parts);
  state.slot = slot;
  state.sum = 0;
  state.n = 0;
  if (slot % parts === 0) learn(state);
}

// One variance per window; a window without noise teaches nothing.
function learn(state: NoiseState): void {
  const seen = varianceOf(state);
  if (seen === null || seen === 0 || state.frozenAt !== null) return;
  state.floors.push(seen);
  if (state.floors.length > keptFloors) state.floors.shift();
  if (state.floors.length >= minFloors) state.floor = [...state.floors].sort((a, b) => a - b)[state.floors.length >> 1]!;
}

/** Of the window up to now; null while it is not whole. */
function varianceOf(state: NoiseState): number | null {
  if (state.parts.length < parts - 1) return null;
  let { sum, n } = state;
  for (const part of state.parts) {
    sum += part[1];
    n += part[2];
  }
  return n < minDifferences ? null : sum / (2 * n);
}
