/**
 * Simulated tag-days judged by the shipped rules through the real alarm
 * engine: false ÷ (true + false), recall, time to detect. Usage:
 * npm run test:long -- tagdays [days] [leaks a day] [first seed] [processes]
 * [hours of a day]; 200 points, so 10 days are 2,000 tag-days. A day takes a process some ten
 * minutes of its own processor. What is true is in tagdays/judge.ts, what
 * happens in tagdays/troubles.ts and disturbances.ts.
 */
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { wilson } from "@safeloop/engine";
import { points } from "./tagdays/points.ts";
import { bareRules, shippedRules, siteRules } from "./tagdays/rules.ts";
import { addTally, emptyTally, playDay, type Tally } from "./tagdays/run.ts";

const days = Number(process.argv[2] ?? 10);
const leaks = Number(process.argv[3] ?? 20);
const firstSeed = Number(process.argv[4] ?? 1);
const processes = Number(process.argv[5] ?? availableParallelism());
const hours = Number(process.argv[6] ?? 24);

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.max(0, Math.ceil(q * values.length) - 1))] ?? Number.NaN;
const spread = (values: readonly number[]): string => `p50 ${quantile(values, 0.5).toFixed(1)} p95 ${quantile(values, 0.95).toFixed(1)} max ${Math.max(...values).toFixed(1)} s (n ${values.length})`;

interface Share {
  readonly right: number;
  readonly wrong: number;
  readonly test: number;
}

function sumOf(tally: Tally, ids: readonly string[]): Share {
  const rows = ids.map((id) => tally.byRule[id] ?? { true: 0, test: 0, false: 0 });
  return { right: rows.reduce((sum, row) => sum + row.true, 0), wrong: rows.reduce((sum, row) => sum + row.false, 0), test: rows.reduce((sum, row) => sum + row.test, 0) };
}

function tell(what: string, { right, wrong, test }: Share): { readonly share: number; readonly high: number } {
  const n = right + wrong;
  const { low, high } = wilson(wrong, n);
  console.log(`${what.padEnd(38)} true ${String(right).padStart(5)}  false ${String(wrong).padStart(5)}  share ${percent(n === 0 ? 0 : wrong / n).padStart(8)} [${percent(low)}, ${percent(high)}]  test gas beside ${test}`);
  return { share: n === 0 ? 1 : wrong / n, high };
}

const shipped = shippedRules();
const guardedRules = [...shipped, ...siteRules];
const bareDays = 2; // so many are played without the guards too: that shows that the plant is hard
const oneDay = process.env["TAGDAYS_SEED"];
if (oneDay !== undefined) {
  const isBare = Number(oneDay) < firstSeed + bareDays;
  process.send?.(playDay({ seconds: hours * 3600, leaks, seed: Number(oneDay) }, isBare ? [guardedRules, bareRules(guardedRules)] : [guardedRules]));
  process.exit(0);
}

/** Plays one day in a process of its own. */
function dayElsewhere(seed: number): Promise<readonly Tally[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), process.argv.slice(2), { env: { ...process.env, TAGDAYS_SEED: String(seed) } });
    child.once("message", (tallies) => resolve(tallies as readonly Tally[]));
    child.once("exit", (code) => reject(new Error(`day ${seed} ended with ${code}`))); // after its message this is too late to matter
  });
}

const [guarded, guardedThen, bare] = [emptyTally(), emptyTally(), emptyTally()]; // `guardedThen`: of the days that were played bare too
const began = performance.now();
const seeds = Array.from({ length: days }, (_, day) => firstSeed + day);
await Promise.all(Array.from({ length: Math.min(processes, days) }, async () => {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    const day = await dayElsewhere(seed);
    const [guards, none] = day;
    addTally(guarded, guards!);
    if (none) [guardedThen, bare].forEach((to, at) => addTally(to, day[at]!));
    console.log(`day ${seed} played, ${((performance.now() - began) / 60_000).toFixed(1)} min: ${JSON.stringify(day[0]?.byRule)}`);
  }
}));

