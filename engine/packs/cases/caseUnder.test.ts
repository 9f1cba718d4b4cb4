import { describe, expect, it } from "vitest";
import type { Pack } from "../../model/pack.ts";
import type { CaseStep } from "../../model/packCase.ts";
import { caseUnder } from "./caseUnder.ts";
import { approve, at, packOf, refuse, submit } from "./requestPack.testkit.ts";

const play = (pack: Pack, when: readonly CaseStep[], amount = 50) => {
  const { lost, changed, unjudged } = caseUnder(pack, { id: "c", name: "c", template: "request", use: ["small"], given: { data: { amount } }, when });
  return { lost: lost.map((one) => one.step), changed: changed.map((one) => one.step), unjudged: unjudged.map((one) => one.step) };
};
const same = { lost: [], changed: [], unjudged: [] };
const reading = (minute: number, value: number, state: string): CaseStep => ({ at: at(minute), do: "reading", tag: "GT-1", value, then: { alarms: { "gas/GT-1": state } } });

describe("a case of the upper under an overlay", () => {
  it("goes as written where the overlay is not met", () => {
    expect(play(packOf(), [submit, approve])).toEqual(same);
    expect(play(packOf({ most: 80 }), [submit, refuse], 101)).toEqual(same);
  });

  it("lists what passed and is refused now, and still looks at what comes after", () => {
    expect(play(packOf({ most: 40 }), [submit, approve])).toEqual({ ...same, changed: [2, 2] });
    expect(play(packOf({ most: 40 }), [submit, approve, { at: at(3), do: "judge", checks: ["K-1"], data: { amount: 101 }, then: { failing: ["K-1"] } }])).toEqual({ ...same, changed: [2, 2] });
  });

  it("finds a refusal that is gone, and a check that only warns now", () => {
    expect(play(packOf({ most: 200 }), [submit, refuse], 101).lost).toEqual([2]);
    expect(play(packOf({ severity: "warn" }), [submit, { ...submit, at: at(2), do: "judge", checks: ["K-1"], data: { amount: 101 }, then: { failing: ["K-1"] } }]).lost).toEqual([2]);
  });

  it("takes an alarm that comes earlier, and finds one that comes no more", () => {
    const steps = [reading(1, 22, "normal"), reading(2, 26, "unack")];
    expect(play(packOf(), steps)).toEqual(same);
    expect(play(packOf({ alarm: 20 }), steps)).toEqual({ ...same, changed: [1] });
    expect(play(packOf({ alarm: 30 }), steps).lost).toEqual([2]);
    const edges: CaseStep = { at: at(2), do: "reading", tag: "GT-1", value: 26, then: { edges: [[at(2), "gas", "normal", "unack"]] } };
    expect(play(packOf({ alarm: 20 }), [{ ...reading(1, 22, "normal"), then: {} }, edges])).toEqual({ ...same, changed: [2] });
    expect(play(packOf({ alarm: 30 }), [edges]).lost).toEqual([1]);
  });

  it("cannot judge a refusal behind a step that went another way", () => {
    const again: CaseStep = { at: at(3), do: "approve", by: "bob", then: { refused: { code: "CHECKS_FAILED", checks: ["K-9"] } } };
    expect(play(packOf({ most: 40 }), [submit, approve, again]).unjudged).toEqual([3]);
  });

  it("never throws for what a case says", () => {
    expect(play(packOf(), [{ at: at(1), do: "dance", by: "ann" }]).lost).toEqual([1]);
  });
});
