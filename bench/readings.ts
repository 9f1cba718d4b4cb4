import { batchLimits } from "../runtime/server/ingest/pipeline.ts";
import type { LoggedReading } from "../runtime/server/readings/loggedReading.ts";
import { atLeast, atMost, line, median, ratio, shownRatio, type Rates } from "./figures.ts";
import { demoSeconds, hourFrom, noisyHour, type PlantHour, randomHour, secondOf } from "./plantHour.ts";
import { ReadingsStore } from "./readingsStore.ts";
import { RowPerReading } from "./rowPerReading.ts";

const tags = 2800;
const hourS = 3600;
const blockS = 600;
const looks = 400;
const peerS = 60;
const hourMs = 3_600_000;

function cpuSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000_000;
}

/** The longest time, ms, in which the event loop had no turn while `work` ran: by the clock, which on shared cores has the neighbours and the disk in it, and by the CPU time spent. */
async function longestStall(work: () => Promise<void>): Promise<{ readonly wall: number; readonly cpu: number }> {
  let [wall, cpu, last, lastCpu, isOver] = [0, 0, performance.now(), process.cpuUsage(), false];
  const turn = (): void => {
    const now = performance.now();
    wall = Math.max(wall, now - last);
    cpu = Math.max(cpu, 1000 * cpuSince(lastCpu));
    last = now;
    lastCpu = process.cpuUsage();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return { wall, cpu };
}

interface Intake {
  readonly append: number[]; // readings per CPU second, each ten minutes
  readonly seal: number[];
  readonly both: number[];
  readonly stalls: { readonly wall: number; readonly cpu: number }[]; // ms
}

/** Readings of some seconds in the batches a full pipeline makes. */
function* batchesOf(hour: PlantHour, begin: number, end: number): Generator<{ readonly batch: readonly LoggedReading[]; readonly at: number }> {
  let waiting: LoggedReading[] = [];
  for (let s = begin; s < end; s++) {
    waiting.push(...secondOf(hour, s));
    while (waiting.length >= batchLimits.readings || (s === end - 1 && waiting.length > 0)) {
      yield { batch: waiting.slice(0, batchLimits.readings), at: hourFrom + s * 1000 + 100 };
      waiting = waiting.slice(batchLimits.readings);
    }
  }
}

/** An hour of the plant at 1 Hz goes in, a commit for each batch, and is sealed each ten minutes. */
async function takeHour(ours: ReadingsStore, hour: PlantHour): Promise<Intake> {
  const intake: Intake = { append: [], seal: [], both: [], stalls: [] };
  for (let begin = 0; begin < hour.seconds; begin += blockS) {
    let appendS = 0;
    for (const { batch, at } of batchesOf(hour, begin, begin + blockS)) {
      const started = process.cpuUsage();
      await ours.append(batch, at);
      appendS += cpuSince(started);
    }
    const started = process.cpuUsage();
    intake.stalls.push(await longestStall(() => ours.seal(hourFrom + (begin + blockS) * 1000)));
    const sealS = cpuSince(started);
    const n = hour.tags * blockS;
    intake.append.push(n / appendS);
    intake.seal.push(n / sealS);
    intake.both.push(n / (appendS + sealS));
  }
  return intake;
}

/** Every stored reading is what was sent, no more and no fewer. */
async function checkAll(ours: ReadingsStore, { tags: count, seconds, values }: PlantHour): Promise<void> {
  for (let t = 0; t < count; t++) {
    const found = (await ours.blocks.read(t + 1, hourFrom, hourFrom + seconds * 1000)).flatMap((block) => block.readings ?? []);
    const isSame = found.length === seconds && found.every((one, s) => one.ts === hourFrom + s * 1000 + (t % 50) && one.q === 0 && one.flags === 0 && !one.late && Object.is(one.v, values[t * seconds + s]));
    if (!isSame) throw new Error(`P9: tag ${t + 1} is not read back as it was written; there is no figure`);
  }
}

interface Looks {
  readonly hour: number[]; // ms
  readonly minutes: number[];
}

/** One hour of one tag, and its minutes, of tags far apart. */
async function look(count: number, hour: (tagNo: number) => Promise<number> | number, minutes: (tagNo: number) => Promise<number> | number, seconds = hourS): Promise<Looks> {
  const taken: Looks = { hour: [], minutes: [] };
  for (let k = 0; k < count + 50; k++) {
    const tagNo = 1 + ((k * 997) % tags);
    const started = performance.now();
    const found = await hour(tagNo);
    const middle = performance.now();
    const rows = await minutes(tagNo);
    const ended = performance.now();
    if (found !== seconds || rows !== seconds / 60) throw new Error(`P9: tag ${tagNo} gives ${found} readings and ${rows} minutes; there is no figure`);
    if (k < 50) continue; // until the code is compiled
    taken.hour.push(middle - started);
    taken.minutes.push(ended - middle);
  }
  return taken;
}

function p99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? 0;
}

