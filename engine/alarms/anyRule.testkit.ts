import fc from "fast-check";
import type { JsonLogic } from "../model/logic.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Sample } from "../rules/sample.ts";
import { gasTag, highRule } from "../testing/alarmBench.ts";
import { compileCalendar } from "../time/calendar/index.ts";
import { office } from "../time/calendar/calendars.testkit.ts";

export const epoch = Date.parse("2026-09-21T08:29:30+08:00"); // the office opens in half a minute
const ready = compileCalendar(office);
export const calendars = (id: string) => (id === "office" ? ready : undefined);
/** A point, one beside it, and a count of permits. */
export const tags = ["G", "K", "P"].map((id) => gasTag(id, id === "P" ? { measurement: "permit-count", unit: "", labels: ["hot"], computed: true } : { measurement: "pressure" }));

const limit: JsonLogic = { limit: ["H"] };
/** A term over the limit of the rule. */
export const above = (term: JsonLogic): JsonLogic => ({ ">=": [term, limit] });
/** Every operator of the language, one condition each or two. */
const leaf = fc.constantFrom<JsonLogic>(
  above({ value: [] }), above({ value: ["k"] }), above({ prev: [] }), { "==": [{ quality: [] }, "bad"] }, { ">": [{ age: [] }, 5] },
  above({ avg: [10] }), above({ min: [7] }), above({ max: [20] }), above({ median: [15] }), { ">": [{ stddev: [15] }, { limit: ["S"] }] }, above({ sum: [5] }), { ">": [{ rise: [12] }, { limit: ["S"] }] },
  { ">=": [{ rate: [10, "min"] }, { limit: ["R"] }] }, above({ ewma: [8] }), { ">=": [{ count: [20, above({ value: [] })] }, 3] }, { ">=": [{ count: [30] }, 5] }, { lastN: [2, 4, above({ value: [] })] },
  { kOfN: [2, "both", above({ value: [] })] }, { kOfN: [2, "both", above({ value: [] }), 20] }, { kOfN: [1, { near: ["both", 5] }, above({ value: [] })] },
  { calendar: ["office"] }, { ">=": [{ "area.permits.count": ["hot"] }, 20] },
  above({ avg: [900] }), above({ max: [601] }), { ">": [{ rise: [700] }, { limit: ["S"] }] }, { ">=": [{ count: [1200] }, 6] },
);
const condition = fc.letrec<{ c: JsonLogic }>((tie) => ({
  c: fc.oneof({ depthSize: "small" }, leaf, leaf, fc.tuple(fc.constantFrom("and", "or"), tie("c"), tie("c")).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })), tie("c").map((a): JsonLogic => ({ "!": [a] }))),
})).c;
/** Rules of the whole language about the point G. */
export const rules = fc.record({
  condition, onDelayS: fc.constantFrom(0, 3), offDelayS: fc.constantFrom(0, 10), latch: fc.boolean(),
  suppressWhen: fc.option(condition, { nil: undefined }), schedule: fc.option(fc.constant("office"), { nil: undefined }),
}).map(({ suppressWhen, schedule, ...rest }): AlertRule => highRule({
  ...rest, deadband: 0, select: { tags: ["G"] }, aliases: { k: { tags: ["K"] } }, sets: { both: { tags: ["G", "K"] } },
  limits: { ...highRule().limits, S: { ...highRule().limits["H"]!, value: 4 }, R: { ...highRule().limits["H"]!, value: 30, unit: "%[LEL]/min" } },
  ...(suppressWhen === undefined ? {} : { suppressWhen }), ...(schedule === undefined ? {} : { schedule }),
}));
/** Readings of the three points by time, with how long each was under way. */
export const stream = fc.array(fc.record({
  tag: fc.constantFrom("G", "G", "K", "P"), gap: fc.constantFrom(0, 500, 1000, 2000, 3000, 12_000, 40_000), v: fc.constantFrom(10, 20, 22, 24.9, 25, 26, 40), q: fc.constantFrom<Sample["q"]>(0, 0, 0, 0, 0, 1, 2),
  delay: fc.integer({ min: 0, max: 50_000 }), twice: fc.boolean(),
}), { minLength: 1, maxLength: 40 });

export type Arrival = { readonly tagId: string; readonly sample: Sample; readonly at: number };

/** A stream in the order of its arrival. */
export function arrivalsOf(items: readonly { tag: string; gap: number; v: number; q: Sample["q"]; delay: number; twice: boolean }[]): Arrival[] {
  let ts = epoch;
  return items.flatMap((item) => {
    ts += item.gap;
    const first = { tagId: item.tag, sample: { ts, v: item.v, q: item.q, rx: ts + item.delay, flags: 0 }, at: ts + item.delay };
    return item.twice ? [first, { ...first, at: first.at + 1500 }] : [first];
  }).sort((a, b) => a.at - b.at);
}
