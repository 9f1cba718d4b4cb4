import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTestStore, testDrivers, type TestStore } from "../testing/testApp.ts";
import { blockMs } from "./block.ts";
import { BlockStore } from "./blockStore.ts";
import type { LoggedReading } from "./loggedReading.ts";
import { ReadingLog } from "./readingLog.ts";
import { RecentReadings } from "./recentReadings.ts";
import { keptMs } from "./retention.ts";
import { sealReadings } from "./sealReadings.ts";

const from = 1_767_225_600_000;
const reading = (tagNo: number, after: number, v: LoggedReading["v"], rest: Partial<LoggedReading> = {}): LoggedReading => ({ tagNo, ts: from + after, v, q: 0, flags: 0, late: false, ...rest });
const firstBlock = Buffer.from("Y2RhYGBgR8MMDA2rcrdXOjE07IPQDjKrIfyUnWCalYOLgZmBA6LUxIEBAhoY0EB0tVJJZUGqkpVSXr5uRmpObmqJko5Scn5eWmZKal5yqpKVgZ5FrU5eaU5OLAA=", "base64");

describe.each(await testDrivers())("stored readings on %s", (driver) => {
  let made: TestStore;
  let blocks: BlockStore;
  const log = new ReadingLog("t1");

  beforeEach(async () => {
    made = await makeTestStore(driver);
    blocks = new BlockStore(made.store, "t1");
  });
  afterEach(() => made.remove());

  const append = (seq: number, at: number, readings: readonly LoggedReading[]) => made.store.unit((tx) => log.append(tx, seq, at, readings));
  const logged = async (after = 0): Promise<LoggedReading[]> => {
    const found: LoggedReading[] = [];
    for await (const batch of log.read(made.store, after, 1e9)) found.push(...batch.readings);
    return found;
  };
  const put = async (tagNo: number, readings: readonly LoggedReading[]) => {
    const prepared = await blocks.prepare(tagNo, readings);
    await made.store.unit((tx) => blocks.write(tx, prepared));
  };
  const range = async (tagNo: number, begin = from, end = from + 10 * blockMs) => (await blocks.read(tagNo, begin, end)).flatMap((block) => block.readings ?? []);

  it("append: the log gives batches back as they were, from any number on, and not one that was refused", async () => {
    const values = [20.5, -0, 5e-324, 1 / 3, "open", true, null, { type: "no-helmet", confidence: 0.8 }];
    const sent = values.map((v, at) => reading(at + 1, at * 250, v, { q: v === null ? 2 : 0, flags: at, late: at % 2 === 1 }));
    await append(1, from, sent.slice(0, 4));
    await append(2, from + 50, sent.slice(4));
    await expect(made.store.unit(async (tx) => {
      await log.append(tx, 3, from + 100, sent);
      throw new Error("refused");
    })).rejects.toThrow("refused");
    expect(await logged()).toEqual(sent);
    expect(Object.is((await logged())[1]?.v, -0)).toBe(true);
    expect(await logged(1)).toEqual(sent.slice(4));
  });

  it("range: sealed readings come back sorted, over blocks, of that tag and that tenant alone", async () => {
    const sent = [0, 1000, blockMs - 1, blockMs, 2 * blockMs + 5].map((after, at) => reading(7, after, at / 10));
    await put(7, [...sent].reverse());
    await put(8, [reading(8, 500, 99)]);
    expect(await range(7)).toEqual(sent);
    expect(await range(7, from + blockMs, from + 2 * blockMs)).toEqual(sent.slice(3, 4));
    expect(await new BlockStore(made.store, "t2").read(7, from, from + blockMs)).toEqual([]);
    expect([await blocks.count(7, from, from + 10 * blockMs), await blocks.count(7, from, from + blockMs)]).toEqual([5, 3]);
  });

  it("downsample: minutes and blocks are told from roll-ups, bad readings counted and in no figure", async () => {
    await put(7, [reading(7, 0, 1), reading(7, 30_000, 3), reading(7, 59_999, 900, { q: 2 }), reading(7, 60_000, -5, { q: 1 }), reading(7, blockMs, 8)]);
    const [first, second] = await blocks.readRollUps(7, from, from + 2 * blockMs);
    expect(first).toEqual({
      from,
      whole: { min: -5, max: 3, sum: -1, good: 3, all: 4, last: -5, worst: 2 },
      minutes: [{ minute: 0, min: 1, max: 3, sum: 4, good: 2, all: 3, last: 3, worst: 2 }, { minute: 1, min: -5, max: -5, sum: -5, good: 1, all: 1, last: -5, worst: 1 }],
    });
    expect(second).toMatchObject({ from: from + blockMs, whole: { sum: 8, all: 1 } });
  });

  it("late and twice: what comes after sealing finds its place, and what was stored stays once", async () => {
    const sent = [reading(7, 0, 1), reading(7, 2000, 2), reading(7, 2000, 5)]; // two values at one instant: both are kept
    await put(7, sent);
    await put(7, [reading(7, 1000, 1.5, { late: true }), ...sent]);
    await put(7, [reading(7, 1000, 1.5, { late: true }), ...sent]);
    expect(await range(7)).toEqual([sent[0], reading(7, 1000, 1.5, { late: true }), sent[1], sent[2]]);
    expect((await blocks.readRollUps(7, from, from + blockMs))[0]?.whole).toMatchObject({ all: 4, sum: 9.5 });
  });

  it("retain: raw readings go, then roll-ups; what comes late for a time whose raw readings are gone changes figures of new minutes only", async () => {
    await put(7, [reading(7, 0, 1), reading(7, blockMs, 2), reading(7, 2 * blockMs, 3)]);
    await made.store.unit((tx) => blocks.retire(tx, () => from + 2 * blockMs, from + blockMs));
    const stored = await blocks.read(7, from, from + 10 * blockMs);
    expect(stored.map((block) => [block.from, block.readings?.length ?? null, block.minutes[0]?.sum])).toEqual([[from + blockMs, null, 2], [from + 2 * blockMs, 1, 3]]);
    await put(7, [reading(7, blockMs + 10, 50), reading(7, blockMs + 120_000, 4)]);
    const [gone] = await blocks.read(7, from + blockMs, from + 2 * blockMs);
    expect([gone?.readings, gone?.minutes.map((row) => [row.minute, row.sum])]).toEqual([null, [[0, 2], [2, 4]]]);
  });

  it("retain by class: raw readings of each class go at its own time, blocks of before there were classes with the last; the others stay byte for byte", async () => {
    const classes: { readonly [tagNo: number]: string } = { 7: "pressure", 8: "combustible!" };
    const classed = new BlockStore(made.store, "t1", (tagNo) => classes[tagNo]);
    for (const tagNo of [7, 8, 9]) await made.store.unit(async (tx) => classed.write(tx, await classed.prepare(tagNo, [reading(tagNo, 0, 1.5), reading(tagNo, 70_000, 2)])));
    const bytes = async () => Object.fromEntries((await made.store.all<{ tag_no: number; data: Uint8Array | null }>({ sql: "select tag_no, data from reading_blocks order by tag_no", bindings: [] })).map((row) => [row.tag_no, row.data && Buffer.from(row.data).toString("hex")]));
    const before = await bytes();
    const retention = { all: 10 * blockMs, safety: 30 * blockMs, of: { flow: 50 * blockMs } };
    const at = (now: number) => made.store.unit((tx) => classed.retire(tx, (cls) => now - keptMs(cls, retention), 0));
    await at(from + 10 * blockMs);
    expect(await bytes()).toEqual(before); // its time is not over before its last reading is that old
    await at(from + 10 * blockMs + 1);
    expect(await bytes()).toEqual({ ...before, 7: null });
    await at(from + 30 * blockMs + 1);
    expect(await bytes()).toEqual({ ...before, 7: null, 8: null });
    await at(from + 50 * blockMs + 1);
    expect(await bytes()).toEqual({ 7: null, 8: null, 9: null });
    expect((await classed.readRollUps(8, from, from + blockMs))[0]?.minutes.map((row) => row.sum)).toEqual([1.5, 2]);
  });

  it("minutes: a long span is told from roll-ups; where those tell nothing, as of texts, the block is read", async () => {
    await put(7, [reading(7, 0, 1), reading(7, 61_000, 9), reading(7, blockMs, "open"), reading(7, 2 * blockMs, null, { q: 2 })]);
    const [numbers, texts, bad] = await blocks.readMinutes(7, from, from + 3 * blockMs);
    expect([numbers?.readings, numbers?.minutes.map((row) => row.max)]).toEqual([null, [1, 9]]);
    expect(texts?.readings?.map((one) => one.v)).toEqual(["open"]);
    expect(bad).toMatchObject({ readings: null, minutes: [{ worst: 2, all: 1 }] });
  });

  it("seal: everything received before the cut moves once, also when the process ended in the middle or the clock was set back", async () => {
    const batches = Array.from({ length: 40 }, (_, k) => ({ seq: k + 1, at: from + k * 1000 + (k === 10 ? 90_000 : 0), readings: [1, 2, 3].map((tagNo) => reading(tagNo, k * 1000, k + tagNo / 10)) }));
    for (const { seq, at, readings } of batches) await append(seq, at, readings);
    const cut = from + 30_000;
    const sealedSeq = await log.lastBefore(made.store, cut);
    expect(sealedSeq).toBe(10); // batch 11 came "in the future": it and what follows stay in the log
    const fill = (after: number): RecentReadings => {
      const recent = new RecentReadings();
      for (const { seq, at, readings } of batches) if (seq > after) recent.add(readings, at);
      return recent;
    };
    const half = fill(0);
    await made.store.unit(async (tx) => blocks.write(tx, await blocks.prepare(3, half.before(3, cut)!))); // and killed here
    const again = fill(0);
    await sealReadings(made.store, blocks, again, cut);
    await made.store.unit((tx) => log.prune(tx, sealedSeq + 1));
    const last = fill(sealedSeq); // started anew from the log
    expect(await logged()).toHaveLength(90);
    await sealReadings(made.store, blocks, last, from + 600_000);
    expect([again.count(1), last.count(1), last.size]).toEqual([11, 0, 0]);
    for (const tagNo of [1, 2, 3]) expect(await range(tagNo)).toEqual(batches.map((batch) => batch.readings[tagNo - 1]));
  });

  it("a block and a roll-up of the first edition are read, merged and written anew", async () => {
    const old = '[[0,0,20.5,20.5,2,3,0],[1,null,null,0,0,1,null]]';
    await made.store.unit((tx) => tx.run({ sql: "insert into reading_blocks (tenant_id, tag_no, from_ts, n, data, minutes) values (?, ?, ?, ?, ?, ?)", bindings: ["t1", 7, from, 4, firstBlock, old] }));
    const before = await range(7);
    expect(before.map((one) => one.v)).toEqual([20.5, -0, { type: "no-helmet", confidence: 0.8 }, null]);
    expect((await blocks.readRollUps(7, from, from + blockMs))[0]?.whole).toEqual({ min: 0, max: 20.5, sum: 20.5, good: 2, all: 4, last: 0, worst: 2 });
    await put(7, [reading(7, 500, 1)]);
    expect(await range(7)).toEqual([before[0], reading(7, 500, 1), ...before.slice(1)]);
    expect((await blocks.readRollUps(7, from, from + blockMs))[0]?.whole).toMatchObject({ sum: 21.5, good: 3, all: 5 });
  });

  it("a damaged block is refused by name, not shown", async () => {
    await put(7, [reading(7, 0, 1), reading(7, 1000, 2)]);
    const row = await made.store.first<{ data: Uint8Array }>({ sql: "select data from reading_blocks", bindings: [] });
    const damaged = new Uint8Array(row!.data);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await made.store.unit((tx) => tx.run({ sql: "update reading_blocks set data = ?", bindings: [damaged] }));
    await expect(range(7)).rejects.toThrow("stored readings are damaged: the checksum does not fit");
  });
});
