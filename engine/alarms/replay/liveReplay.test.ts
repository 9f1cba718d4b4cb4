import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertRule } from "../../model/rule.ts";
import type { Sample } from "../../rules/sample.ts";
import type { PastBlock } from "../backfill.ts";
import { gasTag, highRule } from "../../testing/alarmBench.ts";
import type { AlarmEvent } from "../alarm.ts";
import { calendars, epoch, rules as anyRules, tags as anyTags } from "../anyRule.testkit.ts";
import type { TagSample } from "../intake.ts";
import { differingFields, firstDifference } from "./eventDifference.ts";
import { JournalledEngine, type Journalled, type Mark } from "./journalled.testkit.ts";
import { LiveReplay } from "./liveReplay.ts";

const runs = Number(process.env["LIVE_REPLAY_RUNS"] ?? 80);
const points = [gasTag("G", { gateway: "gw" }), gasTag("K", { gateway: "gw", measurement: "pressure" }), gasTag("L", { gateway: "gw", safety: true }), gasTag("S")];
const high = highRule();
const ladder = [highRule({ id: "h", select: { tags: ["G", "K"] }, ladder: { id: "gas", step: 1 } }), highRule({ id: "hh", select: { tags: ["G", "K"] }, limits: { H: { ...high.limits["H"]!, value: 40 } }, ladder: { id: "gas", step: 2 }, priority: "P1", latch: true })];
const plain = [highRule({ select: { tags: ["G", "K", "L", "S"] } }), highRule({ id: "avg", select: { tags: ["L"] }, deadband: 0, condition: { ">=": [{ avg: [20] }, { limit: ["H"] }] } })];
/** A set of rules and its points. */
const plants = fc.oneof(fc.constantFrom(ladder, plain).map((rules) => ({ rules, tags: points })), anyRules.map((rule) => ({ rules: [rule, highRule({ id: "two", select: { tags: ["G", "K"] } })], tags: anyTags })));

const reading = fc.record({
  tag: fc.constantFrom("G", "G", "G", "K", "L", "S", "P"), gap: fc.constantFrom(0, 200, 1000, 1000, 2000, 12_000, 31_000), v: fc.constantFrom(20, 22, 23, 24.9, 25, 26, 39, 45, 110),
  q: fc.constantFrom<Sample["q"]>(0, 0, 0, 0, 0, 0, 1, 2), delay: fc.constantFrom(0, 0, 0, 300, 2000, 20_000, 70_000), twice: fc.integer({ min: 0, max: 6 }),
});
const act = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant("readings" as const), readings: fc.array(reading, { minLength: 1, maxLength: 20 }), inOne: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("steady" as const), tag: fc.constantFrom("G", "K", "L"), count: fc.constantFrom(3, 20, 80), v: fc.constantFrom(20, 24.5, 30, 42), frozenClock: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(700, 5000, 29_000, 45_000, 120_000, 400_000) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("ack" as const, "shelve" as const, "reset" as const, "unshelve" as const, "old" as const, "bypass" as const, "byHand" as const), at: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "edit" as const, "cut" as const, "up" as const, "receiver" as const, "found" as const, "history" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("kill" as const), downMs: fc.constantFrom(300, 4000, 90_000) }) },
);
type Item = typeof reading extends fc.Arbitrary<infer R> ? R : never;
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

function samplesOf(live: JournalledEngine, act: Extract<Act, { do: "readings" | "steady" }>): TagSample[] {
  let ts = live.now;
  const items = act.do === "readings" ? act.readings : Array.from({ length: act.count }, (_, n) => ({ tag: act.tag, gap: act.frozenClock ? 0 : 1000, v: act.v + (n % 3) / 10, q: 0 as const, delay: act.frozenClock ? n * 1000 : 0, twice: 1 }));
  return items.flatMap(({ tag, gap, v, q, delay, twice }) => {
    ts += gap;
    const rx = ts + delay;
    const one: TagSample = { tagId: tag, sample: { ts, v, q: v > 103 ? 2 : q, rx, flags: v > 103 ? 1 : 0 } };
    return twice === 0 ? [one, { tagId: tag, sample: { ...one.sample, rx: rx + 1500 } }] : [one];
  }).sort((a, b) => a.sample.rx - b.sample.rx);
}

function send(live: JournalledEngine, samples: readonly TagSample[], inOne: boolean): void {
  for (const batch of inOne ? [samples] : samples.map((one) => [one])) {
    live.tickTo(batch.at(-1)!.sample.rx);
    live.tell({ do: "batch", samples: batch.map(({ tagId, sample }) => ({ tagId, sample: { ...sample, rx: live.now } })) });
  }
}

