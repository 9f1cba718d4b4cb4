import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gasTag, highRule } from "../../testing/alarmBench.ts";
import type { AlertRule } from "../../model/rule.ts";
import type { Sample } from "../../rules/sample.ts";
import { AlarmEngine } from "../alarmEngine.ts";
import type { TagSample } from "../intake.ts";
import { restoreEngine, saveEngine } from "../save/engineState.ts";

const runs = Number(process.env["QUIET_RUNS"] ?? 120);
const epoch = 1_700_000_000_000;
const tags = [gasTag("G"), gasTag("K", { mayBeConstant: true }), gasTag("L", { periodS: 10, measurement: "pressure" }), gasTag("S")];
const high = highRule();

/** One rule a kind that the lane must tell from the others: levels, bands, ladders, several readers, and some it must keep its hands off. */
const ruleSets: readonly (readonly AlertRule[])[] = [
  [highRule({ select: { tags: ["G"] } })],
  [highRule({ select: { tags: ["G", "K", "L", "S"] }, onDelayS: 0, offDelayS: 0, deadband: 0 })],
  [highRule({ id: "h", select: { tags: ["G", "K"] }, ladder: { id: "gas", step: 1 } }), highRule({ id: "hh", select: { tags: ["G", "K"] }, limits: { H: { ...high.limits["H"]!, value: 40 } }, ladder: { id: "gas", step: 2 }, priority: "P1", latch: true })],
  [highRule({ select: { tags: ["G", "L"] }, deadband: 0, condition: { or: [{ ">": [{ value: [] }, { limit: ["H"] }] }, { "<": [{ value: [] }, { limit: ["L"] }] }] }, limits: { ...high.limits, L: { ...high.limits["H"]!, value: 19 } } })],
  [highRule({ select: { tags: ["G"] } }), highRule({ id: "avg", select: { tags: ["K"] }, deadband: 0, condition: { ">=": [{ avg: [10] }, { limit: ["H"] }] } })],
  [highRule({ select: { tags: ["G"] } }), highRule({ id: "both", select: { tags: ["K"] }, deadband: 0, aliases: { g: { tags: ["G"] } }, condition: { and: [{ ">=": [{ value: [] }, { limit: ["H"] }] }, { ">=": [{ value: ["g"] }, { limit: ["H"] }] }] } })],
  [highRule({ select: { tags: ["G", "S"] }, deadband: 0, clear: { "<": [{ value: [] }, { limit: ["C"] }] }, limits: { ...high.limits, C: { ...high.limits["H"]!, value: 21 } }, offDelayS: 40 })],
];

const reading = fc.record({
  tag: fc.constantFrom("G", "G", "G", "K", "L", "S"), gap: fc.constantFrom(0, 200, 1000, 1000, 1000, 2000, 12_000, 31_000),
  v: fc.constantFrom(20, 20.5, 20, 22, 22.9, 23, 24, 25, 26, 39, 40, 45, 110), q: fc.constantFrom<Sample["q"]>(0, 0, 0, 0, 0, 0, 0, 0, 1, 2), delay: fc.constantFrom(0, 0, 0, 0, 0, 300, 2000, 20_000, 70_000), twice: fc.integer({ min: 0, max: 9 }),
  back: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 4500, 20_500, 50_500), // it tells of an instant long before those around it
});
const act = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant("readings" as const), readings: fc.array(reading, { minLength: 1, maxLength: 30 }), inOne: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("steady" as const), tag: fc.constantFrom("G", "G", "K", "L", "S"), count: fc.constantFrom(3, 10, 40, 300, 700), v: fc.constantFrom(20, 22.9, 24.5, 24.5, 30, 38.5, 42, 80), step: fc.constantFrom(0, 0.1), jitter: fc.constantFrom(0, 0, 700), pace: fc.constantFrom(1000, 1000, 200), peakEvery: fc.constantFrom(0, 23, 90) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(1, 5, 29, 45, 120, 400) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("ack" as const, "shelve" as const, "reset" as const), at: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "edit" as const, "gap" as const, "cut" as const, "look" as const) }) },
);

interface Item {
  readonly tag: string;
  readonly gap: number;
  readonly v: number;
  readonly q: Sample["q"];
  readonly delay: number;
  readonly twice: number;
  readonly back: number;
}
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** One engine led through the acts; what it decided, as text. */
class Course {
  engine: AlarmEngine;
  now = epoch;
  #rules: readonly AlertRule[];
  readonly decided: string[] = [];

  constructor(rules: readonly AlertRule[], private readonly quietLane: boolean) {
    this.#rules = rules;
    this.engine = new AlarmEngine({ quietLane });
    this.note(this.engine.setRules(rules, tags, epoch));
  }

