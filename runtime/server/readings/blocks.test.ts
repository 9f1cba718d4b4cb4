import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tidy, unpackBlock } from "./block.ts";
import { decodeBlock, encodeBlock } from "./blockBytes.ts";
import { columnsOf, readingsOfColumns } from "./columns.ts";
import { DamagedReadings } from "./damagedReadings.ts";
import { decodeFirstRollUp } from "./firstBlocks.ts";
import type { LoggedReading } from "./loggedReading.ts";
import { decodeBatch, encodeBatch } from "./readingBlob.ts";
import { decodeRollUp, encodeRollUp, rollUpOf, wholeOf } from "./rollUp.ts";

const from = 1_767_225_600_000;
const bits = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0)); // every double, NaNs and subnormals too
const edges = fc.constantFrom(0, -0, 5e-324, -5e-324, 2 ** 53, -(2 ** 53), 1.7976931348623157e308, Number.POSITIVE_INFINITY, 0.1 + 0.2, 1 / 3, 2 ** 50, 2 ** 50 + 1, 123_456_789.123_456);
const decimals = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(5)).map(([whole, digits]) => whole / 10 ** digits);
const other = fc.oneof(fc.constant(null), fc.string(), fc.boolean(), fc.constant({ type: "no-helmet", confidence: 0.8 }));
const kinds = [decimals, fc.oneof(decimals, edges), bits, fc.oneof(bits, decimals, edges, other), other] as const;
const value = fc.constantFrom(...kinds.map((_, at) => at)).chain((at) => fc.array(fc.tuple(kinds[at]!, fc.integer({ min: 0, max: 599_999 }), fc.nat(2), fc.nat(255), fc.boolean()), { maxLength: 300 }));

/** Readings of one tag in one block, of one kind of value or of all mixed. */
const readings = value.map((list) => list.map(([v, after, q, flags, late]) => ({ tagNo: 7, ts: from + after, v, q, flags, late }) as LoggedReading).sort((a, b) => a.ts - b.ts));

const sameNumber = (a: LoggedReading, b: LoggedReading): boolean => Object.is(a.v, b.v) || (typeof a.v === "object" && JSON.stringify(a.v) === JSON.stringify(b.v));

function expectSame(got: readonly LoggedReading[], wanted: readonly LoggedReading[]): void {
  expect(got.map(({ v: _, ...rest }) => rest)).toEqual(wanted.map(({ v: _, ...rest }) => rest));
  expect(wanted.every((one, at) => sameNumber(one, got[at]!))).toBe(true);
}

describe("a block", () => {
  it("gives every reading back bit for bit, whatever was measured", () => {
    fc.assert(fc.property(readings, (list) => expectSame(readingsOfColumns(7, decodeBlock(7, encodeBlock(7, columnsOf(list)))), list)), { numRuns: 400 });
  });

  it("gives back far times and fractions of a millisecond too", () => {
    const list = [0, 0.25, 1_767_225_600_000.5, 8.64e15].map((ts): LoggedReading => ({ tagNo: 7, ts, v: 1, q: 0, flags: 0, late: false }));
    expectSame(readingsOfColumns(7, decodeBlock(7, encodeBlock(7, columnsOf(list)))), list);
  });

  it("refuses any flipped bit, any cut and another tag's bytes; it never gives another value", () => {
    fc.assert(
      fc.property(readings, fc.nat(), fc.nat(), (list, where, length) => {
        const good = encodeBlock(7, columnsOf(list));
        const flipped = good.slice();
        const at = where % (good.length * 8);
        flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
        for (const damaged of [flipped, good.slice(0, length % good.length)]) expect(() => decodeBlock(7, damaged)).toThrow(DamagedReadings);
        expect(() => decodeBlock(8, good)).toThrow("another tag");
      }),
    );
  });

  it("takes a few bytes for a steady tag, about a byte a reading for a noisy one in steps of 0.01, eight where every bit is chance", () => {
    const second = (v: (s: number) => number) => columnsOf(Array.from({ length: 600 }, (_, s): LoggedReading => ({ tagNo: 7, ts: from + s * 1000, v: v(s), q: 0, flags: 0, late: false })));
    expect(encodeBlock(7, second(() => 21.5)).length).toBeLessThan(60);
    expect(encodeBlock(7, second((s) => Math.round(2150 + 40 * Math.sin(s * 12.9898)) / 100)).length).toBeLessThan(600 * 1.2);
    expect(encodeBlock(7, second((s) => Math.sin(s))).length).toBeLessThan(600 * 8 + 40);
  });

  it("of the first edition is still read, and so is its roll-up", () => {
    const stored = "Y2RhYGBgR8MMDA2rcrdXOjE07IPQDjKrIfyUnWCalYOLgZmBA6LUxIEBAhoY0EB0tVJJZUGqkpVSXr5uRmpObmqJko5Scn5eWmZKal5yqpKVgZ5FrU5eaU5OLAA=";
    expectSame(readingsOfColumns(7, unpackBlock(7, Buffer.from(stored, "base64"))), firstReadings);
    expect(decodeFirstRollUp("[[0,0,20.5,20.5,2,3,0],[1,null,null,0,0,1,null]]").minutes).toEqual([
      { minute: 0, min: 0, max: 20.5, sum: 20.5, good: 2, all: 3, last: 0, worst: 2 },
      { minute: 1, min: null, max: null, sum: 0, good: 0, all: 1, last: null, worst: 2 },
    ]);
    expect(() => unpackBlock(7, Buffer.from(stored, "base64").subarray(0, 40))).toThrow(DamagedReadings);
  });
});

