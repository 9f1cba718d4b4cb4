import type { ReplayView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { leastKnown, rowsOf, spanAround } from "./replayRows.ts";

const episode = (raisedAt: number, clearedAt: number | null) => ({ key: "A", raisedAt, clearedAt });
const listed = <T>(...first: T[]): { count: number; first: T[] } => ({ count: first.length, first });

const view: ReplayView = {
  from: 0, to: 1000, coverage: [{ tagId: "A", expected: 1, present: 1, bad: 0, late: 0, gaps: 0, knownPct: 96 }, { tagId: "B", expected: 1, present: 1, bad: 0, late: 0, gaps: 0, knownPct: 71.5 }], covered: false,
  episodes: listed(episode(100, 200), episode(300, 400), episode(700, null)), announced: 3, chatter: 0, fleeting: 0, brief: 0, perOperator10min: 0, peak10min: 0,
  difference: { episodes: 3, live: listed(episode(100, 200), episode(310, 400), episode(500, 510)), announced: 3, same: 1, onlyNew: listed(episode(700, null)), onlyOld: listed(episode(500, 510)), moved: listed({ ...episode(300, 400), was: { raisedAt: 310, clearedAt: 400 } }) },
  predicted: { matched: 0, disposed: 0, right: 0, wrong: 0, unjudged: 0, share: null },
};

describe("the alarms of a replay", () => {
  it("stand with how the published rule sees each, and with those it raises alone; newest first", () => {
    expect(rowsOf(view).map((row) => [row.raisedAt, row.against])).toEqual([[700, "onlyNew"], [500, "onlyOld"], [300, "moved"], [100, "same"]]);
    expect(rowsOf({ ...view, difference: null }).map((row) => row.against)).toEqual([null, null, null]);
  });

  it("are shown with room around them, inside the span", () => {
    expect(spanAround(episode(1_000_000, 1_060_000), { from: 0, to: 9_000_000 })).toEqual({ from: 700_000, to: 1_360_000 });
    expect(spanAround(episode(100, null), { from: 0, to: 1000 })).toEqual({ from: 0, to: 1000 });
  });

  it("are judged by the tag of which least is known", () => {
    expect(leastKnown(view)).toBe(71.5);
    expect(leastKnown({ coverage: [] })).toBeNull();
  });
});