console.log(`\n${Math.round((points.length * days * hours) / 24)} tag-days, ${guarded.leaks.length} leaks that reach a detector, seeds ${firstSeed} to ${firstSeed + days - 1}`);
for (const rule of [...shipped, ...siteRules]) tell(rule.id, sumOf(guarded, [rule.id]));
const shippedIds = shipped.map((rule) => rule.id);
const siteIds = siteRules.map((rule) => rule.id);
const ours = tell("shipped rules", sumOf(guarded, shippedIds));
const site = tell("rules of a site by the catalogue", sumOf(guarded, siteIds));
const then = tell(`shipped, on the first ${Math.min(days, bareDays)} days`, sumOf(guardedThen, shippedIds));
const without = tell("the same, no delay, deadband or k of n", sumOf(bare, shippedIds));
tell("site on these days, no delay or deadband", sumOf(bare, siteIds));
const strict = sumOf(guarded, shippedIds);
const episodes = guarded.leaks.length + guarded.falseEpisodes.shipped;
console.log(`${"shipped, each leak and each false minute once".padEnd(38)} share ${percent(guarded.falseEpisodes.shipped / episodes)} (${guarded.falseEpisodes.shipped} of ${episodes}; alarms of one leak are not independent)`);
console.log(`${"shipped, test gas counted as false".padEnd(38)} share ${percent((strict.wrong + strict.test) / (strict.right + strict.wrong + strict.test))}`);

const found = guarded.leaks.filter((leak) => leak.found).length;
const slow = guarded.leaks.filter((leak) => leak.kind === "slow");
const first = slow.map((leak) => leak.first).filter((value) => value !== null);
const level1 = slow.map((leak) => leak.level1).filter((value) => value !== null);
const fast = guarded.leaks.filter((leak) => leak.kind === "fast").map((leak) => leak.first).filter((value) => value !== null);
const recall = found / guarded.leaks.length;
const { low } = wilson(found, guarded.leaks.length);
console.log(`\nleaks found ${found} of ${guarded.leaks.length} (lower bound ${percent(low)}); process excursions ${guarded.processes.filter(Boolean).length} of ${guarded.processes.length}`);
console.log(`slow leaks, mean concentration at the detector past 25 %LEL → first alarm there stored: ${spread(first)}, missed ${slow.length - first.length}, ${slow.filter((leak) => leak.first === 0).length} before it`);
console.log(`slow leaks, the same → level 1 stored: ${spread(level1)}, missed ${slow.length - level1.length}`);
console.log(`fast leaks, the same → first alarm there stored: ${spread(fast)}`);
console.log(`level 2, edge (t0 + on-delay) → stored: ${spread(guarded.highHigh.map((one) => one.afterEdge))}, missed ${guarded.missedHighHigh}`);
console.log(`level 2, mean concentration past 50 %LEL → stored, with sensor lag and on-delay: ${spread(guarded.highHigh.map((one) => one.afterConcentration))}`);

const judged = [
  { what: "false share of the shipped rules ≤ 3 %", holds: ours.share <= 0.03 },
  { what: "its upper bound ≤ 5 %", holds: ours.high <= 0.05 },
  { what: "false share of the site's rules ≤ 3 %, upper bound ≤ 5 %", holds: site.share <= 0.03 && site.high <= 0.05 },
  { what: "the plant is hard: without guards the share is at least five times as high", holds: without.share >= 5 * Math.max(then.share, 0.01) },
  { what: "recall ≥ 99 %", holds: recall >= 0.99 },
  { what: "slow leaks p95 ≤ 25 s", holds: quantile(first, 0.95) <= 25 && first.length >= 0.99 * slow.length },
  { what: "level 2 stored within 2 s of its edge, p95", holds: quantile(guarded.highHigh.map((one) => one.afterEdge), 0.95) <= 2 },
];
console.log("");
for (const { what, holds } of judged) console.log(`${holds ? "held  " : "MISSED"} ${what}`);
process.exit(judged.every((one) => one.holds) ? 0 : 1);