function edited(rules: readonly AlertRule[]): readonly AlertRule[] {
  return rules.map((rule, at) => (at > 0 ? rule : { ...rule, revision: rule.revision + 1, onDelayS: ((rule.onDelayS ?? 0) + 3) % 7, priority: rule.priority === "P2" ? "P1" : "P2", limits: { ...rule.limits, H: { ...rule.limits["H"]!, value: rule.limits["H"]!.value === 25 ? 24 : 25 } } }));
}

const begun = epoch - 500_000;
/** A backlog of half a minute with one episode in it. */
const past: PastBlock = { tagId: "G", span: { from: begun, to: begun + 29_000, readings: 30 }, samples: Array.from({ length: 30 }, (_, n) => ({ ts: begun + n * 1000, v: n > 10 && n < 20 ? 30 : 10, q: 0, rx: begun + n * 1000, flags: 0 })) };

function act1(live: JournalledEngine, one: Act): void {
  switch (one.do) {
    case "readings": return send(live, samplesOf(live, one), one.inOne);
    case "steady": return send(live, samplesOf(live, one), false);
    case "wait": return live.tickTo(live.now + one.ms);
    case "save": return live.save();
    case "edit": return live.edit(edited(live.rules));
    case "cut": case "up": return live.tell({ do: "gateway", gateway: "gw", up: one.do === "up" });
    case "receiver": case "found": return live.tell({ do: "receiver", key: "area:A", areaId: "A", found: one.do === "found" });
    case "history": return live.tell({ do: "history", block: past, recorded: [] });
    case "kill": return live.kill(one.downMs);
    default: return person(live, one);
  }
}

function person(live: JournalledEngine, { do: what, at }: { readonly do: "ack" | "shelve" | "reset" | "unshelve" | "old" | "bypass" | "byHand"; readonly at: number }): void {
  const { ruleId, key, generation } = live.engine.book.open()[at] ?? { ruleId: live.rules[0]!.id, key: "G", generation: 0 };
  if (what === "byHand") return live.tell({ do: "raiseByHand", ruleId: live.rules[0]!.id, key: ["G", "K", "manual", "G"][at]! });
  if (what === "bypass") return live.tell({ do: "bypasses", bypasses: at === 0 ? [] : [{ id: "b", points: [key], rules: at === 1 ? [] : [ruleId], from: live.now + (at === 2 ? 5000 : 0), until: live.now + 30_000 }] });
  const command = what === "ack" || what === "old" ? ({ do: "ack", by: "u", generation: what === "old" ? generation - 1 : generation } as const) : what === "shelve" ? ({ do: "shelve", by: "u", until: live.now + 60_000, reason: "r" } as const) : ({ do: what, by: "u" } as const);
  return live.tell({ do: "command", ruleId, key, command });
}

/** The journal after a mark, replayed; without what the log said before it. */
function replayed(mark: Mark, journal: readonly Journalled[], told: readonly AlarmEvent[] = []): AlarmEvent[] {
  const replay = new LiveReplay(mark.base, { calendars });
  const before = new Set(told.slice(0, mark.events).map((one) => one.id));
  return journal.slice(mark.entries).flatMap(({ entry, now }) => replay.play(entry, now)).filter((one) => !before.has(one.id));
}

