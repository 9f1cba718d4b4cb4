import { type AlarmExplanationsView, type AlarmExplanationView, type Explained } from "@safeloop/engine";
import type { TenantEngine } from "./tenantEngine.ts";

const shownKeys = 200;
const keysAtOnce = 20; // a key takes about a millisecond; between these the live alarms have their turn

/** Why a rule has raised for a key, or has not, as judged now; undefined for what no rule watches (device alarms). */
export function explanationOf(live: TenantEngine, ruleId: string, key: string, now: number): AlarmExplanationView | undefined {
  const found = live.engine.explain(ruleId, key, now);
  return found && { key, active: found.active, sentence: found.sentence, raise: partsOf(found.raise), clear: partsOf(found.clear) };
}

/** The same for each key of a rule all of whose points the caller may see, for it tells their values: those in alarm first. */
export async function explanationsOf(live: TenantEngine, ruleId: string, orgs: ReadonlySet<string>, now: number): Promise<AlarmExplanationsView> {
  const keys = [...live.engine.processes.all.values()].filter((one) => one.facts.ruleId === ruleId && one.process.plan.plans.every((input) => orgs.has(input.tag.orgId)));
  keys.sort((a, b) => Number(b.process.head.active) - Number(a.process.head.active) || (a.facts.key < b.facts.key ? -1 : 1));
  const items: AlarmExplanationView[] = [];
  for (const [at, one] of keys.slice(0, shownKeys).entries()) {
    if (at > 0 && at % keysAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    const found = explanationOf(live, ruleId, one.facts.key, now);
    if (found) items.push(found);
  }
  return { items, more: keys.length - items.length };
}

function partsOf(explained: Explained): AlarmExplanationView["raise"] {
  const parts = explained.parts.length > 0 ? explained.parts : [explained];
  return parts.map(({ words, verdict }) => ({ words, verdict }));
}
