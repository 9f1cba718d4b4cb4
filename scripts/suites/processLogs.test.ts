import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { processLogs, runLog } from "./processLogs.ts";
import { readLog } from "./processLogsRead.ts";

/** Where the outside suites lie; beside the repository unless SAFELOOP_SUITES says otherwise. */
const folder = join(process.env["SAFELOOP_SUITES"] ?? join(import.meta.dirname, "../../../shared/suites"), processLogs.name);

/** Made up: each row is case, activity, person, time of July 2020; then when the file was opened, due and closed. */
const made = (rows: readonly string[]): string => ["case:concept:name,concept:name,org:resource,time:timestamp,case:startdate,case:deadline,case:enddate,case:responsible", ...rows].join("\n");
const file = (opened: string, due: string, closed: string): string => [opened, due, closed].map((day) => (day === "" ? "" : `2020-07-${day} 08:00:00+02:00`)).join(",");
const row = (id: string, activity: string, who: string, at: string, rest: string): string => `${id},${activity},${who},2020-07-${at}:00.250000+02:00,${rest},Xu`;

const onTime = file("01", "09", "08");
const late = file("01", "03", "05");
const early = file("01", "06", "02"); // closed before anything was done
const never = file("01", "04", "");
const log = made([
  row("one", "ask", "Ann", "01 09:00", onTime), row("one", "check", "Bo", "02 09:00", onTime), row("one", "send", "Cy", "03 09:00", onTime),
  row("two", "ask", "Ann", "01 10:00", late), row("two", "check", "Bo", "01 11:00", late), row("two", "send", "Ann", "04 09:00", late),
  row("three", "ask", "Bo", "03 09:00", early), row("three", "send", "Bo", "03 09:01", early), row("three", "check", "Cy", "03 09:02", early), row("three", "check", "Cy", "03 09:03", early), row("three", "ask", "Bo", "04 09:00", early),
  row("four", "ask", "Cy", "05 09:00", never),
]);

describe("a log made up", () => {
  it("is replayed step by step: in order, out of order, repeated, with its file closed in time, late, early or never", { timeout: 60_000 }, async () => {
    const { passed, failures, figures } = await runLog("made-up", log);
    expect(failures).toEqual([]);
    expect(passed).toBe(12); // four cases, seven figures, the chain of the audit log
    expect(figures?.slice(0, 2)).toEqual([
      "made-up: 4 cases, 12 events, 3 steps, 3 variants, top variant 2 (50.0 %): ask > check > send",
      "made-up: overdue 1 of 3 (33.3 %), still open past the deadline 1 of 1",
    ]);
    expect(figures?.[2]).toContain("3 jumps (25.0 % of the events)");
  });

  it("is not called replayed where the product refuses a step", { timeout: 60_000 }, async () => {
    // A second start by somebody else: the start belongs to who began.
    const other = made([row("one", "ask", "Ann", "01 09:00", never), row("one", "check", "Bo", "02 09:00", never), row("one", "ask", "Cy", "03 09:00", never)]);
    const { failures } = await runLog("made-up", other);
    expect(failures.find((line) => line.startsWith("made-up one:"))).toContain("step 3, ask: Cy has no task there");
  });
});

test("times are read to the millisecond, or not at all", () => {
  expect(readLog(made([row("one", "ask", "Ann", "01 09:00", never)]))).toEqual([{
    id: "one", responsible: "Xu", events: [{ activity: "ask", resource: "Ann", at: Date.parse("2020-07-01T07:00:00.250Z") }], openedAt: Date.parse("2020-07-01T06:00:00Z"), deadline: Date.parse("2020-07-04T06:00:00Z"),
  }]);
  expect(() => readLog(made([row("one", "ask", "Ann", "01 09:00", never).replace("250000", "250001")]))).toThrow("is no instant");
  expect(() => readLog("a,b\n1,2\n")).toThrow("there is no column case:concept:name");
});

/** The least of the logs; all of them take minutes: `npm run suite -- process-logs <folder>`. */
const least = join(folder, "running-example.csv");

describe("the outside suite process-logs", () => {
  it.skipIf(!existsSync(least))("replays its least log whole", { timeout: 120_000 }, async () => {
    const { passed, failures } = await runLog("running-example.csv", readFileSync(least, "utf8"));
    expect(failures).toEqual([]);
    expect(passed).toBe(14);
  });
  if (!existsSync(least)) console.warn(`SKIPPED: there is no ${folder}; set SAFELOOP_SUITES to run the ${processLogs.name} suite`);
});
