import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./figures.ts";
import { hourFrom, noisyHour } from "./plantHour.ts";

/** What is used of `@duckdb/node-api`. */
interface Reader {
  getRows(): readonly (readonly unknown[])[];
}
interface Appender {
  appendInteger(value: number): void;
  appendBigInt(value: bigint): void;
  appendDouble(value: number): void;
  endRow(): void;
  closeSync(): void;
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<Reader>;
  createAppender(table: string): Promise<Appender>;
}
interface Duck {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}

const [tags, seconds] = [2800, 3600];
const packageName = "@duckdb/node-api"; // not one of our dependencies: `npm install --no-save` it to run this

/** Sealed Parquet through embedded DuckDB on the same hour as P9: `node bench/dist/bench/parquet.js`. Prints what ADR 0014 quotes. */
async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "safeloop-parquet-"));
  const file = join(folder, "hour.parquet");
  const rss = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);
  const begun = { at: performance.now(), rss: rss() };
  const { DuckDBInstance } = (await import(packageName)) as Duck;
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  await db.run("set threads = 1");
  await db.runAndReadAll("select 1");
  console.log(`start ${(performance.now() - begun.at).toFixed(0)} ms, memory ${begun.rss} → ${rss()} MiB`);
  const hour = noisyHour(tags, seconds);
  await db.run("create table r (tag integer, ts bigint, v double, q integer)");
  await timed("append to a table in memory, without a log", () => appendAll(db, hour.values));
  for (const codec of ["zstd", "snappy"]) {
    await timed(`sort and write Parquet, ${codec}`, () => db.run(`copy (select * from r order by tag, ts) to '${file}' (format parquet, compression ${codec}, row_group_size 20480)`));
    console.log(`  ${(statSync(file).size / (tags * seconds)).toFixed(2)} bytes a reading; memory ${rss()} MiB`);
    await look(db, file, hour.values);
  }
  rmSync(folder, { recursive: true });
}

async function appendAll(db: Connection, values: Float64Array): Promise<void> {
  const appender = await db.createAppender("r");
  for (let s = 0; s < seconds; s++) {
    for (let t = 0; t < tags; t++) {
      appender.appendInteger(t + 1);
      appender.appendBigInt(BigInt(hourFrom + s * 1000 + (t % 50)));
      appender.appendDouble(values[t * seconds + s] ?? 0);
      appender.appendInteger(0);
      appender.endRow();
    }
  }
  appender.closeSync();
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${name}: ${((tags * seconds) / ((user + system) / 1e6)).toLocaleString("en", { maximumFractionDigits: 0 })} readings/cpu-s, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function look(db: Connection, file: string, values: Float64Array): Promise<void> {
  const [hours, minutes]: [number[], number[]] = [[], []];
  for (let k = 0; k < 60; k++) {
    const tag = 1 + ((k * 997) % tags);
    const started = performance.now();
    const rows = (await db.runAndReadAll(`select ts, v, q from '${file}' where tag = ${tag} order by ts`)).getRows();
    const middle = performance.now();
    const found = (await db.runAndReadAll(`select ts // 60000 as m, min(v), max(v), sum(v), count(*) from '${file}' where tag = ${tag} group by m order by m`)).getRows().length;
    const ended = performance.now();
    if (found !== 60 || !rows.every((row, s) => row[1] === values[(tag - 1) * seconds + s])) throw new Error("what is read is not what was written; there is no figure");
    hours.push(middle - started);
    minutes.push(ended - middle);
  }
  console.log(`  one hour of one tag: median ${median(hours).toFixed(2)} ms; its minutes: ${median(minutes).toFixed(2)} ms`);
}

await measure();
