/**
 * `npm run bench`: ratios taken in one run, each after a check that both sides
 * give the same results. Prints this run's fsync time beside what is durable.
 */
import { cpus } from "node:os";
import { benchApprovals } from "./approvals.ts";
import { benchDecisions } from "./decisions.ts";
import { fsyncMs } from "./figures.ts";
import { benchLatency } from "./latency.ts";
import { benchOneRule } from "./oneRule.ts";
import { benchRuleBase } from "./ruleBase.ts";
import { benchReadings } from "./readings.ts";
import { benchReplay } from "./replay.ts";
import { benchStream, benchText } from "./stream.ts";
import { benchSubmit } from "./submit.ts";
import { benchUi } from "./ui.ts";
import { benchValidate } from "./validate.ts";

const wanted = process.argv.slice(2);
const benches = { P1: async () => benchOneRule(), P2: async () => benchRuleBase(), P3: benchStream, P4: benchText, P5: benchLatency, P6: benchApprovals, P7: benchSubmit, P9: benchReadings, P11: async () => benchValidate(), decisions: benchDecisions, replay: benchReplay, ui: benchUi };
let allHold = true;

console.log(`${new Date().toISOString()}  node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}   fsync ${fsyncMs().toFixed(2)} ms`);
  const { lines, holds } = await run();
  allHold &&= holds;
  for (const text of lines) console.log(text);
}
process.exitCode = allHold ? 0 : 1;
