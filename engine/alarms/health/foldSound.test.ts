import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gasTag } from "../../testing/alarmBench.ts";
import { foldSound } from "./foldSound.ts";
import { foreseen } from "./foreseen.ts";
import { healthPlan } from "./healthPlan.ts";
import { copyHealth, freshHealth, type HealthState } from "./healthState.ts";
import { judgeSample } from "./judgeSample.ts";

const epoch = Date.UTC(2026, 0, 1, 0, 50);
const tags = [gasTag("G"), gasTag("P", { measurement: "pressure", unit: "kPa", range: { min: 0, max: 1000 } }), gasTag("T", { measurement: "temperature", unit: "Cel", range: { min: -20, max: 120 }, mayBeConstant: true }), gasTag("O", { measurement: "level", unit: "%", range: { min: 0, max: 100 }, periodS: 5 })];
const none = (): undefined => undefined;

/** True when the next number is within what is foreseen. */
function isForeseen(state: HealthState, plan: ReturnType<typeof healthPlan>, ts: number, v: number): boolean {
  const known = foreseen(plan, state);
  if (!known || ts >= known.until) return false;
  if (v === known.value) return known.stuckMs === 0 || ts - known.sameSince < known.stuckMs;
  const far = Math.abs(v - known.value);
  return far <= known.atLeast || far <= (known.perS / 1000) * (ts - state.t);
}

describe("numbers foreseen to be sound", () => {
  it("leave the same state taken in one by one and in one go", () => {
    let folded = 0;
    const step = fc.tuple(fc.constantFrom(200, 1000, 1000, 5000, 40_000, 900_000), fc.constantFrom(0, 0, 0.01, -0.02, 0.5, -0.5, 3, -3, 40));
    fc.assert(fc.property(fc.constantFrom(...tags), fc.integer({ min: 0, max: 9 }), fc.array(step, { minLength: 40, maxLength: 300 }), (tag, rest, steps) => {
      const plan = healthPlan(tag);
      const byOne = freshHealth();
      let [ts, v, rows] = [epoch, rest, [] as number[]];
      const judge = (): object => judgeSample(plan, byOne, { ts, v, q: 0, rx: ts, flags: 0 }, none);
      judge();
      let inOne = copyHealth(byOne);
      const compare = (): void => {
        foldSound(plan, inOne, { memory: Float64Array.from([-1, -1, -1, ...rows]), first: 3, count: rows.length / 3, stride: 3 });
        folded += rows.length / 3;
        rows = [];
      };
      for (const [gap, by] of steps) {
        const [thenTs, thenV] = [ts + gap, Math.max(0, v + by)];
        const isSure = isForeseen(byOne, plan, thenTs, thenV);
        if (!isSure) {
          compare();
          expect(inOne).toEqual(byOne);
        }
        [ts, v] = [thenTs, thenV];
        const verdict = judge();
        if (!isSure) inOne = copyHealth(byOne);
        else {
          expect(verdict).toEqual({ flags: 0, before: null });
          rows.push(ts, v, ts);
        }
      }
      compare();
      expect(inOne).toEqual(byOne);
    }), { numRuns: 300 });
    expect(folded).toBeGreaterThan(3000);
  });
});
