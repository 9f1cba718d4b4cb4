import { describe, expect, it } from "vitest";
import { isConflict, type Overlay, type PlanDecision, type UpgradePlan } from "./index.ts";
import { treeText } from "./tree/reading.ts";
import { localLosses, upgradeOf, upperLosses } from "./testing/losses.testkit.ts";
import { bruteConflicts } from "./testing/scale/bruteConflicts.testkit.ts";
import { Draw } from "./testing/scale/draw.testkit.ts";
import { Names } from "./testing/scale/edits.testkit.ts";
import { emptyOverlay, firstVersion, mergeOn, newFaultsOf, nextVersion, onUpper, planOn, withEdit, type Version } from "./testing/scale/plant.testkit.ts";

/** The usual lane keeps it short; `npm run test:long -- upgrades` takes 50 overlays through 20 upgrades. */
const overlays = Number(process.env["UPGRADE_OVERLAYS"] ?? 4);
const versions = Number(process.env["UPGRADE_VERSIONS"] ?? 3);
const seed = process.env["UPGRADE_SEED"] === undefined ? 20_260 : Number(process.env["UPGRADE_SEED"]);
const judged: ReadonlySet<string> = new Set(["INVALID", "REF_BROKEN", "CASE_FAILED"]);

/** A subsidiary: its overlay, and since when no person decided anything. */
interface Company {
  readonly draw: Draw;
  readonly names: Names;
  overlay: Overlay;
  since: { readonly version: Version; readonly overlay: Overlay };
}

const seen = { upgrades: 0, conflicts: 0, brute: 0, notices: 0, decisions: 0, localLost: [] as string[], upperLost: [] as string[], differ: [] as string[], direct: 0, unequal: [] as string[], unsaid: [] as string[], codes: new Map<string, number>(), ops: 0, mergeMs: [] as number[], planMs: [] as number[] };

function companyOf(n: number, first: Version): Company {
  const [draw, names] = [new Draw(seed + 7919 * (n + 1)), new Names(`L${n}x`)];
  let overlay = emptyOverlay(`c${n}`, first);
  for (let edits = 4 + draw.below(9); edits > 0; edits -= 1) overlay = withEdit(overlay, first, draw, names);
  return { draw, names, overlay, since: { version: first, overlay } };
}

/** Both readings of what must be decided, and what got lost without a word. */
function look(old: Version, next: Version, { overlay }: Company, plan: UpgradePlan): void {
  const four = { v1: old.upper, v2: next.upper, r1: onUpper(old, overlay), r2: onUpper(next, overlay) };
  const listed = plan.conflicts.filter((one) => !judged.has(one.code)).map((one) => `${one.code} ${one.key}`).sort();
  const read = bruteConflicts(four, overlay.ops);
  if (listed.join("\n") !== read.join("\n")) seen.differ.push(JSON.stringify({ org: overlay.org, listed: listed.filter((one) => !read.includes(one)), read: read.filter((one) => !listed.includes(one)) }));
  const faults = newFaultsOf(old, next, overlay, plan.result);
  if ((faults.length > 0) !== plan.conflicts.some((one) => judged.has(one.code))) seen.unsaid.push(`${overlay.org}: ${faults.join("; ")}`);
  const up = upgradeOf(old.upper, next.upper, overlay.ops, [...plan.conflicts, ...plan.notices], (tree) => ({ tree: tree === old.upper ? four.r1 : four.r2, notes: [] }), undefined as never);
  seen.localLost.push(...localLosses(up).map((one) => `${overlay.org} ${one}`));
  seen.upperLost.push(...upperLosses(up).map((one) => `${overlay.org} ${one}`));
  for (const one of plan.conflicts) seen.codes.set(one.code, (seen.codes.get(one.code) ?? 0) + 1);
  seen.conflicts += listed.length;
  seen.brute += read.length;
  seen.notices += plan.notices.length;
  seen.upgrades += 1;
}

