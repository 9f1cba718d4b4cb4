import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../storage/index.ts";
import { WorkerThread } from "./workerThread.ts";

/** Each case starts a real thread on a real file. */
describe("the worker thread", () => {
  let folder: string;
  let worker: WorkerThread;
  const file = (): string => join(folder, "data", "safeloop.sqlite");
  const begin = (idleAfterMs?: number): WorkerThread => (worker = new WorkerThread({ place: { kind: "better-sqlite3", file: file() }, config: { dataDir: folder } }, idleAfterMs));
  const database = async (): Promise<void> => {
    mkdirSync(join(folder, "data"));
    await migrate({ dialect: "sqlite", file: file() });
  };
  const nothingThere = { tenantId: "t1", from: 1_767_225_600_000, to: 1_767_229_200_000 };

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "safeloop-worker-"))));
  afterEach(async () => {
    await worker.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives a refusal back as what it is, with its parameters", async () => {
    await database();
    await expect(begin().run("liveReplay", nothingThere)).rejects.toMatchObject({ name: "Refusal", code: "READINGS_JOURNAL", params: { since: "-" } });
  });
  it("that dies fails the tasks it had, and the next task has another thread", async () => {
    begin();
    const both = await Promise.allSettled([worker.run("liveReplay", nothingThere), worker.run("liveReplay", nothingThere)]);
    expect(both.map((one) => one.status)).toEqual(["rejected", "rejected"]);
    expect(both.map((one) => (one as PromiseRejectedResult).reason).map((error: Error) => error.message)).toEqual(Array(2).fill("the worker thread ended with 1"));
    expect(worker.isRunning).toBe(false);
    await database();
    await expect(worker.run("liveReplay", nothingThere)).rejects.toMatchObject({ code: "READINGS_JOURNAL" });
  });
  it("ends when it has had nothing to do, and begins again", async () => {
    await database();
    begin(20);
    await worker.run("liveReplay", nothingThere).catch(() => undefined);
    expect(worker.isRunning).toBe(true);
    await expect.poll(() => worker.isRunning, { timeout: 5000 }).toBe(false);
    await expect(worker.run("liveReplay", nothingThere)).rejects.toMatchObject({ code: "READINGS_JOURNAL" });
  });
  it("refuses what it has not done when the server stops, and whatever comes after", async () => {
    await database();
    const waiting = begin().run("liveReplay", nothingThere);
    const closed = worker.close();
    await expect(waiting).rejects.toMatchObject({ code: "STOPPING" });
    await closed;
    await expect(worker.run("liveReplay", nothingThere)).rejects.toMatchObject({ code: "STOPPING" });
  });
});
