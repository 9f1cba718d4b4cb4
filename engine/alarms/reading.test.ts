import { describe, expect, it } from "vitest";
import { AlarmBench, gasLimit, gasTag, highRule } from "../testing/alarmBench.ts";
import { normaliseReading } from "./reading.ts";
import { falseRate, falseShare, wilson } from "./statistics.ts";
import { reviewRules } from "./reviewRules.ts";

const tag = gasTag("G");
const read = (value: unknown, more: object = {}) => normaliseReading({ tagId: "G", ts: 1_700_000_000_000, value: value as number, ...more }, tag, 1_700_000_000_000);

describe("a reading", () => {
  it("is never stored as a number when it is none", () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, JSON.parse("1e400"), "12,5", null, "", {}, [], true, 2 ** 53 + 2, JSON.parse("1".repeat(400))]) {
      const { sample } = read(bad);
      expect([sample!.v, sample!.q]).toEqual([null, 2]);
    }
    expect(Object.is(read(-0).sample!.v, 0)).toBe(true);
  });
  it("is converted into the unit of its tag or refused as bad quality", () => {
    expect(read(0.26, { unit: "1" }).sample!.q).toBe(2);
    expect(read(26, { unit: "%LEL" }).sample).toMatchObject({ v: 26, q: 0 });
    expect(read(26, { unit: "kPa" }).issue!.code).toBe("READING_UNIT");
  });
  it("of a quality that nobody knows is refused, whatever it is called", () => {
    for (const quality of ["excellent", "", "constructor", "__proto__", "toString", 0, null, {}]) expect(read(26, { quality })).toMatchObject({ sample: null, issue: { code: "READING_SHAPE" } });
    expect(["good", "uncertain", "bad"].map((quality) => read(26, { quality }).sample!.q)).toEqual([0, 1, 2]);
  });
  it("of a bad kind raises a device alarm and no limit alarm", () => {
    const b = new AlarmBench([highRule({ onDelayS: 0 })], [tag]).send("G", 1, "12,5").until(6);
    expect(b.edges()).toEqual([]);
    expect(b.edges("device:bad-value")).toEqual(["raise@1"]);
  });
});

describe("sensor health", () => {
  it("finds a stuck value within its time and one sample, and its value no longer clears", () => {
    const b = new AlarmBench([highRule()], [tag]);
    for (let t = 0; t <= 605; t += 5) b.send("G", t, 26);
    expect(b.edges("device:stuck")).toEqual(["raise@600"]);
    expect(b.engine.processes.get("H", "G")!.process.head.frozen).toBe(true);
    const calm = new AlarmBench([highRule()], [gasTag("G", { mayBeConstant: true })]);
    for (let t = 0; t <= 605; t += 5) calm.send("G", t, 26);
    expect(calm.edges("device:stuck")).toEqual([]);
  });
  it("finds a device clock that is off by more than five seconds, and tells when it is right again", () => {
    const b = new AlarmBench([], [tag]);
    for (let t = 10; t <= 40; t += 1) b.send("G", t - 7, 1 + (t % 2), { at: t });
    expect(b.edges("device:clock")).toEqual(["raise@22"]);
    for (let t = 41; t <= 80; t += 1) b.send("G", t, 1 + (t % 2), { at: t });
    expect(b.alarm("device:clock", "G")!.active).toBe(false);
  });
  it("raises one gateway alarm, not one per tag, and names what stays silent when it is back", () => {
    const tags = Array.from({ length: 280 }, (_, i) => gasTag(`T${i}`, { gateway: "gw", periodS: 10 }));
    const b = new AlarmBench([], tags);
    const feed = (t: number, count: number): void => tags.slice(0, count).forEach((one) => b.send(one.id, t, 1 + (t % 3)));
    for (let t = 0; t <= 20; t += 10) feed(t, 280);
    b.until(60);
    expect(b.announcements).toHaveLength(1);
    expect(b.events.filter((event) => event.kind === "raise").map((event) => event.ruleId)).toEqual(["device:gateway"]);
    for (let t = 60; t <= 110; t += 10) feed(t, 279);
    b.until(112);
    expect(b.alarm("device:gateway", "gw")!.active).toBe(false);
    expect(b.events.filter((event) => event.ruleId === "device:dropout" && event.kind === "raise").map((event) => event.key)).toEqual(["T279"]);
  });
  it("finds one silent sensor within its timeout and two seconds", () => {
    const b = new AlarmBench([], [gasTag("a"), gasTag("b")]);
    for (let t = 0; t <= 60; t += 1) {
      b.send("a", t, 1 + (t % 2));
      if (t <= 10) b.send("b", t, 1 + (t % 2));
    }
    const raise = b.events.find((event) => event.ruleId === "device:dropout" && event.key === "b" && event.kind === "raise")!;
    expect(b.seconds(raise.at)).toBe(40);
    expect(b.seconds(raise.storedAt)).toBeLessThanOrEqual(42);
  });
});

