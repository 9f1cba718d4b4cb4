import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import type { TagSample } from "./intake.ts";
import { restoreEngine, saveEngine } from "./save/engineState.ts";

const hour = 3_600_000;
const week = 168 * hour;
const epoch = Date.parse("2026-03-01T00:00:00Z");
const text = (words: string) => ({ zh: words, en: words });
const point: Tag = { id: "F", title: text("F"), measurement: "form-report", unit: "", area: "a", orgId: "o", periodS: 3600, computed: true, report: { form: "hazard", fields: { kind: { title: text("kind"), type: "text" } } } };
const rule: AlertRule = {
  id: "R", revision: 1, title: text("R"), message: text("R"), select: { form: "hazard" }, per: "tag", limits: {}, priority: "P3", actions: [],
  condition: { ">=": [{ count: [week / 1000, { "==": [{ event: ["kind"] }, "leak"] }] }, 3] },
};

interface Sent {
  readonly at: number; // hours
  readonly kind: "leak" | "guard";
  readonly waits: number; // hours until the network is back
}

/** What the rule says by its definition alone: edges at the instants at which the number in (t − week, t] crosses three. */
function byDefinition(sent: readonly Sent[], until: number): readonly string[] {
  const times = sent.filter((one) => one.kind === "leak").map((one) => epoch + one.at * hour);
  const instants = [...new Set(times.flatMap((at) => [at, at + week]))].filter((at) => at <= until).sort((a, b) => a - b);
  const edges: string[] = [];
  let active = false;
  for (const t of instants) {
    const many = times.filter((at) => at > t - week && at <= t).length >= 3;
    if (many !== active) edges.push(`${many ? "raise" : "clear"}@${(t - epoch) / hour}`);
    active = many;
  }
  return edges;
}

function play(sent: readonly Sent[], until: number, restoreAfter: ReadonlySet<number>): { readonly edges: readonly string[]; readonly open: number } {
  const begun = (): AlarmEngine => new AlarmEngine();
  let engine = begun();
  engine.setRules([rule], [point], epoch - 1);
  const arrivals = sent.map((one, id) => ({ one, id, at: epoch + (one.at + one.waits) * hour })).sort((a, b) => a.at - b.at || a.id - b.id);
  arrivals.forEach(({ one, id, at }, n) => {
    engine.tick(at);
    const batch: TagSample[] = [{ tagId: "F", sample: { ts: epoch + one.at * hour, v: { kind: one.kind, "#": String(id) }, q: 0, rx: at, flags: 0 } }];
    engine.accept(batch, at);
    if (!restoreAfter.has(n)) return;
    const state = JSON.parse(JSON.stringify(saveEngine(engine, { buffers: false, now: at }))) as ReturnType<typeof saveEngine>;
    expect(state.neededSince).toBe(null); // nothing of the reading log is kept for the sake of forms
    engine = begun();
    expect(restoreEngine(engine, state, [rule], [point])).toEqual([]);
    engine.markGap(at, at + 1); // downtime hides no form
  });
  engine.tick(until + 2_000);
  const live = engine.processes.get("R", "F")!;
  return { edges: live.process.edges.map((edge) => `${edge.kind}@${(edge.at - epoch) / hour}`), open: engine.open().filter((alarm) => alarm.active).length };
}

describe("a rule over forms", () => {
  it("says what its definition says, in whatever order forms come in within 30 days, and across restarts", () => {
    const stream = fc.array(fc.record({ at: fc.integer({ min: 0, max: 400 }), kind: fc.constantFrom("leak", "leak", "guard"), waits: fc.constantFrom(0, 0, 0, 5, 60, 200) }), { minLength: 1, maxLength: 25 });
    fc.assert(fc.property(stream, fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 3 }), (sent, restarts) => {
      const until = epoch + 610 * hour;
      const expected = byDefinition(sent, until);
      const found = play(sent, until, new Set(restarts));
      expect(found.edges).toEqual(expected);
      expect(found.open).toBe(expected.at(-1)?.startsWith("raise") ? 1 : 0);
    }), { numRuns: 300 });
  });

  it("has its say about a form that is older than its bound only through the windows that still reach it", () => {
    const engine = new AlarmEngine();
    engine.setRules([rule], [point], epoch);
    const at = epoch + 50 * hour; // the rule is in force since the epoch: what is older is not its event
    const late = (id: string, ts: number): TagSample => ({ tagId: "F", sample: { ts, v: { kind: "leak", "#": id }, q: 0, rx: at, flags: 0 } });
    expect(engine.accept([late("1", epoch - hour), late("2", epoch - 2 * hour), late("3", epoch - 200 * hour)], at).events).toEqual([]);
    const step = engine.accept([late("4", epoch - 3 * hour)], at);
    expect(step.fates).toEqual(["new"]);
    expect(step.events.map((event) => event.kind)).toEqual(["raise", "announce"]);
  });

  it("never goes stale: silence, and a gap, are known to be silence", () => {
    const engine = new AlarmEngine();
    engine.setRules([rule], [point], epoch);
    engine.accept([1, 2, 3].map((n): TagSample => ({ tagId: "F", sample: { ts: epoch + n * hour, v: { kind: "leak", "#": String(n) }, q: 0, rx: epoch + 3 * hour, flags: 0 } })), epoch + 3 * hour);
    expect(engine.open().map((alarm) => alarm.state)).toEqual(["unack"]);
    engine.markGap(epoch + 4 * hour, epoch + 40 * hour);
    const { events } = engine.tick(epoch + week + 2 * hour);
    expect(events.filter((event) => event.ruleId === "R").map((event) => `${event.kind}@${(event.at - epoch) / hour}`)).toEqual(["clear@169"]);
    expect(engine.open().filter((alarm) => alarm.ruleId.startsWith("device:"))).toEqual([]);
  });
});