  note(step: object): void {
    this.decided.push(JSON.stringify(step));
  }

  tickTo(to: number): void {
    for (let t = Math.ceil((this.now + 1) / 1000) * 1000; t <= to; t += 1000) this.note(this.engine.tick(t));
    this.now = Math.max(this.now, to);
  }

  do(act: Act): void {
    switch (act.do) {
      case "readings": return this.readings(act.readings, act.inOne);
      case "steady": return this.readings(Array.from({ length: act.count }, (_, n) => ({ tag: act.tag, gap: act.pace, v: act.v + (n % 3) * act.step + (act.peakEvery > 0 && n % act.peakEvery > act.peakEvery - 9 ? 2.5 : 0), q: 0, delay: (n % 2) * act.jitter, twice: 1, back: 0 })), false);
      case "wait": return this.tickTo(this.now + act.seconds * 1000);
      case "save": return this.restart();
      case "edit":
        this.#rules = this.#rules.map((rule, at) => (at === 0 ? { ...rule, revision: rule.revision + 1, onDelayS: ((rule.onDelayS ?? 0) + 3) % 7, limits: { ...rule.limits, H: { ...rule.limits["H"]!, value: rule.limits["H"]!.value === 25 ? 24 : 25 } } } : rule));
        return this.note(this.engine.setRules(this.#rules, tags, this.now));
      case "gap": return this.note(this.engine.markGap(this.now - 2000, this.now));
      case "cut":
        this.note(this.engine.setGatewayLink("gw", false, this.now));
        return this.note(this.engine.setGatewayLink("gw", true, this.now));
      case "look": return this.look();
      default: {
        const { ruleId, key } = this.engine.book.open()[act.at] ?? { ruleId: "-", key: "-" };
        const generation = this.engine.book.open()[act.at]?.generation ?? 0;
        const command = act.do === "ack" ? { do: "ack", by: "u", generation } as const : act.do === "reset" ? { do: "reset", by: "u" } as const : { do: "shelve", by: "u", until: this.now + 60_000, reason: "r" } as const;
        return this.note(this.engine.command(ruleId, key, command, this.now));
      }
    }
  }

  /** What anybody may see at any time. */
  look(): void {
    for (const { id } of tags) this.note({ latest: this.engine.latest(id), health: this.engine.logs.get(id)?.health.head });
    for (const live of this.engine.processes.all.values()) this.note({ id: live.id, calm: this.engine.isCalm(live, this.now) ?? null, words: this.engine.explain(live.facts.ruleId, live.facts.key, this.now) ?? null });
  }

  readings(items: readonly Item[], inOne: boolean): void {
    let ts = this.now;
    const arrivals = items.flatMap(({ tag, gap, v, q, delay, twice, back }) => {
      ts += gap;
      const rx = ts + delay;
      const one: TagSample = { tagId: tag, sample: { ts: ts - back, v, q: v > 103 ? 2 : q, rx, flags: v > 103 ? 1 : 0 } };
      return twice === 0 ? [one, { tagId: tag, sample: { ...one.sample, rx: rx + 1500 } }] : [one];
    }).sort((a, b) => a.sample.rx - b.sample.rx);
    const batches = inOne ? [arrivals] : arrivals.map((one) => [one]);
    for (const batch of batches) {
      this.tickTo(batch[batch.length - 1]!.sample.rx);
      this.note(this.engine.accept(batch, this.now));
    }
  }

  private restart(): void {
    const state = JSON.parse(JSON.stringify(saveEngine(this.engine))) as ReturnType<typeof saveEngine>;
    this.engine = new AlarmEngine({ quietLane: this.quietLane });
    restoreEngine(this.engine, state, this.#rules, tags);
  }
}

describe("the quiet lane", () => {
  it("decides what an engine without it decides, step by step, whatever comes", () => {
    let absorbed = 0;
    let turns = 0;
    fc.assert(fc.property(fc.constantFrom(...ruleSets), fc.array(act, { minLength: 1, maxLength: 14 }), (rules, acts) => {
      const plain = new Course(rules, false);
      const quiet = new Course(rules, true);
      for (const one of [...acts, { do: "wait", seconds: 120 } as const, { do: "look" } as const]) {
        plain.do(one);
        quiet.do(one);
        expect(quiet.decided).toEqual(plain.decided);
      }
      absorbed += quiet.engine.lane.absorbed;
      turns += quiet.engine.lane.turns;
    }), { numRuns: runs });
    expect(absorbed).toBeGreaterThan(runs); // or nothing was tried
    expect(turns).toBeGreaterThan(runs);
  });

  it("amends what its processes found, whatever it had forgotten before", () => {
    for (const [before, after] of [[150, 5], [150, 45], [400, 20], [90, 70], [60, 90]] as const) {
      const courses = [false, true].map((quietLane) => {
        const course = new Course(ruleSets[1]!, quietLane);
        const item = { tag: "K", gap: 1000, q: 0, delay: 0, twice: 1, back: 0 } as const;
        for (const [count, v] of [[before, 24], [after, 26]] as const) course.readings(Array.from({ length: count }, () => ({ ...item, v })), false);
        course.readings([{ ...item, v: 26, back: 1000 * after + 500 }, { ...item, v: 24, gap: 2000, back: 4500 }], false); // it began before; and was calm for an instant
        return course;
      });
      expect(courses[1]!.decided).toEqual(courses[0]!.decided);
      expect(courses[1]!.engine.lane.turns).toBeGreaterThan(0);
      if (after < 55) expect(courses[0]!.decided.some((step) => step.includes('"kind":"amend"'))).toBe(true);
    }
  });
  it("tells once what a point found that is judged in full within the same batch", () => {
    const courses = [false, true].map((quietLane) => {
      const course = new Course(ruleSets[1]!, quietLane);
      const item = { tag: "K", gap: 1000, q: 0, delay: 0, twice: 1, back: 0 } as const;
      course.readings([24, 24, 24].map((v) => ({ ...item, v })), false);
      course.readings([{ ...item, v: 24, gap: 100 }, { ...item, v: 26, gap: 100 }, { ...item, v: 26, gap: 100, q: 2 }], true);
      course.readings([{ ...item, v: 26, gap: 100 }, { ...item, v: 24, gap: 100 }, { ...item, v: 24.5, gap: 100, back: 250 }], true);
      return course;
    });
    expect(courses[1]!.decided).toEqual(courses[0]!.decided);
    expect(courses[1]!.engine.lane.turns).toBeGreaterThan(0);
    expect(courses[0]!.decided.some((step) => step.includes('"kind":"raise"'))).toBe(true);
  });
  it("does not turn event time back when a reading was under way for long", () => {
    const courses = [false, true].map((quietLane) => {
      const engine = new AlarmEngine({ quietLane });
      engine.setRules([highRule({ select: { tags: ["K"] } })], tags, epoch);
      const decided: string[] = [];
      for (const [ts, rx, v] of [[0, 0, 24], [1, 1, 24], [2, 2, 24], [3, 3, 26], [3.5, 6.4, 26], [4, 6.5, 26], [4.2, 6.6, 26], [7, 7, 24]] as const) {
        const at = epoch + ts * 1000;
        decided.push(JSON.stringify(engine.accept([{ tagId: "K", sample: { ts: at, v, q: 0, rx: epoch + rx * 1000, flags: 0 } }], epoch + rx * 1000)));
      }
      return { decided, turns: engine.lane.turns };
    });
    expect(courses[1]!.decided).toEqual(courses[0]!.decided);
    expect(courses[1]!.turns).toBeGreaterThan(0);
    expect(courses[0]!.decided.map((step) => step.includes('"kind":"raise"'))).toEqual([false, false, false, false, false, false, false, true]); // due at 6, and event time had come to 5.4
  });
  it("leaves to the judge of health what it must see: a jump within the same levels, and an hour of drift", () => {
    const slow = gasTag("D", { staleAfterS: 900, periodS: 300, mayBeConstant: true });
    const rule = highRule({ select: { tags: ["L", "D"] }, staleAfterS: 900 });
    const courses = [false, true].map((quietLane) => {
      const engine = new AlarmEngine({ quietLane });
      engine.setRules([rule], [...tags, slow], epoch);
      const faults: string[] = [];
      const send = (tagId: string, ts: number, v: number): void => {
        const now = epoch + ts * 1000;
        for (const { ruleId, kind, at } of [...engine.accept([{ tagId, sample: { ts: now, v, q: 0, rx: now, flags: 0 } }], now).events, ...engine.tick(now).events]) if (kind === "raise") faults.push(`${ruleId}@${(at - epoch) / 1000}`);
      };
      for (let n = 0; n < 60; n += 1) send("L", n, n === 40 ? 80 : 30 + (n % 2) / 10);
      for (let n = 1; n < 12 * 60; n += 1) send("D", n * 300, 2 + (n % 3) / 10 + (n > 12 * 40 ? (n - 12 * 40) / 60 : 0));
      return { faults, absorbed: engine.lane.absorbed };
    });
    expect(courses[0]!.faults.some((fault) => fault.startsWith("device:spike@4"))).toBe(true);
    expect(courses[0]!.faults.some((fault) => fault.startsWith("device:drift"))).toBe(true);
    expect(courses[1]!.faults).toEqual(courses[0]!.faults);
    expect(courses[1]!.absorbed).toBeGreaterThan(500);
  });
});
