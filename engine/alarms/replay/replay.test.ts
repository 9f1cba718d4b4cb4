import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertRule } from "../../model/rule.ts";
import type { Tag } from "../../model/tag.ts";
import { gasTag, highRule } from "../../testing/alarmBench.ts";
import { AlarmEngine } from "../alarmEngine.ts";
import { calendars, epoch, rules, stream, tags } from "../anyRule.testkit.ts";
import { differenceOf } from "./difference.ts";
import type { Episode } from "./episodes.ts";
import { replayParts, warmUpMs } from "./parts.ts";
import { predictFalse, type JudgedAlarm } from "./predictedFalse.ts";
import { RuleReplay, type ReplayHistory, type ReplayReading, type ReplayReport } from "./ruleReplay.ts";

const s = (seconds: number): number => epoch + seconds * 1000;

function replayed(rule: AlertRule, of: readonly Tag[], history: ReplayHistory, span: { readonly from: number; readonly to: number }): ReplayReport {
  const replay = new RuleReplay(rule, of, span, calendars);
  for (const part of replayParts([rule], of, calendars)) Array.from(replay.judge(new Map(part.map((tag) => [tag.id, history.get(tag.id) ?? []]))));
  return replay.report();
}

function readings(values: readonly (readonly [second: number, v: number, more?: Partial<ReplayReading>])[]): ReplayReading[] {
  return values.map(([at, v, more]) => ({ ts: s(at), v, q: 0, flags: 0, late: false, ...more }));
}

describe("a rule on stored readings", () => {
  it("is told with coverage first: readings promised and there, bad, late, gaps, share of time known", () => {
    const values = Array.from({ length: 120 }, (_, at) => [at, at >= 30 && at < 60 ? 26 : 10, { late: at === 3, q: at === 4 ? (2 as const) : (0 as const) }] as const).filter(([at]) => at < 65 || at > 104);
    const report = replayed(highRule(), [gasTag("G")], new Map([["G", readings(values)]]), { from: s(0), to: s(120) });
    expect(report.coverage).toEqual([{ tagId: "G", expected: 120, present: 80, bad: 1, late: 1, gaps: 2, knownPct: 90 }]);
    expect(report).toMatchObject({ covered: true, episodes: [{ key: "G", raisedAt: s(33), clearedAt: s(70) }], announced: 1, perOperator10min: 5, peak10min: 1, chatter: 0, fleeting: 0, brief: 1 });
  });

  it("counts chatter, what is fleeting, and only the alarms of its span", () => {
    const rule = highRule({ onDelayS: 0, offDelayS: 0, deadband: 0 });
    const blinking = readings(Array.from({ length: 100 }, (_, at) => [at, at % 10 === 0 ? 26 : 10] as const));
    const report = replayed(rule, [gasTag("G")], new Map([["G", blinking]]), { from: s(45), to: s(99) });
    expect(report).toMatchObject({ announced: 5, peak10min: 5, chatter: 3, fleeting: 5, brief: 5 });
    expect(report.episodes.map((one) => one.raisedAt)).toEqual([50, 60, 70, 80, 90].map(s));
  });

  it("gives what the live engine would have given in the end, for rules of the whole language", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      let ts = epoch;
      const sorted = items.map(({ tag, gap, v, q }) => ({ tagId: tag, sample: { ts: (ts += gap + 1), v, q, rx: ts, flags: 0 } }));
      const to = ts + 100_000;
      const engine = new AlarmEngine({ calendars });
      const events = [...engine.setRules([rule], tags, epoch).events];
      let now = epoch;
      const pass = (until: number): void => {
        for (now += 500; now < until; now += 500) events.push(...engine.tick(now).events);
        now = until;
      };
      for (const one of sorted) {
        pass(one.sample.ts);
        events.push(...engine.accept([one], now).events);
      }
      pass(to + 1000);
      events.push(...engine.tick(now).events);
      const own = events.filter((one) => one.ruleId === rule.id && one.at <= to);
      const history = new Map(tags.map((tag) => [tag.id, sorted.filter((one) => one.tagId === tag.id).map(({ sample: { rx: _, ...rest } }) => ({ ...rest, late: false }))]));
      const report = replayed(rule, tags, history, { from: epoch, to });
      const edges = report.episodes.flatMap(({ raisedAt, clearedAt }) => [`raise@${raisedAt}`, ...(clearedAt === null ? [] : [`clear@${clearedAt}`])]);
      expect(edges).toEqual(own.filter((one) => one.kind === "raise" || one.kind === "clear").map((one) => `${one.kind}@${one.at}`));
      if (rule.suppressWhen === undefined && rule.schedule === undefined) expect(report.announced).toBe(own.filter((one) => one.kind === "announce").length);
    }), { numRuns: 300 });
  });

  it("falls apart into tags that are read together, and needs as long before as its windows reach", () => {
    const of = ["A", "B", "C"].map((id) => gasTag(id));
    const ids = (...list: AlertRule[]) => replayParts(list, of).map((part) => part.map((tag) => tag.id).join(""));
    expect(ids(highRule())).toEqual(["A", "B", "C"]);
    expect(ids(highRule(), highRule({ select: { tags: ["A"] }, aliases: { c: { tags: ["C"] } }, condition: { ">=": [{ value: ["c"] }, { limit: ["H"] }] } }))).toEqual(["AC", "B"]);
    expect(ids(highRule({ per: "group" }))).toEqual(["ABC"]);
    expect(warmUpMs([highRule()], of)).toBe(600_000);
    expect(warmUpMs([highRule(), highRule({ condition: { ">=": [{ max: [7200] }, { limit: ["H"] }] } })], of)).toBeGreaterThanOrEqual(7_200_000);
  });
});

