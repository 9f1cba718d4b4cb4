import type { AlarmView, AlertRule, RosterView, SilenceView } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeDutySlice } from "../../org/dutySlice.ts";
import { testDrivers } from "../../testing/testApp.ts";
import { gasPoint, gasRule, makeTestPlant, type TestPlant } from "../testPlant.ts";

const iso = (ms: number): string => new Date(ms).toISOString();
const points = ["GT-1", "GT-2", "GT-3"];

describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("notices of alarms on %s", (driver) => {
  let plant: TestPlant;
  const build = async (rules: AlertRule[]): Promise<void> => {
    plant = await makeTestPlant(rules, { driver, tags: points.map((id) => gasPoint(id, { staleAfterS: 86_400, periodS: 3_600 })), slices: [makeDutySlice] });
  };
  beforeEach(() => build([gasRule({ onDelayS: 0 })]));
  afterEach(() => plant.app.close());

  const call = async <T>(as: string, method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: object): Promise<{ status: number; body: T & { code?: string } }> => {
    const reply = await plant.app.inject(as, { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) });
    return { status: reply.statusCode, body: reply.body === "" ? ({} as T & { code?: string }) : reply.json<T & { code?: string }>() };
  };
  interface Told { readonly topic: string; readonly message: { readonly zh: string; readonly en: string }; readonly params: { readonly count?: number; readonly channels?: string[]; readonly priority?: string } }
  const told = async (as: string): Promise<Told[]> => {
    await plant.app.settle();
    return (await call<{ items: Told[] }>(as, "GET", "/notices")).body.items.reverse();
  };
  const raise = (...tags: string[]): Promise<unknown> => plant.send(tags.map((tagId) => ({ tagId, ts: iso(plant.app.clock.now()), value: 30 })));
  const alarmOf = async (tagId: string): Promise<AlarmView> => {
    const row = (await plant.open()).find((one) => one["tagId"] === tagId);
    return (await call<AlarmView>("admin", "GET", `/alarms/${row?.id}`)).body;
  };

  it("of one rule and area within two seconds are one notice, which says how many; the alarm shows why it waited and who was told", async () => {
    await raise("GT-1", "GT-2");
    expect((await alarmOf("GT-1")).notices).toEqual([{ generation: 1, step: 0, state: "waiting", at: expect.any(String), people: [], heldBy: "grouped", until: iso(plant.app.clock.now() + 2_000) }]);
    await plant.pass(2.5);
    const [one, ...rest] = await told("shift");
    expect([rest, one?.topic, one?.params]).toMatchObject([[], "alarm.raised", { count: 2, priority: "P2", channels: ["inbox", "push"] }]);
    expect((await alarmOf("GT-2")).notices).toMatchObject([{ state: "sent", people: [{ id: "p-operator" }, { id: "p-shift" }] }]);
    await raise("GT-3");
    await plant.pass(30);
    expect(await told("shift")).toHaveLength(1);
    await plant.pass(31);
    expect(await told("shift")).toHaveLength(2);
  });

  it("of P1 go out with the alarm itself, to siren and voice too", async () => {
    await plant.app.close();
    await build([gasRule({ onDelayS: 0, priority: "P1" })]);
    await raise("GT-1", "GT-2");
    expect((await told("guardian")).map((one) => [one.topic, one.params.channels?.includes("siren")])).toEqual([["alarm.raised", true], ["alarm.raised", true]]);
  });

  it("are silenced for an area, not for P1, and come as one group when the silence ends", async () => {
    const until = iso(plant.app.clock.now() + 3_600_000);
    const silence = (body: object, as = "shift") => call<SilenceView>(as, "POST", "/alarm-silences", { reason: "校验探头", until, ...body });
    expect((await silence({})).body.code).toBe("SILENCE_MATCHER");
    expect((await silence({ area: "area-t103", priorities: ["P1", "P2"] })).body.code).toBe("ALARM_P1_NO_SILENCE");
    expect((await silence({ area: "area-t103", until: iso(plant.app.clock.now() + 25 * 3_600_000) })).body.code).toBe("SILENCE_SPAN");
    expect((await silence({ area: "area-2" })).status).toBe(404);
    expect((await silence({ area: "area-t103" }, "worker")).status).toBe(403);
    const made = await silence({ area: "area-t103" });
    expect([made.status, made.body]).toMatchObject([201, { state: "present", by: { id: "p-shift" }, priorities: ["P2", "P3", "P4"], mayEnd: true }]);
    await raise("GT-1", "GT-2");
    await plant.pass(10);
    expect(await told("operator")).toEqual([]);
    expect((await alarmOf("GT-1")).notices).toMatchObject([{ state: "waiting", heldBy: "silenced", until, silence: { by: { id: "p-shift" }, reason: "校验探头" } }]);
    expect((await call<{ items: SilenceView[] }>("shift", "GET", "/alarm-silences")).body.items).toMatchObject([{ id: made.body.id, holds: 2 }]);
    expect((await call<SilenceView>("shift", "POST", `/alarm-silences/${made.body.id}/end`)).body).toMatchObject({ state: "past", endedBy: { id: "p-shift" } });
    expect((await told("operator")).map((one) => one.params.count)).toEqual([2]);
    expect((await call("shift", "POST", `/alarm-silences/${made.body.id}/end`)).body.code).toBe("SILENCE_OVER");
    const audit = await plant.app.store.all<{ action: string }>({ sql: "select action from audit_rows where subject_type = 'silence' order by id", bindings: [] });
    expect(audit.map((one) => one.action)).toEqual(["silence.create", "silence.end"]);
  });

  it("of a rule whose alarms are P1 cannot be silenced", async () => {
    await plant.app.close();
    await build([gasRule({ priority: "P1" })]);
    expect((await call("shift", "POST", "/alarm-silences", { rule: "H1", reason: "x", until: iso(plant.app.clock.now() + 60_000) })).body.code).toBe("ALARM_P1_NO_SILENCE");
  });

  it("go to who is on the roster at that instant, and to all who hold the role when nobody is", async () => {
    const plan = (operators: string[]) => ({ shifts: [{ id: "day", name: "白班", from: "08:00", to: "20:00" }], handoverMin: 0, week: { day: Array.from({ length: 7 }, () => operators) }, exceptions: [] });
    plant.app.clock.set(Date.parse("2026-06-01T09:00:00+08:00"));
    const made = await call<RosterView>("admin", "POST", "/rosters", { orgId: "tank-farm", role: "operator", plan: plan(["p-worker2"]) });
    expect([made.status, made.body.onDuty]).toEqual([201, [{ id: "p-worker2", name: "钱作业" }]]);
    await raise("GT-1");
    await plant.pass(3);
    expect([(await told("worker2")).length, (await told("operator")).length]).toEqual([1, 0]);
    plant.app.clock.set(Date.parse("2026-06-01T20:00:00+08:00"));
    await raise("GT-2");
    await plant.pass(3);
    expect([(await told("worker2")).length, (await told("operator")).length]).toEqual([1, 1]);
  });

  it("that find nobody go to the administrators, and an alarm says so until somebody is there", async () => {
    await plant.app.store.unit(async (tx) => {
      await tx.run({ sql: "update people set status = 'disabled' where id in ('p-operator', 'p-shift')", bindings: [] });
      await plant.app.ctx.directoryChanged(tx, plant.app.tenantId);
    });
    await raise("GT-1");
    await plant.pass(3);
    expect((await told("admin")).map((one) => one.topic)).toEqual(["alarm.noReceiver"]);
    await plant.pass(4);
    const alarm = (await plant.open()).find((one) => one["ruleId"] === "device:no-receiver");
    expect(alarm).toMatchObject({ priority: "P2", key: "area-t103:operator+shift-leader", area: { id: "area-t103" }, state: "unack" });
    await plant.app.store.unit(async (tx) => {
      await tx.run({ sql: "update people set status = 'active' where id = 'p-operator'", bindings: [] });
      await plant.app.ctx.directoryChanged(tx, plant.app.tenantId);
    });
    await plant.pass(2);
    expect((await plant.open()).find((one) => one["ruleId"] === "device:no-receiver")).toMatchObject({ state: "rtn-unack" });
  });

  it("of a rule without a chain escalate by its priority, wait while nobody may be told, and stop at the acknowledgement", async () => {
    await plant.app.close();
    await build([gasRule({ onDelayS: 0, priority: "P1", escalation: [] })]);
    await raise("GT-1");
    const steps = async (as: string): Promise<number> => (await told(as)).filter((one) => one.topic === "alarm.escalated").length;
    const pass = async (seconds: number): Promise<void> => {
      plant.app.clock.advance(seconds * 1000);
      await plant.app.settle();
    };
    await pass(60);
    expect([await steps("shift"), await steps("head"), await steps("safety")]).toEqual([1, 0, 0]);
    await pass(120);
    expect([await steps("head"), await steps("safety"), await steps("director")]).toEqual([1, 1, 0]);
    const alarm = await alarmOf("GT-1");
    expect(alarm.notices?.map((one) => [one.step, one.state])).toEqual([[0, "sent"], [1, "sent"], [2, "sent"]]);
    await call("admin", "POST", `/alarms/${alarm.id}/commands`, { command: "ack", generation: 1 });
    await pass(1_000);
    expect([await steps("director"), await steps("safety"), await steps("shift")]).toEqual([0, 2, 1]); // the disposal is still open: 15 min, safety department
  });
});