describe("suppression, overlays and windows", () => {
  it("records a suppressed alarm without announcing it, and announces it when the suppression ends", () => {
    const pump = gasTag("pump", { measurement: "state", unit: "" });
    const rule = highRule({ aliases: { pump: { tags: ["pump"] } }, suppressWhen: { "==": [{ value: ["pump"] }, 0] } });
    const b = new AlarmBench([rule], [tag, pump]).send("pump", 0, 0).send("G", 1, 26);
    for (let t = 2; t < 10; t += 1) b.send("pump", t, 0);
    expect(b.edges()).toEqual(["raise@4"]);
    expect([b.announcements.length, b.alarm("H", "G")!.overlays.suppressed]).toEqual([0, true]);
    b.send("pump", 10, 1).until(12);
    expect(b.announcements).toHaveLength(1);
    expect(b.alarm("H", "G")).toMatchObject({ state: "unack", generation: 2, overlays: {} });
  });
  it("sees a rise of more than 10 %LEL in 30 s, and forgets it when the window has passed", () => {
    const rule = highRule({ id: "R", onDelayS: 0, offDelayS: 0, deadband: 0, limits: { R: gasLimit(10) }, condition: { ">": [{ rise: [30] }, { limit: ["R"] }] } });
    const b = new AlarmBench([rule], [tag]).series("G", "0:4 10:6 20:14 29:14.5 40:15 50:15 52:15").until(55);
    expect(b.edges("R")).toEqual(["raise@29", "clear@30"]);
  });
  it("needs three of five video frames with confidence", () => {
    const camera = gasTag("C", { measurement: "video-event", unit: "" });
    const limits = { C: { value: 0.6, unit: "1", sourceStd: "P", confidence: "project" as const } };
    const rule = highRule({ id: "V", select: { tags: ["C"] }, onDelayS: 0, offDelayS: 0, deadband: 0, limits, condition: { lastN: [3, 5, { and: [{ "==": [{ event: ["type"] }, "no-helmet"] }, { ">=": [{ event: ["confidence"] }, { limit: ["C"] }] }] }] } });
    const b = new AlarmBench([rule], [camera]);
    [0.7, 0.5, 0.8, 0.4, 0.9].forEach((confidence, t) => b.send("C", t, { type: "no-helmet", confidence }));
    expect(b.edges("V")).toEqual(["raise@4"]);
  });
});

describe("a lost link", () => {
  it("is one gateway alarm at once, and what was heard before it no longer clears an alarm", () => {
    const point = gasTag("G", { gateway: "gw" });
    const b = new AlarmBench([highRule()], [point, gasTag("G2", { gateway: "gw" })]).series("G", "0:26 5:20");
    const step = b.engine.setGatewayLink("gw", false, b.ms(8));
    expect(step.events.filter((event) => event.kind === "raise").map((event) => event.ruleId)).toEqual(["device:gateway"]);
    b.until(30);
    expect(b.edges()).toEqual(["raise@3"]);
    b.engine.setGatewayLink("gw", true, b.ms(30));
    b.series("G", "31:20 36:20").until(45);
    expect(b.edges()).toEqual(["raise@3", "clear@41"]);
    expect(b.alarm("device:gateway", "gw")!.active).toBe(false);
  });
});

describe("a late block", () => {
  it("is judged for its own span: recorded as closed, told to nobody, the live state untouched", () => {
    const b = new AlarmBench([highRule()], [tag]).send("G", 3600, 5, { at: 3600 });
    const late = Array.from({ length: 60 }, (_, s) => ({ tagId: "G", sample: { ts: b.ms(s), v: s >= 10 && s < 30 ? 26 : 5, q: 0 as const, rx: b.ms(3601), flags: 0 } }));
    const accepted = b.engine.accept(late, b.ms(3601));
    expect([new Set(accepted.fates), accepted.alarms]).toEqual([new Set(["late"]), []]);
    const block = (from: number, to: number, readings: number) => ({ tagId: "G", span: { from: b.ms(from), to: b.ms(to), readings }, samples: late.map((one) => one.sample) });
    const step = b.engine.judgePast(block(0, 59, 60), [], b.ms(3601));
    expect(step.alarms).toEqual([expect.objectContaining({ backfill: true, state: "normal", raisedAt: b.ms(13), clearedAt: b.ms(40) })]);
    expect([step.announcements, step.actions, b.engine.open().filter((alarm) => alarm.ruleId === "H")]).toEqual([[], [], []]);
    const on = (raised: number, cleared: number | null, isBackfill = false) => [{ raisedAt: b.ms(raised), clearedAt: cleared === null ? null : b.ms(cleared), isBackfill }];
    const again = (span: ReturnType<typeof block>, recorded: ReturnType<typeof on>) => b.engine.judgePast(span, [{ ruleId: "H", key: "G", episodes: recorded }], b.ms(3602)).alarms.length;
    // Too short, of another time, or on record since: by an engine that heard of a part of it, or as this very one.
    expect([again(block(11, 14, 4), []), again(block(20, 59, 40), []), again(block(0, 59, 60), on(23, 40)), again(block(0, 59, 60), on(5, null)), again(block(0, 59, 60), on(13, 40, true))]).toEqual([0, 0, 0, 0, 0]);
    // An alarm from before the span that nobody could end is no record of this one, nor is one of later; an unknown end is added.
    expect([again(block(1, 59, 60), on(0, null)), again(block(0, 59, 60), on(41, 50)), again(block(35, 59, 25), on(13, null, true))]).toEqual([1, 1, 1]);
  });
});