const episode = (key: string, raised: number, cleared: number | null): Episode => ({ key, raisedAt: s(raised), clearedAt: cleared === null ? null : s(cleared) });
const anyEpisodes = fc.array(fc.tuple(fc.constantFrom("A", "B"), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })), { maxLength: 12 }).map((list) => {
  const at: Record<string, number> = { A: 0, B: 0 };
  return list.map(([key, rest, long]) => {
    const from = at[key]! + rest;
    at[key] = from + long;
    return episode(key, from, from + long);
  });
});

describe("the difference to the present rule", () => {
  it("names what only one of the two raises, and what moved", () => {
    const present = [episode("A", 10, 20), episode("A", 100, 160), episode("B", 10, 20), episode("B", 50, null)];
    const draft = [episode("A", 12, 18), episode("A", 100, 160), episode("A", 300, 310), episode("B", 60, null)];
    expect(differenceOf(draft, present)).toEqual({
      same: 1, onlyOld: [episode("B", 10, 20)], onlyNew: [episode("A", 300, 310)],
      moved: [{ key: "A", was: { raisedAt: s(10), clearedAt: s(20) }, raisedAt: s(12), clearedAt: s(18) }, { key: "B", was: { raisedAt: s(50), clearedAt: null }, raisedAt: s(60), clearedAt: null }],
    });
  });

  it("pairs an alarm that fell in two with the longer half", () => {
    const { moved, onlyNew } = differenceOf([episode("A", 10, 20), episode("A", 25, 60)], [episode("A", 10, 60)]);
    expect([moved.map((one) => one.raisedAt), onlyNew]).toEqual([[s(25)], [episode("A", 10, 20)]]);
  });

  it("accounts for every episode of both, whichever is called the draft", () => {
    fc.assert(fc.property(anyEpisodes, anyEpisodes, (a, b) => {
      const [there, back] = [differenceOf(a, b), differenceOf(b, a)];
      expect(there.same + there.moved.length + there.onlyNew.length).toBe(a.length);
      expect(there.same + there.moved.length + there.onlyOld.length).toBe(b.length);
      expect([there.onlyNew, there.onlyOld, there.same]).toEqual([back.onlyOld, back.onlyNew, back.same]);
      for (const one of there.onlyNew) for (const other of there.onlyOld) expect(one.key === other.key && one.raisedAt <= other.clearedAt! && other.raisedAt <= one.clearedAt!).toBe(false);
      expect(differenceOf(a, a)).toEqual({ same: a.length, onlyOld: [], onlyNew: [], moved: [] });
    }));
  });
});

describe("the share of false alarms a draft would have", () => {
  const judged = (n: number, more: Partial<JudgedAlarm> = {}): JudgedAlarm[] => Array.from({ length: n }, (_, at) => ({ ...episode("A", at * 100, at * 100 + 50), priority: "P2", unconfirmed: false, disposition: at % 4 === 0 ? "false" : "true", ...more }));

  it("is foretold from what was found of the live alarms that it raises too", () => {
    const alarms = judged(40);
    expect(predictFalse(alarms, alarms)).toMatchObject({ matched: 40, disposed: 40, right: 30, wrong: 10, unjudged: 0, share: { share: 0.25, n: 40 } });
    const without = predictFalse(alarms.filter((one) => one.disposition === "true"), alarms);
    expect(without).toMatchObject({ matched: 30, wrong: 0, share: { share: 0, low: 0 } });
    expect(without.share!.high).toBeCloseTo(0.1135, 3);
  });

  it("is withheld under 20 judged, and where more than one in twenty of P1 to P3 was not disposed", () => {
    const withOpen = (open: number) => predictFalse(judged(40), judged(40).map((one, at) => (at < open ? { ...one, disposition: null } : one)));
    expect(predictFalse(judged(19), judged(19))).toMatchObject({ matched: 19, share: null });
    expect([withOpen(2).share?.n, withOpen(3).share]).toEqual([38, null]);
    expect(predictFalse(judged(40), judged(40).map((one, at) => (at < 3 ? { ...one, disposition: null, priority: "P4" } : one))).share?.n).toBe(37);
  });

  it("counts an alarm once, leaves unconfirmed ones out, and says how much nobody has judged", () => {
    const draft = [episode("A", 0, 10), episode("A", 20, 30), episode("A", 1000, 1010), episode("B", 0, 10)];
    const alarms = [...judged(1), ...judged(1, { unconfirmed: true, raisedAt: s(1000), clearedAt: s(1001) })];
    expect(predictFalse(draft, alarms)).toEqual({ matched: 1, disposed: 1, right: 0, wrong: 1, unjudged: 1, share: null });
  });
});
