import { describe, expect, it } from "vitest";
import { AlarmBench, gasLimit, gasTag, highRule } from "../testing/alarmBench.ts";

// The micro-scenarios of alarms.md 14, by their numbers.
const G = "GT-1";
const bench = (rule = highRule(), tag = gasTag(G)): AlarmBench => new AlarmBench([rule], [tag]);
const stored = (b: AlarmBench, kind: string): number => b.seconds(b.events.find((event) => event.kind === kind)!.storedAt);

describe("alarm micro-scenarios", () => {
  it("1: a value above the limit and then silence raises after the on-delay, stored within a second of grace", () => {
    const b = bench().series(G, "0:26").until(10);
    expect(b.edges()).toEqual(["raise@3"]);
    expect(stored(b, "raise")).toBeLessThanOrEqual(4);
  });
  it("2: a sample below the limit restarts the on-delay", () => {
    expect(bench().series(G, "0:26 2:24.6 4:27").until(12).edges()).toEqual(["raise@7"]);
  });
  it("3: a false sample exactly at the due instant breaks the run", () => {
    expect(bench().series(G, "0:26 3:20").until(12).edges()).toEqual([]);
  });
  it("4: a sample inside the deadband breaks the off-delay", () => {
    expect(bench().series(G, "0:26 10:22 15:24 17:22").until(40).edges()).toEqual(["raise@3", "clear@27"]);
  });
  it("5: the edge of the deadband itself does not clear", () => {
    expect(bench(highRule({ staleAfterS: 60 })).series(G, "0:26 10:23 60:22.9").until(80).edges()).toEqual(["raise@3", "clear@70"]);
  });
  it("6: a bad sample drops an unfinished on-delay", () => {
    expect(bench().series(G, "0:26 2:bad 4:26").until(12).edges()).toEqual(["raise@7"]);
  });
  it("7: a bad sample drops an unfinished off-delay and freezes the alarm", () => {
    const b = bench().series(G, "0:26 10:20 15:bad").until(40);
    expect(b.edges()).toEqual(["raise@3"]);
    expect(b.engine.processes.get("H", G)!.process.head.frozen).toBe(true);
  });
  it("8: silence does not drop a long on-delay, and is a dropout", () => {
    const b = bench(highRule({ onDelayS: 60, onDelayReason: "x" })).series(G, "0:26").until(70);
    expect(b.edges()).toEqual(["raise@60"]);
    const dropout = b.events.find((event) => event.ruleId === "device:dropout" && event.kind === "raise")!;
    expect(b.seconds(dropout.at)).toBe(30);
    expect(b.seconds(dropout.storedAt)).toBeLessThanOrEqual(32);
  });
  it("9: silence longer than the stale time drops an off-delay", () => {
    expect(bench(highRule({ offDelayS: 40 })).series(G, "0:26 10:20").until(120).edges()).toEqual(["raise@3"]);
  });
  it("10: a late sample inside the bound amends the raise", () => {
    const b = bench().series(G, "0:26 5:26");
    expect(b.edges()).toEqual(["raise@3"]);
    b.send(G, 2, 20, { at: 5.5 });
    expect(b.edges()).toEqual(["raise@3", "clear@5 AMENDED"]);
    expect(b.alarm("H", G)).toMatchObject({ state: "rtn-unack", unconfirmed: true });
    const first = b.alarm("H", G)!.id;
    b.until(12);
    expect(b.edges().slice(2)).toEqual(["raise@8"]);
    expect(b.alarm("H", G)).toMatchObject({ id: first, generation: 2, state: "unack" });
  });
  it("11: an episode that later data does not support is kept, marked unconfirmed", () => {
    const b = bench().series(G, "0:26 4:20");
    expect(b.edges()).toEqual(["raise@3"]);
    expect(b.announcements).toHaveLength(1);
    b.send(G, 1, 20, { at: 5 }).until(30);
    expect(b.edges()[1]).toMatch(/^clear@.* AMENDED$/);
    expect(b.alarm("H", G)).toMatchObject({ state: "rtn-unack", unconfirmed: true });
    expect(b.engine.processes.get("H", G)!.process.edges).toEqual([]);
  });
  it("12: of two values at one instant either may raise, in either order", () => {
    for (const order of [[20, 60], [60, 20]] as const) {
      const b = bench(highRule({ onDelayS: 0 })).send(G, 10, order[0]).send(G, 10, order[1]).until(12);
      expect(b.edges()).toEqual(["raise@10"]);
      expect(b.fates).toEqual(["new", "conflict"]);
    }
  });
  it("13: a reading beyond the bound is counted late and makes no edge", () => {
    const b = bench();
    for (let t = 0; t <= 100; t += 5) b.send(G, t, 20);
    b.send(G, 30, 60, { at: 100.5 }).until(120);
    expect(b.fates.at(-1)).toBe("late");
    expect(b.edges()).toEqual([]);
  });
  it("14: an uncertain value may raise but not clear", () => {
    expect(bench().series(G, "0:26? 10:20? 20:20").until(45).edges()).toEqual(["raise@3", "clear@30"]);
  });
  it("15: a gas reading over the range raises and is a sensor fault too", () => {
    const b = bench().series(G, "0:110").until(12);
    expect(b.edges()).toEqual(["raise@3"]);
    expect(b.edges("device:range")).toEqual(["raise@5"]);
  });
  it("16: a reading over five minutes ahead is refused, a little ahead takes our time", () => {
    const b = bench();
    b.send(G, 301, 26, { at: 0 });
    expect(b.fates).toEqual(["refused"]);
    b.send(G, 4, 26, { at: 0 }).until(6);
    expect(b.edges()).toEqual(["raise@3"]);
  });
  it("17: a latched alarm cannot be reset while the condition holds or is in the band", () => {
    const b = bench(highRule({ latch: true })).series(G, "0:26");
    expect(b.ack(5, "H", G)).toBeUndefined();
    b.series(G, "10:24");
    expect(b.command(12, "H", G, { do: "reset", by: "op" })).toBe("ALARM_RESET_ACTIVE");
  });
  it("18: a latched alarm is reset on fresh calm data only", () => {
    const b = bench(highRule({ latch: true })).series(G, "0:26");
    b.ack(5, "H", G);
    b.series(G, "10:20");
    expect(b.command(21, "H", G, { do: "reset", by: "op" })).toBeUndefined();
    expect(b.moves("H").slice(-2)).toEqual(["20 ack>latched-ack", "21 latched-ack>normal"]);
    const c = bench(highRule({ latch: true })).series(G, "0:26");
    c.ack(5, "H", G);
    c.series(G, "10:20");
    expect(c.command(45, "H", G, { do: "reset", by: "op" })).toBe("ALARM_RESET_UNKNOWN");
    expect(c.alarm("H", G)!.state).toBe("latched-ack");
  });
  it("19: at the end of a shelf an active alarm is announced again, though it was acknowledged or not", () => {
    const b = bench().series(G, "0:26");
    expect(b.command(5, "H", G, { do: "shelve", by: "op", until: b.ms(65), reason: "work" })).toBeUndefined();
    b.series(G, "60:26").until(66);
    expect(b.alarm("H", G)).toMatchObject({ state: "unack", generation: 2, announced: true });
    expect(b.announcements.at(-1)).toMatchObject({ generation: 2, at: b.ms(65) });
  });
  it("20: a P1 alarm cannot be shelved", () => {
    const b = bench(highRule({ priority: "P1" })).series(G, "0:26").until(5);
    expect(b.command(6, "H", G, { do: "shelve", by: "op", until: b.ms(65), reason: "work" })).toBe("ALARM_P1_NO_SHELVE");
  });
  it("21: of two steps raised at once only the higher is announced; when it clears, the lower is", () => {
    const rules = [highRule({ ladder: { id: "L", step: 1 } }), highRule({ id: "HH", limits: { H: gasLimit(50) }, priority: "P1", ladder: { id: "L", step: 2 } })];
    const b = new AlarmBench(rules, [gasTag(G)]).series(G, "0:52").until(5);
    expect([b.edges("H"), b.edges("HH")]).toEqual([["raise@3"], ["raise@3"]]);
    expect(b.announcements).toEqual([expect.objectContaining({ alarmId: b.alarm("HH", G)!.id })]);
    expect(b.alarm("H", G)).toMatchObject({ masked: true, announced: false });
    b.series(G, "10:30 25:30").until(30);
    expect(b.announcements.at(-1)).toMatchObject({ alarmId: b.alarm("H", G)!.id, why: "UNMASKED", at: b.ms(20) });
  });
  it("22: an on-delay goes on through a restart and raises once, at its own time", () => {
    const b = bench().series(G, "0:26").until(2).restart(9).until(12);
    expect(b.edges()).toEqual(["raise@3"]);
    expect(stored(b, "raise")).toBe(9);
  });
  it("23: downtime is no evidence of calm: the gap marker stops an off-delay", () => {
    const b = bench().series(G, "0:26 5:20").until(8).restart(40);
    for (let t = 9; t <= 40; t += 1) b.send(G, t, 60, { at: 40 });
    b.until(60);
    expect(b.edges()).toEqual(["raise@3"]);
    expect(b.alarm("H", G)).toMatchObject({ state: "unack", generation: 1 });
  });
  it("24: publishing a new limit keeps the alarm and its acknowledgement; the new clear decides", () => {
    const b = bench().series(G, "0:26");
    b.ack(5, "H", G);
    b.series(G, "10:26");
    const id = b.alarm("H", G)!.id;
    const step = b.engine.setRules([highRule({ revision: 2, limits: { H: gasLimit(30) } })], b.tags, b.ms(10));
    expect(step.events).toEqual([]);
    expect(b.alarm("H", G)).toMatchObject({ id, state: "ack", generation: 1 });
    b.series(G, "12:27.9").until(25);
    expect(b.edges()).toEqual(["raise@3", "clear@20"]);
    expect(b.alarm("H", G)!.state).toBe("normal");
  });
  it("25: two of three within a minute raise; with too few known ones nothing is concluded", () => {
    const rule = highRule({ per: "area", sets: { gas: { measurement: "combustible" } }, condition: { kOfN: [2, "gas", { ">=": [{ value: [] }, { limit: ["H"] }] }, 60] }, onDelayS: 0, deadband: 0, priority: "P1" });
    const tags = ["a", "b", "c"].map((id) => gasTag(id));
    const b = new AlarmBench([rule], tags).series("a", "0:30").series("c", "1:bad").series("b", "50:30").until(55);
    expect(b.edges("H", "A1")).toEqual(["raise@50"]);
    const c = new AlarmBench([rule], tags).series("a", "0:30").series("c", "1:bad").series("b", "50:bad").until(58);
    expect(c.edges("H", "A1")).toEqual([]);
    expect(c.engine.processes.get("H", "A1")!.process.head.frozen).toBe(true);
    expect(c.edges("device:bad-value", "b")).toEqual(["raise@50"]);
    expect(c.edges("device:bad-value", "c")).toEqual(["raise@1"]);
  });
});

