import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteMs, paceOf, type Waiting } from "./pacing.ts";

const limit = { perMinute: 10, pageBytes: 1_000 };
const list = (n: number, isUrgent = false, from = 0): Waiting[] => Array.from({ length: n }, (_, at) => ({ id: `${isUrgent ? "u" : "o"}${from + at}`, isUrgent, bytes: 100 }));

describe("what goes to one target now", () => {
  it("is each notice alone while there is room to spare", () => {
    expect(paceOf(list(3), [], 0, limit)).toEqual({ messages: [["o0"], ["o1"], ["o2"]], crowded: [], nextAt: undefined });
  });

  it("is a digest of all of them when there are many", () => {
    const { messages, nextAt } = paceOf(list(25), [], 0, limit);
    expect(messages.map((ids) => ids.length)).toEqual([10, 10, 5]);
    expect(messages.flat()).toEqual(list(25).map((one) => one.id));
    expect(nextAt).toBeUndefined();
  });

  it("leaves room for P1: ordinary notices take seven of ten", () => {
    const { messages, nextAt } = paceOf(list(1_000), [], 5_000, limit);
    expect(messages.length).toBe(7);
    expect(nextAt).toBe(5_000 + minuteMs);
    expect(paceOf(list(1), [1, 2, 3, 4, 5, 6, 7], 5_000, limit).messages).toEqual([]);
    expect(paceOf(list(1, true), [1, 2, 3, 4, 5, 6, 7], 5_000, limit).messages).toEqual([["u0"]]);
  });

  it("is nothing when the minute is full; P1 then needs the next channel", () => {
    const sent = Array.from({ length: 10 }, (_, at) => 1_000 + at);
    expect(paceOf([...list(2, true), ...list(2)], sent, 20_000, limit)).toEqual({ messages: [], crowded: ["u0", "u1"], nextAt: 61_000 });
    expect(paceOf(list(1, true), sent, 61_001, limit).messages).toEqual([["u0"]]);
  });

  it("is everything, each alone, for a machine without a limit", () => {
    expect(paceOf(list(1_000), [], 0, null).messages.length).toBe(1_000);
  });
});

interface Arrival {
  readonly at: number;
  readonly isUrgent: boolean;
}

/** Lets time pass: things arrive, are sent when the pace says so, one second after the other. */
function run(arrivals: readonly Arrival[]): { readonly sent: readonly { readonly at: number; readonly ids: readonly string[] }[]; readonly left: number } {
  let waiting: Waiting[] = [];
  const sent: { at: number; ids: readonly string[] }[] = [];
  for (let now = 0; now < 1_800_000; now += 1_000) {
    arrivals.forEach((one, n) => one.at >= now - 999 && one.at <= now && waiting.push({ id: `${one.isUrgent ? "u" : "o"}${n}`, isUrgent: one.isUrgent, bytes: 90 }));
    const { messages } = paceOf(waiting, sent.map((one) => one.at), now, limit);
    for (const ids of messages) sent.push({ at: now, ids });
    const gone = new Set(messages.flat());
    waiting = waiting.filter((one) => !gone.has(one.id));
  }
  return { sent, left: waiting.length };
}

it("never exceeds the limit in any minute, loses and doubles nothing, and puts no P1 into a digest, whatever arrives when", () => {
  const arrival = fc.record({ at: fc.integer({ min: 0, max: 300_000 }), isUrgent: fc.boolean() });
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 120, size: "max" }), (arrivals) => {
      const { sent, left } = run(arrivals);
      const ids = sent.flatMap((one) => one.ids);
      expect(left).toBe(0);
      expect([ids.length, new Set(ids).size]).toEqual([arrivals.length, arrivals.length]);
      expect(sent.filter((one) => one.ids.length > 1).flatMap((one) => one.ids).filter((id) => id.startsWith("u"))).toEqual([]);
      for (const { at } of sent) expect(sent.filter((one) => one.at >= at && one.at < at + minuteMs).length).toBeLessThanOrEqual(limit.perMinute);
    }),
    { numRuns: 60 },
  );
});