/** A person decides until nothing is open; a drop may uncover another conflict, at most as many times as there are operations. */
function decide(old: Version, next: Version, { overlay, draw }: Company, open: UpgradePlan): UpgradePlan {
  const decisions: PlanDecision[] = [];
  let plan = open;
  for (let rounds = 0; plan.conflicts.length > 0; rounds += 1) {
    if (rounds > overlay.ops.length) throw new Error(`${overlay.org}: ${rounds} rounds and still ${plan.conflicts.length} open`);
    for (const one of plan.conflicts.filter(isConflict)) decisions.push({ code: one.code, key: one.key, choice: one.choices.includes("mine") && draw.below(2) === 0 ? "mine" : "theirs" });
    plan = planOn(old, next, overlay, decisions);
  }
  seen.decisions += decisions.length;
  return plan;
}

/** Taken in steps without a question, in one go it is the same and asks nothing. */
function lookDirect({ since, overlay }: Company, old: Version, next: Version, stepwise: UpgradePlan): void {
  if (since.version === old) return; // one step is no way in steps
  const direct = planOn(since.version, next, since.overlay);
  seen.direct += 1;
  if (direct.conflicts.length > 0 || treeText(direct.result) !== treeText(stepwise.result)) seen.unequal.push(`${overlay.org}: ${direct.conflicts.map((one) => `${one.code} ${one.key}`).join("; ")}`);
}

function upgradeOne(old: Version, next: Version, company: Company, plan: UpgradePlan): void {
  look(old, next, company, plan);
  const clean = plan.conflicts.length === 0;
  if (clean) lookDirect(company, old, next, plan);
  const accepted = clean ? plan : decide(old, next, company, plan);
  company.overlay = { ...accepted.overlay, on: { ...accepted.overlay.on, hash: accepted.to } };
  const edited = company.draw.below(3) === 0 ? withEdit(company.overlay, next, company.draw, company.names) : company.overlay;
  const touched = !clean || edited !== company.overlay;
  company.overlay = edited;
  if (touched) company.since = { version: next, overlay: edited };
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.POSITIVE_INFINITY;

/** The milliseconds of one upgrade of all overlays. */
function timed<T>(list: number[], run: () => T): T {
  const began = performance.now();
  const made = run();
  list.push(Math.round(performance.now() - began));
  return made;
}

describe(`${overlays} overlays on the hot-work pack through ${versions} upgrades`, () => {
  it("lose nothing without a word, ask what a second reading asks, and go in one go as in steps", () => {
    const [draw, names] = [new Draw(seed), new Names("G")];
    let old = firstVersion();
    const companies = Array.from({ length: overlays }, (_, n) => companyOf(n, old));
    seen.ops = companies.reduce((sum, one) => sum + one.overlay.ops.length, 0);
    for (let at = 1; at <= versions; at += 1) {
      const next = nextVersion(old, draw, names);
      timed(seen.mergeMs, () => companies.map((one) => mergeOn(old, next, one.overlay)));
      const plans = timed(seen.planMs, () => companies.map((one) => planOn(old, next, one.overlay)));
      companies.forEach((one, n) => upgradeOne(old, next, one, plans[n]!));
      old = next;
      if (versions > 5) process.stderr.write(`upgrade ${at}: ${seen.conflicts} conflicts so far, merged in ${seen.mergeMs.at(-1)} ms, planned in ${seen.planMs.at(-1)} ms\n`);
    }
    const { codes, localLost, upperLost, differ, unequal, unsaid, ...figures } = seen;
    console.log(JSON.stringify({ seed, overlays, versions, ...figures, codes: Object.fromEntries(codes), localLost: localLost.length, upperLost: upperLost.length, differ: differ.length, unequal: unequal.length, unsaid: unsaid.length }));
    expect({ localLost, upperLost, differ, unequal, unsaid }).toEqual({ localLost: [], upperLost: [], differ: [], unequal: [], unsaid: [] });
    // A few overlays need not meet; fifty do.
    expect([seen.upgrades, seen.conflicts > 0 || overlays < 50, seen.direct > 0]).toEqual([overlays * versions, true, true]);
    if (overlays >= 50) expect(median(seen.mergeMs)).toBeLessThanOrEqual(2_000);
  }, 3_600_000);
});
