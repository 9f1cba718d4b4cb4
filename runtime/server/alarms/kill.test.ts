import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { gasPoint, makeTestPlant } from "./testPlant.ts";

const script = fileURLToPath(new URL("killedEngine.ts", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

function startEngine(dataDir: string, tenantId: string): { readonly child: ChildProcess; said(word: string, count?: number): Promise<void> } {
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script, dataDir, tenantId], { stdio: ["pipe", "pipe", "inherit"] });
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
