import { describe, expect, it } from "vitest";
import type { AlarmSummary, AlarmView, PermitRow, TagView, TaskView } from "../api/types.ts";
import { isFieldRole, livePermitKinds, lostGateways, overallOf, urgentTasks } from "./figures.ts";
import { dodge, planOf } from "./planModel.ts";

const now = Date.parse("2026-07-14T00:00:38Z");
const summary = (part: Partial<AlarmSummary> = {}): AlarmSummary => ({
  unacked: { P1: 0, P2: 0, P3: 0, P4: 0 }, active: { P1: 0, P2: 0, P3: 0, P4: 0 }, flood: false,
  tags: { total: 294, known: 294, unknown: 0 }, permits: { live: 0, suspended: 0 }, hazards: { open: 0, dueToday: 0, overdue: 0 }, tasks: { mine: 0 }, ...part,
});
const alarm = (part: Partial<AlarmView>): AlarmView => ({
  id: "a", ruleId: "r", ruleTitle: { zh: "", en: "" }, key: "GT-1", tagId: "GT-1", area: { id: "A", title: { zh: "", en: "" } }, priority: "P2", state: "unack", overlays: {}, masked: false,
  generation: 1, raisedAt: "2026-07-14T00:00:23Z", announcedAt: null, clearedAt: null, ackedAt: null, ackedBy: null, closedAt: null, value: null, unit: "%LEL", backfill: false, continues: null, message: { zh: "", en: "" }, badges: [], latch: false, unconfirmed: false, permitsStopped: [], version: 1, mayAct: {}, ...part,
});
const tag = (id: string, part: Partial<TagView> = {}): TagView => ({
  id, title: { zh: id, en: id }, measurement: "combustible", unit: "%", area: "A", orgId: "o", periodS: 1, alarms: 0,
  latest: { ts: new Date(now - 500).toISOString(), value: 50, quality: "good", ageS: 0.5, unknown: false }, ...part,
});
const permit = (id: string, part: Partial<PermitRow>): PermitRow => ({
  id, number: id, form: { id: "hot", title: { zh: "动火", en: "Hot work" } }, title: "", state: "active", stateTitle: { zh: "", en: "" }, tone: "live", instanceId: "i", life: undefined as never, holders: [], guardians: [], by: { id: "x", name: "x" }, createdAt: "", updatedAt: "", fields: {}, ...part,
});

describe("the one sentence of the start page", () => {
  it("is calm only with data, connection, and nothing open", () => {
    expect(overallOf({ summary: summary(), alarms: [], connected: true })).toEqual({ kind: "calm", known: 294 });
  });
  it("is never calm while a tag has no data", () => {
    expect(overallOf({ summary: summary({ tags: { total: 312, known: 294, unknown: 18 } }), alarms: [], connected: true }).kind).toBe("unknown");
    expect(overallOf({ summary: summary({ tags: { total: 0, known: 0, unknown: 0 } }), alarms: [], connected: true }).kind).toBe("unknown");
  });
  it("is never calm without a connection or before the answer is there", () => {
    expect(overallOf({ summary: summary(), alarms: [], connected: false }).kind).toBe("lost");
    expect(overallOf({ summary: undefined, alarms: [], connected: true }).kind).toBe("loading");
    expect(overallOf({ summary: summary(), alarms: undefined, connected: true }).kind).toBe("loading");
  });
  it("names an unacknowledged alarm even when the connection is lost", () => {
    expect(overallOf({ summary: undefined, alarms: [alarm({})], connected: false })).toMatchObject({ kind: "alarm", unacked: 1 });
  });
  it("claims nothing to who may not look at alarms", () => expect(overallOf({ summary: undefined, alarms: undefined, connected: true, mayView: false }).kind).toBe("notMine"));
  it("names an acknowledged alarm that is still there, and stopped work", () => {
    expect(overallOf({ summary: summary(), alarms: [alarm({ state: "ack" })], connected: true })).toMatchObject({ kind: "alarm", unacked: 0 });
    expect(overallOf({ summary: summary({ permits: { live: 1, suspended: 2 } }), alarms: [], connected: true }).kind).toBe("stopped");
  });
});