describe("the replay of a live day", () => {
  it("is the log of that day, from its begin and from every snapshot in it, whatever happened", () => {
    const seen = { events: 0, amended: 0, quietTicks: 0, restarts: 0 };
    fc.assert(fc.property(plants, fc.array(act, { minLength: 2, maxLength: 16 }), ({ rules, tags }, acts) => {
      const live = new JournalledEngine(rules, tags, epoch, calendars);
      for (const one of acts) act1(live, one);
      live.tickTo(live.now + 120_000);
      for (const mark of live.marks) expect(firstDifference(live.log.slice(mark.events), replayed(mark, live.journal, live.log))).toBeNull();
      seen.events += live.log.length;
      seen.amended += live.log.filter((one) => one.why === "AMENDED").length;
      seen.quietTicks += live.quietTicks;
      seen.restarts += live.journal.filter(({ entry }) => entry.do === "restart").length - 1;
    }), { numRuns: runs });
    expect(Math.min(seen.events / runs, seen.amended, seen.restarts, seen.quietTicks / runs)).toBeGreaterThan(5); // or nothing was tried
  }, 300_000);

  const g = (more: Partial<Item>): Item => ({ tag: "G", gap: 0, v: 20, q: 0, delay: 0, twice: 1, ...more });
  const readings = (list: readonly Item[], inOne = false): Act => ({ do: "readings", readings: [...list], inOne });
  const found: readonly (readonly [what: string, rules: readonly AlertRule[], acts: readonly Act[]])[] = [
    ["a restart gives a rule on several points nothing back that came too late for it", [highRule({ select: { tags: ["G"] }, aliases: { k: { tags: ["K"] } }, deadband: 0, onDelayS: 0, offDelayS: 0 })], [
      { do: "steady", tag: "K", count: 3, v: 20, frozenClock: false }, readings([g({ v: 26 }), g({ gap: 31_000 }), g({ gap: 12_000, delay: 20_000 }), g({ twice: 0 })], true), { do: "kill", downMs: 300 }, readings([g({ delay: 70_000 })]), { do: "kill", downMs: 300 },
    ]],
    ["an edit after a restart knows both values of one instant", [highRule({ select: { tags: ["G"] }, deadband: 0, onDelayS: 0, offDelayS: 0, condition: { ">=": [{ count: [1200] }, 6] } })], [
      readings([g({}), g({ v: 110 })]), { do: "kill", downMs: 90_000 }, { do: "edit" }, readings([g({ twice: 0 })]), readings([g({ twice: 0 }), g({ q: 1, twice: 0 })]), readings([g({ twice: 0 })]), readings([g({ twice: 0 })]),
    ]],
    ["when an alarm is unmasked does not depend on when it was looked at", ladder, [readings([g({ v: 110, twice: 0 }), g({ gap: 31_000, twice: 0 })]), { do: "edit" }, { do: "ack", at: 0 }, { do: "wait", ms: 700 }]],
  ];
  it.each(found)("%s", (_, rules, acts) => {
    const live = new JournalledEngine(rules, rules === ladder ? points : anyTags, epoch, calendars);
    for (const one of acts) act1(live, one);
    live.tickTo(live.now + 120_000);
    for (const mark of live.marks) expect(firstDifference(live.log.slice(mark.events), replayed(mark, live.journal, live.log))).toBeNull();
  });

  it("is another log when any entry that decided something is left out, or told a moment later", () => {
    let tried = 0;
    fc.assert(fc.property(plants, fc.array(act, { minLength: 2, maxLength: 10 }), fc.nat(), ({ rules, tags }, acts, which) => {
      const live = new JournalledEngine(rules, tags, epoch, calendars);
      for (const one of acts) act1(live, one);
      live.tickTo(live.now + 120_000);
      const deciding = live.journal.filter((one) => one.said > 0);
      const missing = deciding[which % Math.max(1, deciding.length)];
      if (!missing || live.journal.some((one) => one !== missing && one.now === missing.now)) return; // at one instant the other may say it
      tried += 1;
      expect(firstDifference(live.log, replayed(live.marks[0]!, live.journal.filter((one) => one !== missing)))).not.toBeNull();
      expect(firstDifference(live.log, replayed(live.marks[0]!, live.journal.map((one) => (one === missing ? { ...one, now: one.now + 1 } : one))))).not.toBeNull();
    }), { numRuns: runs });
    expect(tried).toBeGreaterThan(runs / 3);
  }, 300_000);

  it("names the first place where two logs part, and in what", () => {
    const event = (more: Partial<AlarmEvent>): AlarmEvent => ({ id: "1", alarmId: "a", ruleId: "H", key: "G", kind: "raise", at: 3, storedAt: 4, from: "normal", to: "unack", generation: 1, why: "TIMER", by: null, ...more });
    const log = [event({}), event({ id: "2", kind: "announce" })];
    expect(firstDifference(log, log.map((one) => ({ ...one })))).toBeNull();
    expect(firstDifference(log, [log[0]!])).toEqual({ index: 1, stored: log[1], replayed: null });
    expect(firstDifference(log, [...log, event({ id: "3" })])).toEqual({ index: 2, stored: null, replayed: event({ id: "3" }) });
    for (const more of [{ at: 4 }, { storedAt: 5 }, { why: "AMENDED" }, { generation: 2 }, { by: "u" }, { to: "ack" as const }]) {
      expect(firstDifference(log, [event(more), log[1]!])?.index).toBe(0);
      expect(differingFields(event({}), event(more))).toEqual(Object.keys(more));
    }
  });
});