describe("the worked alarm sequence of the catalogue (9.3)", () => {
  it("is reproduced to the second", () => {
    const tag = gasTag("GT-1203");
    const rules = [highRule({ id: "H1", ladder: { id: "L", step: 1 } }), highRule({ id: "H2", limits: { H: gasLimit(50) }, latch: true, priority: "P1", ladder: { id: "L", step: 2 } })];
    const b = new AlarmBench(rules, [tag]);
    b.series(tag.id, "0:4 10:26 12:24.6 20:27 30:52");
    expect(b.ack(40, "H1", tag.id)).toBeUndefined();
    expect(b.ack(45, "H2", tag.id)).toBeUndefined();
    expect(b.command(50, "H2", tag.id, { do: "reset", by: "op" })).toBe("ALARM_RESET_ACTIVE");
    b.series(tag.id, "60:47 80:24 90:22 110:bad 120:30 125:20");
    expect(b.ack(140, "H1", tag.id)).toBeUndefined();
    expect(b.command(150, "H2", tag.id, { do: "reset", by: "op" })).toBeUndefined();
    const moves = b.events.filter((event) => event.from !== event.to && ["H1", "H2"].includes(event.ruleId)).map((event) => [b.seconds(event.at), event.ruleId, event.from, event.to]);
    expect(moves).toEqual([
      [23, "H1", "normal", "unack"], [33, "H2", "normal", "unack"], [40, "H1", "unack", "ack"], [45, "H2", "unack", "ack"], [70, "H2", "ack", "latched-ack"],
      [100, "H1", "ack", "normal"], [123, "H1", "normal", "unack"], [135, "H1", "unack", "rtn-unack"], [140, "H1", "rtn-unack", "normal"], [150, "H2", "latched-ack", "normal"],
    ]);
  });
});
