import fc from "fast-check";
import { expect, it } from "vitest";
import type { AlertRule } from "../model/rule.ts";
import { Shapes } from "../shapes/shapes.ts";
import { functionMaker } from "../testing/functionMaker.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { arrivalsOf, calendars, epoch, rules, stream, tags, type Arrival } from "./anyRule.testkit.ts";
import { restoreEngine, saveEngine } from "./save/engineState.ts";

const shapes = new Shapes(functionMaker, 100_000);

/** Everything an engine decides of a stream; half way it is restarted and its rule edited. */
function decisions(rule: AlertRule, arrivals: readonly Arrival[], options: { readonly shapes?: Shapes }): readonly string[] {
  let engine = new AlarmEngine({ calendars, ...options });
  const edited = { ...rule, revision: 2, limits: { ...rule.limits, H: { ...rule.limits["H"]!, value: 24 } } };
  const decided = [engine.setRules([rule], tags, epoch)] as object[];
  let now = epoch;
  const tickTo = (to: number): void => {
    for (; now + 1000 <= to; now += 1000) decided.push(engine.tick(now + 1000));
  };
  arrivals.forEach(({ tagId, sample, at }, n) => {
    tickTo(at);
    now = Math.max(now, at);
    decided.push(engine.accept([{ tagId, sample }], now));
    if (n !== arrivals.length >> 1) return;
    const saved = JSON.parse(JSON.stringify(saveEngine(engine))) as ReturnType<typeof saveEngine>;
    engine = new AlarmEngine({ calendars, ...options });
    restoreEngine(engine, saved, [rule], tags);
    decided.push(engine.setRules([edited], tags, now));
  });
  tickTo(now + 60_000);
  return decided.map((one) => JSON.stringify(one));
}

it("an engine of generated functions decides of whole streams what one of closures decides, over the whole language", () => {
  let edges = 0;
  fc.assert(fc.property(rules, stream, (rule, items) => {
    const arrivals = arrivalsOf(items);
    const plain = decisions(rule, arrivals, {});
    expect(decisions(rule, arrivals, { shapes })).toEqual(plain);
    edges += plain.filter((one) => one.includes("\"raise\"")).length;
  }), { numRuns: 120 });
  expect(edges).toBeGreaterThan(100); // or nothing was tried
  expect(shapes.size).toBeGreaterThan(20);
}, 120_000);
