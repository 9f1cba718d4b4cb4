import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { CrashClient } from "./client.ts";
import { checkStored } from "./checkStored.ts";
import { crashRun, type CrashReport } from "./crashRun.ts";
import { FlowWork } from "./flowWork.ts";

// `CRASH_KILLS`, `CRASH_MAX_MS` and `CRASH_SEED` make it longer or repeat a run.
const kills = Number(process.env["CRASH_KILLS"] ?? 20);
const maxMs = Number(process.env["CRASH_MAX_MS"] ?? 1_200);
// In the ordinary run a busy machine gets fewer kills rather than more time; 0 lifts the limit.
const budgetMs = Number(process.env["CRASH_BUDGET_MS"] ?? 75_000) || Number.POSITIVE_INFINITY;
const busy = (loadavg()[0] ?? 0) > cpus().length * 3;
const seed = Number(process.env["CRASH_SEED"] ?? Date.now() % 1_000_000);

let report: CrashReport | undefined;
let dataDir: string | undefined;
afterEach(async () => {
  await report?.server.end("SIGKILL");
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
});

it(`loses and doubles nothing over up to ${kills} kill -9 under 16 clients submitting and deciding`, async () => {
  dataDir = mkdtempSync(join(tmpdir(), "safeloop-crash-"));
  report = await crashRun({ dataDir, kills, clients: 16, minMs: 200, maxMs, seed, budgetMs, work: new FlowWork() });
  const { ledger, foundedMs, readyMs, replayed, server } = report;
  const admin = new CrashClient(server.url);
  await admin.signIn("admin", "safeloop-demo");
  const audit = await admin.json("GET", "/audit/verify");
  admin.close();
  const stopMs = await server.end("SIGTERM");
  const stored = checkStored(join(dataDir, "safeloop.sqlite"), ledger);
  const slowest = Math.max(...readyMs);
  console.log(`crash: ${report.kills} kills, seed ${seed}, ${ledger.acked.length} acked, ${ledger.unknown.length} unknown, ${ledger.refused.length} refused, ${replayed} replayed; founded in ${Math.round(foundedMs)} ms, ready again in ${Math.round(slowest)} ms at most; stopped in ${Math.round(stopMs)} ms; ${stored.submissions} submissions, ${stored.decisions} decisions`);
  expect(stored).toMatchObject({ lost: [], doubled: [], ghosts: [], unaudited: [], integrity: "ok", brokenReferences: 0 });
  expect(audit).toMatchObject({ ok: true });
  const strange = ledger.refused.filter((one) => one.status !== 409);
  if (strange.length > 0) console.error(server.output.split("\n").filter((line) => line.includes("request failed")).join("\n"));
  expect(strange).toEqual([]);
  expect([ledger.acked.length > report.kills * 5, stored.decisions > 0]).toEqual([true, true]);
  expect(report.kills).toBeGreaterThanOrEqual(busy ? 3 : Math.min(kills, 10));
  if (busy) console.error(`\n!!! the processors are overloaded (load ${(loadavg()[0] ?? 0).toFixed(1)}): "ready within 5 s" is not judged in this run.\n`);
  else expect(slowest).toBeLessThan(5_000);
  expect(stopMs).toBeLessThan(10_000);
}, 60_000 + kills * 30_000);
