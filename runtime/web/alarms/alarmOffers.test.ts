import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import type { AlarmSummary, AlarmView } from "../api/types.ts";
import { newerAlarm, newsOf, withAlarm } from "./alarmMerge.ts";
import { consoleTitle } from "./consoleTitle.ts";
import { glyphState } from "./glyphState.ts";
import { mayDo } from "./mayDo.ts";
import { isReason, isShelveTime, longestShelveMs } from "./shelveTimes.ts";

const t = ((key: string, values?: object) => (values ? `${key} ${JSON.stringify(values)}` : key)) as unknown as TFunction;
const alarm = (part: Partial<AlarmView> = {}): AlarmView => ({
  id: "a", ruleId: "r", ruleTitle: { zh: "", en: "" }, key: "GT-1", area: null, priority: "P2", state: "unack", overlays: {}, masked: false, generation: 1, raisedAt: "2026-07-14T00:00:00Z",
  announcedAt: null, clearedAt: null, ackedAt: null, ackedBy: null, closedAt: null, value: null, unit: "%LEL", backfill: false, continues: null, message: { zh: "", en: "" }, badges: [], latch: false, unconfirmed: false, permitsStopped: [], version: 1, mayAct: {}, ...part,
});
const summary = (unknown: number, total = 10): AlarmSummary => ({ tags: { total, known: total - unknown, unknown } }) as AlarmSummary;
const all = (): boolean => true;

describe("what may be done with an alarm", () => {
  it("is not offered when the server did not allow it, with its reason", () => {
    const one = alarm({ mayAct: { shelve: { allowed: false, code: "ALARM_P1_NO_SHELVE" }, ack: { allowed: true }, reset: { allowed: false, code: "X", why: "35 s old" } } });
    expect(mayDo(one, "shelve", t, all)).toEqual({ allowed: false, why: "alarms:why.P1" });
    expect(mayDo(one, "reset", t, all).why).toBe("35 s old");
    expect(mayDo(one, "ack", t, all).allowed).toBe(true);
    expect(mayDo(one, "dispose", t, all).allowed).toBe(false);
  });
  it("is not offered to who lacks the permission, whatever a shared view says", () => {
    expect(mayDo(alarm({ mayAct: { ack: { allowed: true } } }), "ack", t, (permission) => permission !== "alarm.ack").allowed).toBe(false);
  });
  it("is shelving for at most 8 hours, with a reason", () => {
    expect([isShelveTime(longestShelveMs, 0), isShelveTime(longestShelveMs + 1, 0), isShelveTime(0, 0), isShelveTime(Number.NaN, 0)]).toEqual([true, false, false, false]);
    expect([isReason("  "), isReason("校验")]).toEqual([false, true]);
  });
});

describe("the sentence of the console", () => {
  it("says no alarms only with connection, data and an answer", () => {
    expect(consoleTitle([], summary(0), true, t)).toContain("calmKnown");
    expect(consoleTitle([], summary(3), true, t)).toContain("title.unknown");
    expect(consoleTitle([], summary(0, 0), true, t)).toContain("title.unknown");
    expect(consoleTitle([], summary(0), false, t)).toBe("alarms:title.lost");
    expect(consoleTitle(undefined, summary(0), true, t)).toBe("alarms:title.loading");
  });
  it("counts what nobody acknowledged, a masked one too", () => expect(consoleTitle([alarm(), alarm({ id: "b", masked: true })], summary(0), true, t)).toContain("\"count\":2"));
});

describe("live alarms", () => {
  it("never let an older view win", () => {
    expect(newerAlarm(alarm({ version: 3, state: "ack" }), alarm({ version: 2 })).state).toBe("ack");
    expect(withAlarm([alarm({ version: 1 })], alarm({ version: 2, state: "ack" })).map((one) => one.state)).toEqual(["ack"]);
    expect(withAlarm([], alarm()).length).toBe(1);
  });
  it("are news again when announced again", () => {
    expect(newsOf([alarm()], new Set(["a:1"]))).toEqual([]);
    expect(newsOf([alarm({ generation: 2 })], new Set(["a:1"])).length).toBe(1);
  });
  it("are drawn by overlay first, then by state", () => {
    const shelved = { shelved: { until: "x", by: { id: "y", name: "y" }, reason: "z" } };
    expect([alarm({ overlays: shelved }), alarm(), alarm({ state: "rtn-unack" }), alarm({ state: "latched-ack" }), alarm({ state: "ack" })].map(glyphState)).toEqual(["shelved", "unacked", "cleared-unacked", "latched", "acked"]);
  });
});