describe("a retired tag", () => {
  it("ends its alarms for that reason: neither it nor its gateway is waited for", () => {
    const b = new AlarmBench([highRule()], [gasTag("a", { gateway: "gw" }), gasTag("b", { gateway: "gw" }), gasTag("c")]).series("a", "0:26").until(40);
    b.send("c", 41, 26).until(46);
    expect(b.engine.open().filter((alarm) => alarm.active).map((alarm) => `${alarm.ruleId} ${alarm.key}`).sort()).toEqual(["H a", "H c", "device:gateway gw"]);
    b.engine.setRules([highRule()], [gasTag("c")], b.ms(47));
    b.engine.tick(b.ms(48));
    expect(b.engine.open().filter((alarm) => alarm.active).map((alarm) => `${alarm.ruleId} ${alarm.key}`)).toEqual(["H c"]);
    expect(b.alarm("H", "a")).toMatchObject({ state: "rtn-unack" });
  });
});

describe("after a recovery", () => {
  it("whichever of record and re-folded process says danger is believed, and the difference is an alarm of its own", () => {
    const b = new AlarmBench([highRule()], [tag, gasTag("G2")]).series("G", "0:26").send("G2", 0, 5).until(5);
    const raised = b.alarm("H", "G")!;
    const step = b.engine.adoptAlarms([{ ...raised, state: "normal", active: false }, { ...raised, id: "x", key: "G2", tagId: "G2" }], b.ms(5));
    expect(b.engine.open().filter((alarm) => alarm.ruleId === "H").map((alarm) => [alarm.key, alarm.active])).toEqual([["G", true], ["G2", true]]);
    expect(step.alarms.filter((alarm) => alarm.ruleId === "device:recovery").map((alarm) => alarm.priority)).toEqual(["P2", "P2"]);
    b.send("G2", 6, 5).until(20);
    expect(b.alarm("H", "G2")!.active).toBe(false);
  });
});

describe("an alarm raised by hand", () => {
  it("stays active until its clear condition is known true", () => {
    const b = new AlarmBench([highRule()], [tag]).send("G", 0, 10);
    b.now = 1;
    b.engine.raiseByHand("H", "G", b.ms(1));
    expect(b.alarm("H", "G")).toMatchObject({ state: "unack", active: true, announced: true });
    b.send("G", 2, 24).send("G", 5, 10).until(20);
    expect(b.edges()).toEqual(["clear@15"]);
  });
  it("without a process behind it waits for its acknowledgement only", () => {
    const b = new AlarmBench([highRule({ select: { tags: [] } })], [tag]);
    b.engine.raiseByHand("H", "manual", b.ms(1));
    expect(b.alarm("H", "manual")).toMatchObject({ state: "rtn-unack", announced: true });
    expect(b.ack(2, "H", "manual")).toBeUndefined();
    expect(b.alarm("H", "manual")!.state).toBe("normal");
  });
});

describe("reports", () => {
  it("give the intervals of the specification", () => {
    const pct = (k: number, n: number): string => [wilson(k, n).low, wilson(k, n).high].map((one) => (100 * one).toFixed(2)).join("–");
    expect([pct(0, 50), pct(3, 100), pct(20, 1000)]).toEqual(["0.00–7.13", "1.03–8.45", "1.30–3.07"]);
    expect(falseRate(0, 1).high).toBeCloseTo(3.689, 3);
    expect([falseRate(5, 1).low, falseRate(5, 1).high].map((one) => one.toFixed(3))).toEqual(["1.623", "11.668"]);
    expect(falseShare({ wrong: 1, right: 10, disposedShare: 1 })).toBeNull();
  });
  it("review an edit before it is published: what ends, clears, raises and sounds again", () => {
    const b = new AlarmBench([highRule()], [tag, gasTag("G2")]).send("G", 0, 26).send("G2", 0, 20).send("G", 5, 26).send("G2", 5, 20).until(6);
    const edit = (more: object) => reviewRules(b.engine, [highRule(more)], b.tags, b.ms(6));
    const id = b.alarm("H", "G")!.id;
    expect(edit({ limits: { H: gasLimit(30) } })).toMatchObject({ ends: [], wouldClear: [id], wouldRaise: [] });
    expect(edit({ limits: { H: gasLimit(20) } })).toMatchObject({ wouldClear: [], wouldRaise: ["H\nG2"] });
    expect(edit({ select: { tags: ["G2"] } })).toMatchObject({ ends: [id] });
    expect(edit({ priority: "P1" })).toMatchObject({ announcesAgain: [id] });
    expect(b.alarm("H", "G")).toMatchObject({ state: "unack", active: true });
  });
});
