import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { BlockStore } from "../readings/blockStore.ts";
import type { LoggedReading } from "../readings/loggedReading.ts";
import { ReadingLog } from "../readings/readingLog.ts";
import { openStore } from "../storage/openStore.ts";
import { fastNow } from "./fastNow.ts";
import { gasPoint, makeTestPlant } from "./testPlant.ts";

const script = fileURLToPath(new URL("killedEngine.ts", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

function startEngine(dataDir: string, tenantId: string, ...more: string[]): { readonly child: ChildProcess; said(word: string, count?: number): Promise<void> } {
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script, dataDir, tenantId, ...more], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  let heard = "";
  child.stdout?.on("data", (chunk: Buffer) => (heard += chunk.toString()));
  const said = async (word: string, count = 1): Promise<void> => {
    for (let i = 0; i < 600 && heard.split(word).length - 1 < count; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    if (heard.split(word).length - 1 < count) throw new Error(`the engine did not say ${word} (${count}): ${heard}`);
  };
  return { child, said };
}

it("killed with SIGKILL in the middle of an on-delay: the alarm still comes, once, at its own time", async () => {
  const plant = await makeTestPlant([], { tags: [gasPoint("GT-1"), gasPoint("GT-2")] });
  const { dataDir } = plant.app.ctx.config;
  await plant.app.stop();
  const first = startEngine(dataDir, plant.app.tenantId);
  await first.said("READY");
  const ts = Date.now();
  first.child.stdin?.write(`${JSON.stringify([{ tagId: "GT-1", ts, value: 26 }, { tagId: "GT-2", ts, value: 3 }])}\n`);
  await first.said("STORED");
  first.child.kill("SIGKILL"); // the reading is stored; the on-delay of 3 s runs
  const second = startEngine(dataDir, plant.app.tenantId);
  await second.said("READY");
  second.child.stdin?.write(`${JSON.stringify([{ tagId: "GT-1", ts, value: 26 }])}\n`); // the device sends again
  await second.said("STORED");
  const db = new Database(`${dataDir}/safeloop.sqlite`, { readonly: true });
  const raises = (): { at: number; why: string }[] => db.prepare("select at, why from alarm_events where kind = 'raise' and alarm_id in (select id from alarms where rule_id = 'H1')").all() as { at: number; why: string }[];
  for (let i = 0; i < 200 && raises().length === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500)); // long enough for a second one, if there were one
  expect(raises()).toEqual([{ at: ts + 3000, why: "TIMER" }]);
  expect(db.prepare("select count(*) as n from alarms where open = 1 and rule_id = 'H1'").get()).toEqual({ n: 1 });
  db.close();
  second.child.kill("SIGKILL");
  await plant.app.close();
}, 60_000);

it("killed with SIGKILL while a notice is gathered: it goes out after the restart, once", async () => {
  const plant = await makeTestPlant([], { tags: [gasPoint("GT-1"), gasPoint("GT-2")] });
  const { dataDir } = plant.app.ctx.config;
  await plant.app.stop();
  const first = startEngine(dataDir, plant.app.tenantId);
  await first.said("READY");
  const ts = Date.now();
  first.child.stdin?.write(`${JSON.stringify([{ tagId: "GT-1", ts: ts - 3_000, value: 26 }, { tagId: "GT-2", ts: ts - 3_000, value: 26 }, { tagId: "GT-1", ts, value: 26 }, { tagId: "GT-2", ts, value: 26 }])}\n`);
  await first.said("STORED");
  const db = new Database(`${dataDir}/safeloop.sqlite`, { readonly: true });
  const notices = (): { state: string; n: number }[] => db.prepare("select state, count(*) as n from alarm_notices where rule_id = 'H1' group by state").all() as { state: string; n: number }[];
  const sent = (): { key: string }[] => db.prepare("select key from outbox where kind = 'notify' and key like 'alarm:group:%'").all() as { key: string }[];
  for (let i = 0; i < 100 && notices().length === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  first.child.kill("SIGKILL");
  expect([notices(), sent()]).toEqual([[{ state: "waiting", n: 2 }], []]);
  const second = startEngine(dataDir, plant.app.tenantId);
  await second.said("READY");
  for (let i = 0; i < 200 && sent().length === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500)); // long enough for a second one, if there were one
  expect([notices(), sent().length]).toEqual([[{ state: "sent", n: 2 }], 1]);
  db.close();
  second.child.kill("SIGKILL");
  await plant.app.close();
}, 60_000);

const tagIds = ["GT-1", "GT-2", "GT-3", "GT-4"];

/** What the file holds of a tag: sealed, and in the log beyond what is sealed. */
async function storedReadings(dataDir: string, tenantId: string): Promise<{ readonly sealed: readonly LoggedReading[]; readonly logged: readonly LoggedReading[] }> {
  const store = await openStore({ kind: "better-sqlite3", file: `${dataDir}/safeloop.sqlite` });
  const numbers = await store.all<{ no: number }>({ sql: "select no from tags", bindings: [] });
  const head = await store.first<{ sealed_seq: number }>({ sql: "select sealed_seq from engine_heads", bindings: [] });
  const [sealed, logged]: [LoggedReading[], LoggedReading[]] = [[], []];
  for (const { no } of numbers) sealed.push(...(await new BlockStore(store, tenantId).read(no, 0, 8e15)).flatMap((block) => block.readings ?? []));
  for await (const batch of new ReadingLog(tenantId).read(store, head?.sealed_seq ?? 0, 1e9)) logged.push(...batch.readings.filter((one) => typeof one.v === "number"));
  await store.close();
  return { sealed, logged };
}

it("killed with SIGKILL again and again while readings come and are sealed: each acknowledged one is there, once", async () => {
  const plant = await makeTestPlant([], { tags: tagIds.map((id) => gasPoint(id)) });
  const { dataDir } = plant.app.ctx.config;
  const { tenantId } = plant.app;
  await plant.app.stop();
  const since = Date.now();
  const acked: number[] = [];
  const sent = new Set<number>();
  for (let life = 0, n = 0; life < 4; life += 1) {
    const engine = startEngine(dataDir, tenantId, String(since));
    await engine.said("READY");
    const until = Date.now() + 1500 + 300 * life;
    for (let batch = 1; Date.now() < until; batch += 1) {
      const now = fastNow(since);
      const values = Array.from({ length: 40 }, () => (n += 1));
      values.forEach((value) => sent.add(value));
      engine.child.stdin?.write(`${JSON.stringify(values.map((value, at) => ({ tagId: tagIds[at % 4], ts: now - 1000 + at, value: value / 1e5 })))}\n`);
      if (life % 2 === 1 && batch % 3 === 0) continue; // some are under way when the kill comes
      await engine.said("STORED", batch);
      acked.push(...values);
    }
    engine.child.kill("SIGKILL");
    await new Promise((resolve) => (engine.child.exitCode === null && engine.child.signalCode === null ? engine.child.once("exit", resolve) : resolve(undefined)));
  }
  const { sealed, logged } = await storedReadings(dataDir, tenantId);
  const valueOf = (one: LoggedReading): number => Math.round(Number(one.v) * 1e5);
  const [inBlocks, inLog] = [sealed.map(valueOf), logged.map(valueOf)];
  expect([new Set(inBlocks).size, new Set(inLog).size]).toEqual([inBlocks.length, inLog.length]);
  const all = new Set([...inBlocks, ...inLog]);
  expect(acked.filter((value) => !all.has(value))).toEqual([]);
  expect([...all].filter((value) => !sent.has(value))).toEqual([]);
  expect([acked.length > 500, inBlocks.length > acked.length / 2]).toEqual([true, true]);
  await plant.app.close();
}, 120_000);
