/**
 * `npm run test:long [-- name …]`: what takes too long for every change. CI
 * does not run it; its results are kept in docs/evidence/.
 */
import { spawnSync } from "node:child_process";

interface Lane {
  readonly what: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const node = [process.execPath, "--conditions=source", "--import", "tsx"];
const vitest = (file: string): readonly string[] => [process.execPath, "node_modules/vitest/vitest.mjs", "run", file];

const lanes: Readonly<Record<string, Lane>> = {
  soak: { what: "2,800 points at 1 Hz over MQTT for an hour beside the demo plant, three kill -9, alarms counted and timed into the store and the browser", command: [...node, "scripts/long/soak.ts"] },
  flood: { what: "10,000 alarms a minute for ten minutes with one critical alarm hidden in each, counted and timed into the inbox", command: [...node, "scripts/long/flood.ts"] },
  crash: { what: "200 kill -9 under 16 clients", command: vitest("runtime/server/testing/crash"), env: { CRASH_KILLS: "200", CRASH_MAX_MS: "3000", CRASH_BUDGET_MS: "0" } },
  laws: { what: "every law of the engine from a new seed, flows at length", command: vitest("engine"), env: { FC_SEED: "random", FLOW_RUNS: "20000" } },
  opinion: { what: "1,000,000 random flows under random inputs, engine against the naive reference", command: [...node, "scripts/long/opinion.ts"] },
  arrivals: { what: "10,000 random rules of the whole language, their readings in 10,000 orders of arrival", command: vitest("engine/alarms/arrivalOrder.test.ts"), env: { ARRIVAL_RUNS: "10000", FC_SEED: "random" } },
  quiet: { what: "10,000 courses of readings, commands, edits, gaps and restarts: the engine with and without its quiet lane", command: vitest("engine/alarms/quiet/quietLane.test.ts"), env: { QUIET_RUNS: "10000", FC_SEED: "random" } },
  edits: { what: "1,000 random edits of rules while alarms are live: none dropped, none doubled", command: vitest("engine/alarms/edits.test.ts"), env: { EDITS: "1000", FC_SEED: "random" } },
  worked: { what: "the worked alarm sequence with a restart at each of its seconds", command: vitest("runtime/server/alarms/workedSequence.test.ts"), env: { WORKED_RESTARTS: "every" } },
  tagdays: { what: "2,000 simulated tag-days with 200 leaks, judged by the shipped rules", command: [...node, "scripts/long/tagdays.ts"] },
  health: { what: "1,000 faults of sensors found, 2,000 sound sensor-days left alone", command: vitest("engine/alarms/health/faults.test.ts"), env: { HEALTH_FAULTS: "200", HEALTH_DAYS: "2000" } },
  processes: { what: "the 736 cases of a real permit office and two smaller logs, replayed over HTTP against the product's own report", command: [...node, "scripts/suites/main.ts", "process-logs", "../shared/suites/process-logs"] },
  races: { what: "1,000 races of 2 to 8 deciders over HTTP, on both stores", command: vitest("runtime/server/instances/flows.test.ts"), env: { DECISION_RACES: "1000" } },
  idioms: { what: "every idiom of approval on both stores", command: vitest("runtime/server/instances/idiomCases.test.ts"), env: { IDIOMS: "all" } },
  migration: { what: "10,000 migrations of running flows, dry run against run", command: vitest("engine/flows/migration/properties.test.ts"), env: { MIGRATION_RUNS: "10000" } },
  upgrades: { what: "50 overlays on the hot-work pack through 20 upgrades: nothing lost, conflicts as a second reading has them, in one go as in steps", command: vitest("engine/overlays/upgrades.test.ts"), env: { UPGRADE_OVERLAYS: "50", UPGRADE_VERSIONS: "20" } },
  timers: { what: "10,000 deadlines in a minute on both stores, with kill -9 among them, and 500 while the clock is set", command: [...node, "scripts/long/timers.ts"] },
  power: { what: "200 power cuts, and the same without FULL must fail", command: vitest("runtime/server/testing/powerCut"), env: { POWER_CUTS: "200", POWER_CUT_UNITS: "1200" } },
};

const [wanted, ...rest] = process.argv.slice(2);
const chosen = wanted === undefined ? Object.keys(lanes) : [wanted];
let failed = 0;
for (const name of chosen) {
  const lane = lanes[name];
  if (!lane) {
    console.error(`there is no lane ${name}; there are ${Object.keys(lanes).join(", ")}`);
    process.exit(2);
  }
  console.log(`\n${name}: ${lane.what}   ${new Date().toISOString()}`);
  const [file = "", ...args] = lane.command;
  if (spawnSync(file, [...args, ...rest], { stdio: "inherit", env: { ...process.env, ...lane.env } }).status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
