import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files.ts";
import { ladderOf } from "./processLogsFlow.ts";
import { askReports, compareReports, figuresOf, judgeCases, type Faults, type Reports } from "./processLogsJudge.ts";
import { LogPlant } from "./processLogsPlant.ts";
import { LogFault, readLog } from "./processLogsRead.ts";
import { Replay } from "./processLogsReplay.ts";
import type { Suite, SuiteResult } from "./suite.ts";

/** What the receipt log is known to give; a report that says otherwise is wrong even where our own count agrees with it. */
const receipts = { cases: 736, overdue: { count: 187, of: 683 }, topVariant: 345, steps: 26 };
const receiptsFile = /^receipt/;

function known(file: string, { activities, files }: Reports): { readonly [name: string]: Faults } {
  if (!receiptsFile.test(file)) return {};
  const given = { cases: activities.instances, overdue: files.overdue, topVariant: activities.variants[0]?.count, steps: activities.steps.length };
  const [says, expected] = [JSON.stringify(given), JSON.stringify(receipts)];
  return { "known figures": says === expected ? [] : [`the product says ${says}, expected ${expected}`] };
}

/** The chain of the audit log is whole. */
async function auditChain(plant: LogPlant): Promise<{ readonly [name: string]: Faults }> {
  const verdict = await plant.ask<{ ok: boolean; entries: number; unsealed: number }>("auditor", "GET", "/audit/verify");
  return { "audit chain": verdict.ok ? [] : [JSON.stringify(verdict)] };
}

const percent = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`;

function shown(file: string, { activities, files }: Reports, jumps: number, events: number, ms: number): readonly string[] {
  const top = activities.variants[0];
  const slow = activities.bottlenecks[0];
  return [
    `${file}: ${activities.instances} cases, ${events} events, ${activities.steps.length} steps, ${activities.variantCount} variants, top variant ${top?.count ?? 0} (${percent(top?.count ?? 0, activities.ended)}): ${top?.steps.map((step) => step.title.en).join(" > ") ?? ""}`,
    ...(files.instances === 0 ? [] : [`${file}: overdue ${files.overdue.count} of ${files.overdue.of} (${percent(files.overdue.count, files.overdue.of)}), still open past the deadline ${files.overdueRunning.count} of ${files.overdueRunning.of}`]),
    `${file}: ${jumps} jumps (${percent(jumps, events)} of the events), most time in ${slow?.title.en ?? "-"} (${percent(slow?.share ?? 0, 1)}), replayed in ${(ms / 1000).toFixed(0)} s`,
  ];
}

/** Replays one log through a server of its own; every case and every figure is a pass or a failure. */
export async function runLog(file: string, text: string): Promise<SuiteResult> {
  const begun = performance.now();
  const log = readLog(text);
  const ladder = ladderOf(log);
  const plant = await LogPlant.open(log, ladder);
  try {
    const cases = await new Replay(plant, ladder).run(log);
    const reports = await askReports(plant);
    const figures = figuresOf(log, ladder, plant.app.clock.now());
    const judged = new Map([...(await judgeCases(plant, cases)), ...Object.entries({ ...compareReports(reports, figures), ...known(file, reports), ...(await auditChain(plant)) })]);
    const failures = [...judged].flatMap(([name, faults]) => (faults.length === 0 ? [] : [`${file} ${name}: ${faults.join("; ")}`]));
    const jumps = cases.reduce((sum, one) => sum + one.jumps, 0);
    return { passed: judged.size - failures.length, failures, figures: shown(file, reports, jumps, figures.events, performance.now() - begun) };
  } finally {
    await plant.app.close();
  }
}

async function runFile(folder: string, file: string): Promise<SuiteResult> {
  try {
    return await runLog(file, readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    return { passed: 0, failures: [`${file}: ${error.message}`] };
  }
}

/** Real event logs through definitions, tasks, timers and audit; then the product's own reports against the logs. */
export const processLogs: Suite = {
  name: "process-logs",
  async run(folder) {
    // Each log has a server of its own, and all of them mostly wait for the disk.
    const results = await Promise.all(filesBelow(folder, ".csv").map((file) => runFile(folder, file)));
    return {
      passed: results.reduce((sum, one) => sum + one.passed, 0),
      failures: results.flatMap((one) => one.failures),
      figures: results.flatMap((one) => one.figures ?? []),
    };
  },
};
