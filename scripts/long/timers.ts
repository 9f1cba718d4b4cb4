/**
 * Deadlines on the real server: very many in one minute, with kill -9 among
 * them, and while somebody sets the clock.
 * Usage: npm run test:long -- timers [count] [part …]; parts: sqlite, postgres,
 * killed, clock. Prints figures, then `N passed, N failed`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { buildProgram } from "../../runtime/server/testing/crash/buildProgram.ts";
import { CrashClient } from "../../runtime/server/testing/crash/client.ts";
import { freePort, ServerProcess } from "../../runtime/server/testing/crash/serverProcess.ts";
import { noticesOf, peekPostgres, peekSqlite, publishTimed, rungs, submitAll, type Peek } from "./timerPlant.ts";

const count = Number(process.argv[2] ?? 10_000);
const parts = process.argv.slice(3);
const minute = 60_000;
const databaseUrl = process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/test";
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let passed = 0;
let failed = 0;

function judge(holds: boolean, what: string): void {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`  ${holds ? "holds" : "FAILED"}: ${what}`);
}

interface Plant {
  readonly server: ServerProcess;
  readonly session: string;
  readonly admin: CrashClient;
  readonly peek: Peek;
  close(): Promise<void>;
}

async function open(command: readonly string[], how: { readonly postgres?: string; readonly env?: NodeJS.ProcessEnv; readonly preload?: string } = {}): Promise<Plant> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-timers-"));
  const [node = "", ...rest] = command;
  const env = { SAFELOOP_DEMO: "1", ...(how.postgres ? { DATABASE_URL: how.postgres } : {}), ...how.env };
  const server = new ServerProcess({ command: [node, ...(how.preload ? ["--import", how.preload] : []), ...rest], port: await freePort(), dataDir, env });
  await server.start();
  const admin = new CrashClient(server.url);
  const session = await admin.signIn("admin", "safeloop-demo");
  const peek = how.postgres ? await peekPostgres(how.postgres) : peekSqlite(join(dataDir, "safeloop.sqlite"));
  return { server, session, admin, peek, close: async () => (admin.close(), await peek.close(), await server.end("SIGKILL"), rmSync(dataDir, { recursive: true, force: true })) };
}

const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN;

/** Every paper's deadline rang once, told its holder once, and none before its time. */
async function judgeOnce(peek: Peek, begun: ReadonlyMap<string, number>, name: string): Promise<readonly number[]> {
  const rung = (await rungs(peek)).filter((one) => begun.has(one.instance));
  const times = new Map<string, number>();
  for (const { instance } of rung) times.set(instance, (times.get(instance) ?? 0) + 1);
  const notices = await noticesOf(peek);
  judge([...begun.keys()].every((id) => times.get(id) === 1), `${name}: ${times.size} of ${begun.size} rang, ${rung.length} times in all`);
  judge([...begun.keys()].every((id) => notices.get(id) === 1), `${name}: ${[...begun.keys()].filter((id) => notices.get(id) === 1).length} told once, ${[...begun.keys()].filter((id) => (notices.get(id) ?? 0) > 1).length} more than once`);
  const late = rung.map((one) => one.at - one.dueAt);
  judge(late.every((ms) => ms >= 0), `${name}: the earliest ${Math.min(...late)} ms after its deadline`);
  console.log(`  lateness: median ${quantile(late, 0.5)} ms, p99 ${quantile(late, 0.99)} ms, worst ${Math.max(...late)} ms`);
  return late;
}

async function untilQuiet(peek: Peek, begun: ReadonlyMap<string, number>, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  while (performance.now() < until) {
    const notices = await noticesOf(peek);
    if ([...begun.keys()].every((id) => notices.has(id))) break;
    await wait(1_000);
  }
  await wait(2_000); // a second one would come now
}

/** `count` deadlines within a minute; with `kills`, the server is killed each ten seconds meanwhile. */
async function inOneMinute(command: readonly string[], name: string, postgres: string | undefined, leadMs: number, kills: boolean): Promise<void> {
  console.log(`\n${name}: ${count} deadlines in a minute`);
  const plant = await open(command, postgres ? { postgres } : {});
  try {
    await publishTimed(plant.admin, "timed", { dateField: "until" });
    const began = performance.now();
    const first = Date.now() + leadMs;
    const begun = await submitAll(plant.server.url, plant.session, "timed", count, minute, (k) => ({ until: new Date(first + (k * minute) / count).toISOString() }));
    console.log(`  ${begun.size} papers sent in ${Math.round((performance.now() - began) / 1_000)} s`);
    const starts: number[] = [];
    if (performance.now() - began > leadMs) throw new Error("the papers were not all sent before the first was due");
    await wait(began + leadMs + 2_000 - performance.now());
    for (let k = 0; kills && k < 6; k += 1) {
      await plant.server.end("SIGKILL");
      starts.push(Math.round(await plant.server.start()));
      await wait(10_000 - (starts.at(-1) ?? 0));
    }
    await untilQuiet(plant.peek, begun, 3 * minute);
    const late = await judgeOnce(plant.peek, begun, name);
    if (kills) judge(starts.length === 6, `${name}: killed 6 times, ready after ${starts.join(", ")} ms`);
    else judge(quantile(late, 0.99) <= 1_000, `${name}: p99 at most 1 s late`);
  } finally {
    await plant.close();
  }
}