const firstReadings: readonly LoggedReading[] = [
  { tagNo: 7, ts: from, v: 20.5, q: 0, flags: 0, late: false },
  { tagNo: 7, ts: from + 1000, v: -0, q: 1, flags: 3, late: true },
  { tagNo: 7, ts: from + 2500, v: { type: "no-helmet", confidence: 0.8 }, q: 0, flags: 0, late: false },
  { tagNo: 7, ts: from + 61_000, v: null, q: 2, flags: 8, late: false },
];

describe("a batch of the log", () => {
  const batch = fc.array(fc.tuple(fc.oneof(bits, decimals, edges, other), fc.oneof(fc.constant(7), fc.nat(0xffff_ffff)), fc.oneof(fc.nat(600_000).map((after) => from + after), fc.nat(2 ** 53 - 1)), fc.nat(2), fc.nat(255), fc.boolean()), { maxLength: 60 });

  it("gives every reading back bit for bit, and refuses any flipped bit", () => {
    fc.assert(
      fc.property(batch, fc.nat(), (list, where) => {
        const sent = list.map(([v, tagNo, ts, q, flags, late]) => ({ tagNo, ts, v, q, flags, late }) as LoggedReading);
        const data = encodeBatch(sent);
        expectSame(decodeBatch(data), sent);
        expectSame(decodeBatch(new Uint8Array([0, 0, 0, ...data]).subarray(3)), sent); // wherever a driver has put it
        const at = where % (data.length * 8);
        data[at >> 3] = (data[at >> 3] ?? 0) ^ (1 << (at & 7));
        expect(() => decodeBatch(data)).toThrow(/damaged/);
      }),
    );
  });

  it("takes fourteen bytes a reading where all are good", () => {
    const plain = Array.from({ length: 1000 }, (_, tagNo): LoggedReading => ({ tagNo, ts: from + (tagNo % 50), v: tagNo / 100, q: 0, flags: 0, late: false }));
    expect(encodeBatch(plain).length).toBe(14_024);
  });

  it("of the first edition is still read", () => {
    expectSame(decodeBatch(Buffer.from("AQQAAAAHAAAABwAAAAcAAAAHAAAAAACAqm23eUIAgL6qbbd5QgBAHKttt3lCAIBkuW23eUIABQgKAAMACAAAAAAAgDRAAAAAAAAAAIAAAAAAAAAAAAAAAAAAAAAAW3sidHlwZSI6Im5vLWhlbG1ldCIsImNvbmZpZGVuY2UiOjAuOH0sbnVsbF0=", "base64")), firstReadings);
  });
});

describe("a roll-up", () => {
  const rounded = fc.oneof(decimals, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }));
  const minuteReadings = fc.array(fc.tuple(fc.oneof(rounded, other), fc.integer({ min: 0, max: 599_999 }), fc.nat(2)), { maxLength: 200 }).map((list) => list.map(([v, after, q]) => ({ tagNo: 7, ts: from + after, v, q, flags: 0, late: false }) as LoggedReading).sort((a, b) => a.ts - b.ts));

  it("says of each minute what its readings say, and of the whole what its minutes say", () => {
    fc.assert(
      fc.property(minuteReadings, (list) => {
        const { minutes, whole } = rollUpOf(columnsOf(list), from);
        for (const row of minutes) {
          const mine = list.filter((one) => Math.floor((one.ts - from) / 60_000) === row.minute);
          const usable = mine.flatMap(({ v, q }) => (typeof v === "number" && q < 2 ? [v] : []));
          const figures = usable.length === 0 ? { min: null, max: null, last: null } : { min: Math.min(...usable), max: Math.max(...usable), last: usable.at(-1) };
          expect(row).toEqual({ minute: row.minute, ...figures, sum: usable.reduce((sum, one) => sum + one, 0), good: usable.length, all: mine.length, worst: Math.max(...mine.map((one) => one.q)) });
        }
        expect(minutes.reduce((sum, row) => sum + row.all, 0)).toBe(list.length);
        expect(whole).toEqual(wholeOf(minutes));
        const data = encodeRollUp({ minutes, whole });
        expect(decodeRollUp(data)).toEqual({ minutes, whole });
      }),
    );
  });

  it("refuses any flipped bit", () => {
    const good = encodeRollUp(rollUpOf(columnsOf(firstReadings), from));
    for (let at = 0; at < good.length * 8; at++) {
      const flipped = good.slice();
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(() => decodeRollUp(flipped)).toThrow(DamagedReadings);
    }
  });
});

describe("tidying", () => {
  it("is the same after a second time with the same readings, also where a tag said two values at one instant", () => {
    const one = fc.tuple(fc.nat(5), fc.oneof(fc.nat(2), other), fc.nat(1)).map(([after, v, q]) => ({ tagNo: 7, ts: from + after, v, q, flags: 0, late: false }) as LoggedReading);
    fc.assert(fc.property(fc.array(one, { maxLength: 30 }), (list) => {
      expect(tidy([...tidy(list), ...list])).toEqual(tidy(list));
    }));
  });
});