const inMs = (name: string, values: readonly number[]): string => `  ${name.padEnd(44)} median ${median(values).toFixed(3)} ms, p99 ${p99(values).toFixed(3)} ms`;

/** Bytes a reading of another kind of value, in a store of its own. */
async function bytesOf(seconds: readonly (readonly Parameters<ReadingsStore["append"]>[0][number][])[]): Promise<number> {
  const ours = await ReadingsStore.open();
  let n = 0;
  for (const [s, batch] of seconds.entries()) {
    n += batch.length;
    if (batch.length > 0) await ours.append(batch, hourFrom + s * 1000 + 100);
  }
  await ours.seal(hourFrom + seconds.length * 1000 + 60_000);
  const { blocks } = await ours.close();
  ours.remove();
  return blocks / n;
}

async function rowsPeer(hour: PlantHour): Promise<{ readonly rates: Rates; readonly bytes: number; readonly looks: Looks }> {
  const peer = new RowPerReading();
  const rounds: number[] = [];
  let n = 0;
  // A few minutes; an hour of it would take longer than the rest of the bench together.
  for (let round = 0; round < 4; round++) {
    let spent = 0;
    for (const { batch } of batchesOf(hour, round * peerS, (round + 1) * peerS)) {
      n += batch.length;
      const started = process.cpuUsage();
      peer.append(batch);
      spent += cpuSince(started);
    }
    rounds.push((tags * peerS) / spent);
  }
  const to = hourFrom + 4 * peerS * 1000;
  const looks = await look(100, (tagNo) => peer.hour(tagNo, hourFrom, to).length, (tagNo) => peer.minutes(tagNo, hourFrom, to).length, 4 * peerS);
  const bytes = peer.size / n;
  peer.remove();
  return { rates: { name: "one row a reading, WITHOUT ROWID", unit: "readings/cpu-s", rounds }, bytes, looks };
}

/**
 * P9: readings into the store, durably, and out of it. An hour of 2,800 tags
 * at 1 Hz, 10 M readings, in batches of 5,000 with a commit each, sealed
 * each ten minutes; against a row for each reading (Parquet
 * through DuckDB is measured by `parquet.ts`). What is read back is compared with what was sent, all of it.
 */
export async function benchReadings(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const hour = noisyHour(tags, hourS);
  const ours = await ReadingsStore.open();
  const intake = await takeHour(ours, hour);
  await checkAll(ours, hour);
  const to = hourFrom + hourMs;
  const looked = await look(looks, async (tagNo) => (await ours.blocks.read(tagNo, hourFrom, to)).reduce((n, block) => n + (block.readings?.length ?? 0), 0), async (tagNo) => (await ours.blocks.readRollUps(tagNo, hourFrom, to)).reduce((n, one) => n + one.minutes.length, 0));
  const size = await ours.close();
  ours.remove();
  const peer = await rowsPeer(hour);
  const n = tags * hourS;
  const rates = (name: string, rounds: readonly number[]): Rates => ({ name, unit: "readings/cpu-s", rounds });
  const both = rates("append and seal", intake.both);
  const other = { demo: await bytesOf(demoSeconds(hourS)), random: await bytesOf(Array.from({ length: hourS }, ((some) => (_, s) => secondOf(some, s))(randomHour(280, hourS)))) };
  const verdicts = [
    atLeast("P9 append and seal, readings a CPU second", median(both.rounds), 2_000_000),
    atMost("P9 bytes a reading after sealing, steps of 0.01", size.blocks / n, 6),
    atMost("P9 one hour of one tag, median ms", median(looked.hour), 2),
    atMost("P9 longest work in one turn while 2,800 tags are sealed, CPU ms", median(intake.stalls.map((one) => one.cpu)), 20),
    ratio("P9 append and seal against one row a reading", both, peer.rates, 5),
  ];
  const lines = [
    line(rates("append: batch to acknowledged commit", intake.append)), line(rates("seal", intake.seal)), line(both), line(peer.rates),
    inMs("one hour of one tag, 3,600 of 10 M readings", looked.hour), inMs("its minutes, from roll-ups", looked.minutes),
    inMs("row a reading: 4 minutes of one tag of 0.7 M", peer.looks.hour), inMs("row a reading: its minutes", peer.looks.minutes),
    `  bytes a reading: steps of 0.01 ${(size.blocks / n).toFixed(2)} (whole file, freed log pages included, ${(size.file / n).toFixed(2)}), demo plant ${other.demo.toFixed(2)}, random doubles ${other.random.toFixed(2)}, one row a reading ${peer.bytes.toFixed(2)}`,
    `  stalls of the event loop while sealing: ${intake.stalls.map(({ wall, cpu }) => `${wall.toFixed(1)} (CPU ${cpu.toFixed(1)})`).join(", ")} ms`,
    ...verdicts.map((one) => one.text), shownRatio("P9 append alone against one row a reading", rates("", intake.append), peer.rates),
  ];
  return { lines, holds: verdicts.every((one) => one.holds) };
}