describe("lists of the start page", () => {
  it("count live permits by kind, the most frequent first", () => {
    const kinds = livePermitKinds([permit("1", {}), permit("2", {}), permit("3", { form: { id: "cs", title: { zh: "受限空间", en: "Confined" } } }), permit("4", { state: "suspended" })]);
    expect(kinds.map((kind) => [kind.title.zh, kind.count])).toEqual([["动火", 2], ["受限空间", 1]]);
  });
  it("name the gateway behind missing data", () => {
    expect(lostGateways([tag("a", { gateway: "GW-07", latest: null }), tag("b", { gateway: "GW-07", latest: null }), tag("c", { gateway: "GW-01" })], now)).toEqual([{ gateway: "GW-07", count: 2 }]);
  });
  it("put overdue tasks first, then by due time, and keep five", () => {
    const task = (id: string, dueAt?: string, overdue = false): TaskView => ({ id, openedAt: "2026-07-14T00:00:00Z", overdue, ...(dueAt ? { dueAt } : {}) }) as TaskView;
    const sorted = urgentTasks([task("none"), task("late", "2026-07-15T00:00:00Z"), task("soon", "2026-07-14T01:00:00Z"), task("over", "2026-07-13T00:00:00Z", true), task("n2"), task("n3")]);
    expect(sorted.map((one) => one.id)).toEqual(["over", "soon", "late", "none", "n2"]);
  });
  it("know a shop-floor person from one who looks after the site", () => {
    expect([isFieldRole([{ role: "guardian" }]), isFieldRole([{ role: "worker" }, { role: "safety-officer" }]), isFieldRole([])]).toEqual([true, false, false]);
  });
});

describe("the plan", () => {
  const area = { id: "A", orgId: "o", code: "A", title: { zh: "罐区A", en: "A" }, risk: 2, bounds: { x: 0, y: 0, w: 100, h: 60 } } as const;
  const tags = [tag("LT-1", { measurement: "level", asset: "T-101", position: { x: 20, y: 20 } }), tag("LT-2", { measurement: "level", asset: "T-102", position: { x: 60, y: 20 }, latest: null }), tag("GT-1", { position: { x: 130, y: 30 } }), tag("GT-2")];
  const plan = planOf({ areas: [area, { ...area, id: "B", bounds: undefined as never }], tags, alarms: [alarm({})], permits: [permit("p", { state: "suspended", position: { x: 1, y: 1 } }), permit("q", {})], now });

  it("spans areas and everything placed outside them", () => expect(plan.extent).toEqual({ x: 0, y: 0, w: 130, h: 60 }));
  it("fills a tank by its level, and leaves an unknown level undefined instead of 0", () => {
    expect(plan.tanks.map((tank) => [tank.asset, tank.fill])).toEqual([["T-101", 0.5], ["T-102", undefined]]);
  });
  it("lets a tank carry the worst alarm and the lost instruments of its asset", () => {
    const own = [...tags, tag("PT-1", { measurement: "pressure", asset: "T-101", position: { x: 20, y: 20 }, latest: null })];
    const [tank] = planOf({ areas: [area], tags: own, alarms: [alarm({ id: "p", tagId: "PT-1", priority: "P1" }), alarm({ id: "l", tagId: "LT-1" })], permits: [], now }).tanks;
    expect([tank?.alarm?.id, tank?.lost, tank?.fill]).toEqual(["p", 1, 0.5]);
  });
  it("puts the alarm on its tag and counts unknown tags of the area", () => {
    expect(plan.tags.find((one) => one.tag.id === "GT-1")?.alarm?.id).toBe("a");
    expect(plan.areas).toMatchObject([{ worst: "P2", unknown: 1, total: 4 }]);
  });
  it("says what it could not place", () => expect(plan.unplaced).toEqual({ tags: 1, permits: 1 }));
  it("stands stopped work apart", () => expect(plan.permits.map((pin) => pin.stopped)).toEqual([true]));
  it("has no extent when nothing has a place", () => expect(planOf({ areas: [], tags: [tag("x")], alarms: [], permits: [], now }).extent).toBeUndefined());
  it("keeps call-outs from covering each other", () => {
    const pins = dodge([{ x: 0, y: 0 }, { x: 5, y: 2 }, { x: 200, y: 0 }], 80, 24);
    expect(pins.map((pin) => pin.lift).sort((a, b) => a - b)).toEqual([0, 0, 24]);
    expect(dodge([{ x: 0, y: 0 }], 80, 24, [{ x: 10, y: 5 }])[0]?.lift).toBe(24);
  });
});