/** What happens to the clock, and when by one that is not set. `down`: set between two lives of the server. */
const settings: readonly { readonly atS: number; readonly ms: number; readonly down?: true; readonly what: string }[] = [
  { atS: 6, ms: 3_600_000, what: "an hour forward" }, { atS: 12, ms: -3_600_000, what: "and back" },
  { atS: 18, ms: 86_400_000, what: "a day forward" }, { atS: 24, ms: -86_400_000, what: "and back" },
  { atS: 28, ms: 1_000, what: "a leap second" }, { atS: 31, ms: -7_000, what: "seven seconds back by a time server" }, { atS: 34, ms: 300, what: "a third of a second forward by it" },
  { atS: 37, ms: 3_600_000, down: true, what: "an hour forward while it was killed" }, { atS: 46, ms: -7_200_000, down: true, what: "two hours back while it was killed" },
  { atS: 55, ms: 3_600_000, what: "right again" },
];

/** 250 lengths of time and 250 dates while the clock is set again and again. */
async function clockIsSet(command: readonly string[]): Promise<void> {
  console.log("\nclock: 500 deadlines while somebody sets it");
  const folder = mkdtempSync(join(tmpdir(), "safeloop-clock-"));
  const file = join(folder, "offset");
  const summer = Date.parse("2027-03-14T07:00:00Z") - 30_000 - Date.now(); // in its zone summer time begins half a minute from now
  writeFileSync(file, String(summer));
  const plant = await open(command, { preload: "./scripts/long/setClock.mjs", env: { SET_CLOCK_FILE: file, TZ: "America/New_York" } });
  try {
    const half = Math.min(250, count);
    await publishTimed(plant.admin, "length", { after: "PT70S" });
    await publishTimed(plant.admin, "date", { dateField: "until" });
    const dates = await submitAll(plant.server.url, plant.session, "date", half, 0, () => ({ until: new Date(Date.now() + summer + 1_800_000).toISOString() }));
    const lengths = await submitAll(plant.server.url, plant.session, "length", half, 0);
    const began = performance.now();
    const seen = new Map<string, number>();
    const watch = watching(plant, seen);
    let offset = summer;
    for (const { atS, ms, down, what } of settings) {
      await wait(began + atS * 1_000 - performance.now());
      if (down) await plant.server.end("SIGKILL");
      offset += ms;
      writeFileSync(file, String(offset));
      if (down) await plant.server.start();
      console.log(`  after ${atS} s: ${what}`);
    }
    await untilQuiet(plant.peek, new Map([...lengths, ...dates]), minute);
    await watch.stop();
    const held = [...lengths].map(([id, from]) => (seen.get(id) ?? Number.NaN) - from - 70_000);
    judge(held.every((ms) => ms >= -1_000), `lengths of 70 s: the earliest ended ${Math.round(Math.min(...held))} ms after its time by a clock nobody sets`);
    judge(held.every((ms) => ms <= 5_000), `lengths of 70 s: the latest ended ${Math.round(Math.max(...held))} ms after it`);
    judge([...dates.keys()].every((id) => (seen.get(id) ?? Number.NaN) - began < 12_000), "dates in half an hour: all rang when the clock was set past them");
    const rung = await rungs(plant.peek);
    judge([...lengths.keys(), ...dates.keys()].every((id) => rung.filter((one) => one.instance === id).length === 1), `${rung.length} rang, each once, though the clock passed the dates four times`);
    const notices = await noticesOf(plant.peek);
    judge([...lengths.keys(), ...dates.keys()].every((id) => notices.get(id) === 1), "each holder was told once");
    const audit = await plant.peek.rows<{ id: number; seq: number | null }>("select id, seq from audit_rows where seq is not null order by seq");
    judge(audit.length > 500 && audit.every((row, i) => i === 0 || Number(row.id) > Number(audit[i - 1]?.id)), "the audit trail is in the order of its steps, whatever the clock said");
  } finally {
    await plant.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Notes when each paper's ring is first seen in the database. */
function watching(plant: Plant, seen: Map<string, number>): { stop(): Promise<void> } {
  let on = true;
  const loop = (async () => {
    while (on) {
      const at = performance.now();
      for (const { instance } of await rungs(plant.peek)) if (!seen.has(instance)) seen.set(instance, at);
      await wait(100);
    }
  })();
  return { stop: () => ((on = false), loop) };
}

/** A database of its own for the run. */
async function withDatabase(run: (url: string) => Promise<void>): Promise<void> {
  const name = `safeloop_timers_${process.pid}`;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  try {
    await run(new URL(`/${name}`, databaseUrl).href);
  } finally {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  }
}

const command = await buildProgram();
const lanes: { readonly [name: string]: () => Promise<void> } = {
  sqlite: () => inOneMinute(command, "sqlite", undefined, 80_000, false),
  killed: () => inOneMinute(command, "sqlite, killed", undefined, 80_000, true),
  postgres: () => withDatabase((url) => inOneMinute(command, "postgres", url, 240_000, false)),
  clock: () => clockIsSet(command),
};
for (const [name, lane] of Object.entries(lanes)) if (parts.length === 0 || parts.includes(name)) await lane();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
