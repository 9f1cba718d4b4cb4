import { describe, expect, it } from "vitest";
import { powerCutRun } from "./powerCutRun.ts";
import { injectRun } from "./injectRun.ts";
import { canTrace } from "./trace.ts";

// `POWER_CUTS=200 POWER_CUT_UNITS=1200` is the long lane.
const cuts = Number(process.env["POWER_CUTS"] ?? 30);
const units = Number(process.env["POWER_CUT_UNITS"] ?? 160);
const seed = Number(process.env["POWER_CUT_SEED"] ?? Date.now() % 1_000_000);

const traceable = await canTrace();
if (!traceable) console.error("\n!!! strace is missing or ptrace is refused here: the power-cut test is SKIPPED.\n");

describe.skipIf(!traceable)("a power cut", () => {
  it(`at ${cuts} random moments loses no acknowledged write and leaves the database whole`, async () => {
    const report = await powerCutRun({ units, cuts, synchronous: "FULL", seed });
    console.log(`power cut FULL: seed ${seed}, ${report.operations} calls, ${report.acked} acked, ${report.lossy} of ${report.cuts} cuts lost ${report.lostWrites} writes`);
    expect(report).toMatchObject({ acked: units, lossy: 0, lostWrites: 0, broken: [] });
  }, 300_000);

  it("would lose acknowledged writes with synchronous=NORMAL, so this test can fail", async () => {
    const report = await powerCutRun({ units, cuts, synchronous: "NORMAL", seed });
    console.log(`power cut NORMAL: ${report.lossy} of ${report.cuts} cuts lost ${report.lostWrites} writes`);
    expect(report.acked).toBe(units);
    expect(report.lossy).toBeGreaterThan(0);
  }, 300_000);
});

describe.skipIf(!traceable)("a disk that refuses", () => {
  it.each([
    ["to sync (EIO)", "fdatasync,fsync:error=EIO:when=8..14"],
    ["to write (ENOSPC)", "pwrite64:error=ENOSPC:when=60..90"],
    ["to write (EIO)", "pwrite64:error=EIO:when=60..75"],
  ])("%s: callers are told, nothing refused is stored, nothing acknowledged is lost, and writing goes on afterwards", async (_, inject) => {
    const report = await injectRun(inject, 150);
    expect(report.integrity).toBe("ok");
    expect(report.refused.length).toBeGreaterThan(0);
    expect(report.faults).toEqual(["StorageFault"]);
    expect([...report.stored].sort()).toEqual([...report.acked].sort());
    // The last clients came after the disk had recovered.
    expect(report.acked.some((key) => Number(key.slice(1)) > 140)).toBe(true);
  }, 120_000);
});
