import { closeHour, hourMs } from "./drift.ts";
import type { HealthPlan } from "./healthPlan.ts";
import { driftOf, type HealthState } from "./healthState.ts";
import { remembered } from "./spike.ts";

/** Good numbers of one tag by time, side by side in memory: `count` rows of ts, v and `stride − 2` more, the first at `first`. */
export interface SoundRows {
  readonly memory: Float64Array;
  readonly first: number;
  readonly count: number;
  readonly stride: number;
}

/**
 * Takes in numbers that were foreseen to be sound (`foreseen.ts`): what
 * `judgeSample` would make of the state, one by one, in one go. The tag has
 * shown a number before.
 */
export function foldSound(plan: HealthPlan, state: HealthState, rows: SoundRows): void {
  const { memory, first, count, stride } = rows;
  if (count === 0) return;
  for (let from = 0; from < count;) from = foldHour(plan, state, rows, from);
  if (plan.jump !== null) foldJumps(state, rows);
  state.t = memory[first + (count - 1) * stride]!;
}

/** Up to the end of an hour; returns the first row of the next. One loop over plain numbers: none of them is boxed. */
function foldHour(plan: HealthPlan, state: HealthState, { memory, first, count, stride }: SoundRows, from: number): number {
  const drift = driftOf(state);
  let at = first + from * stride;
  const hour = Math.floor(memory[at]! / hourMs);
  if (hour !== drift.hour) closeHour(drift, hour);
  const end = (hour + 1) * hourMs;
  const { restBelow, moveBy, silentMs } = plan;
  let value = Number(state.value); // one by one: what comes out of a list is boxed each time it changes
  let valueAt = Number(state.valueAt);
  let anchor = Number(state.anchor);
  let restAt = Number(state.restAt);
  let movedAt = Number(state.movedAt);
  let since = Number(state.sameSince);
  let same = state.sameCount;
  let sum = Number(drift.sum);
  let squares = Number(drift.squares);
  let pairs = drift.pairs;
  let row = from;
  for (; row < count; row += 1, at += stride) {
    const ts = memory[at]!;
    if (ts >= end) break;
    const v = memory[at + 1]!;
    if (v < restBelow) restAt = ts;
    if (Math.abs(v - anchor) > moveBy) {
      anchor = v;
      movedAt = ts;
    }
    sum += v;
    if (ts - valueAt <= silentMs) {
      squares += (v - value) * (v - value);
      pairs += 1;
    }
    if (v === value) same += 1;
    else {
      since = ts;
      same = 1;
    }
    value = v;
    valueAt = ts;
  }
  state.value = value;
  state.valueAt = valueAt;
  state.anchor = anchor;
  state.restAt = restAt;
  state.movedAt = movedAt;
  state.sameSince = since;
  state.sameCount = same;
  drift.sum = sum;
  drift.squares = squares;
  drift.pairs = pairs;
  drift.n += row - from;
  return row;
}

/** Of all that is believed only the newest few are remembered. */
function foldJumps({ jump }: HealthState, { memory, first, count, stride }: SoundRows): void {
  for (let row = Math.max(0, count - remembered); row < count; row += 1) jump.believed[(jump.slot + row) % remembered] = memory[first + row * stride + 1]!;
  jump.slot = (jump.slot + count) % remembered;
  const last = first + (count - 1) * stride;
  jump.last = memory[last + 1]!;
  jump.lastAt = memory[last]!;
}
