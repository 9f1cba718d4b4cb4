import type { AlarmView, JsonObject } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AlarmMeter } from "../alarmMeter.ts";
import { TenantEngine } from "../tenantEngine.ts";
import { call } from "../../testing/asPerson.ts";
import { makeTestApp, testDrivers, type TestApp } from "../../testing/testApp.ts";

interface Instance { readonly id: string; readonly seq: number; readonly life?: { readonly state: string } }
interface Sent { readonly id: string; readonly number: string; readonly instance: Instance }

/** The shipped bypass approval over HTTP, with the shipped gas rules. */
describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("alarms out of service on %s", (driver) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await makeTestApp({ driver });
    for (const id of ["GT-1", "GT-2"]) {
      const made = await call(app, "admin", "POST", "/tags", { id, title: { zh: id, en: id }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "area-t103", periodS: 1, staleAfterS: 3600 });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
    }
    await app.ctx.services.alarms?.idle();
  });
  afterEach(() => app.close());

  const later = (minutes: number): string => new Date(app.clock.now() + minutes * 60_000).toISOString();
  async function pass(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= 1) {
      app.clock.advance(1000);
      await app.ctx.services.alarms?.tick();
    }
    await app.ctx.services.alarms?.idle();
  }
  async function gas(value: number, tagId = "GT-1"): Promise<void> {
    await call(app, "admin", "POST", "/readings", { tagId, ts: app.clock.now(), value });
    await pass(6);
  }
  async function alarm(tagId = "GT-1", ruleId = "combustible-level2"): Promise<AlarmView | undefined> {
    const { body } = await call<{ items: AlarmView[] }>(app, "admin", "GET", "/alarms?open=true");
    return body.items.find((one) => one.ruleId === ruleId && one.tagId === tagId);
  }
  async function decide(as: string, submission: string, command = "approve"): Promise<void> {
    const { body } = await call<{ items: { id: string; version: number; submissionId: string }[] }>(app, as, "GET", "/tasks?mine=true&state=open&limit=200");
    const task = body.items.find((one) => one.submissionId === submission);
    const reply = await call(app, as, "POST", `/tasks/${encodeURIComponent(task?.id ?? "none")}/commands`, { command, version: task?.version, ...(command === "reject" ? { comment: "no" } : {}) });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  }
  async function apply(data: JsonObject = {}): Promise<Sent> {
    const sent = await call<Sent>(app, "operator", "POST", "/submissions", { form: "equip-interlock-bypass", data: { point: "GT-1", reason: "探头更换", risk: "泄漏时没有报警", alternative: "便携仪连续检测", from: later(0), to: later(60), protectsLife: false, ...data } });
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    return sent.body;
  }
  async function event(submission: string, name: string, more: object = {}, as = "operator") {
    const { body } = await call<{ instance: Instance }>(app, as, "GET", `/submissions/${submission}`);
    const reply = await call<JsonObject>(app, as, "POST", `/instances/${body.instance.id}/commands`, { command: "event", event: name, version: body.instance.seq, ...more });
    await app.ctx.services.alarms?.followBypasses();
    await app.ctx.services.alarms?.idle();
    return reply;
  }
  /** Approved by the shift leader and the discipline department. */
  async function approved(data: JsonObject = {}): Promise<Sent> {
    const sent = await apply(data);
    await decide("shift", sent.id);
    await decide("head", sent.id);
    return sent;
  }
  const history = async (id: string) => (await call<AlarmView>(app, "admin", "GET", `/alarms/${id}`)).body.history?.map((one) => one.event) ?? [];

  it("go by an approval in its time: P1 too, with its number and end to be seen; nobody is told and nothing stops until it is over", async () => {
    const sent = await approved();
    await gas(10);
    expect((await event(sent.id, "begin")).status).toBe(200);
    await gas(60);
    const held = await alarm();
    expect(held).toMatchObject({ priority: "P1", state: "unack", announcedAt: null, overlays: { outOfService: { submissionId: sent.id, number: sent.number } } });
    expect(Date.parse(held!.overlays.outOfService!.until) - app.clock.now()).toBeGreaterThan(59 * 60_000 - 30_000);
    expect(held!.disposal).toBeUndefined();
    await gas(60, "GT-2");
    expect(await alarm("GT-2")).toMatchObject({ overlays: {}, disposal: { state: "open" } }); // another point is not touched
    await call(app, "admin", "POST", "/readings", { tagId: "GT-1", ts: app.clock.now(), value: 61 });
    app.clock.advance(60 * 60_000);
    await pass(1);
    await app.settle();
    const back = await alarm();
    expect(back).toMatchObject({ id: held!.id, state: "unack", generation: 2, overlays: {}, disposal: { state: "open" } });
    expect(back!.announcedAt).not.toBeNull();
    expect((await history(held!.id)).filter((one) => one === "outOfService" || one === "inService" || one === "announce")).toEqual(["outOfService", "inService", "announce"]);
    expect((await call<{ instance: Instance }>(app, "operator", "GET", `/submissions/${sent.id}`)).body.instance.life?.state).toBe("overdue");
  });

  it("come back at once when the bypass is confirmed as restored before its time", async () => {
    const sent = await approved();
    await event(sent.id, "begin");
    await gas(60);
    expect(await alarm()).toMatchObject({ generation: 1, overlays: { outOfService: { number: sent.number } } });
    expect((await event(sent.id, "restore", { data: { restoreChecked: true } })).status).toBe(200);
    expect(await alarm()).toMatchObject({ overlays: {}, generation: 2 });
  });

  it("stay as they are when the process is killed, and come back when the time ran out while it was down", async () => {
    const sent = await approved();
    await event(sent.id, "begin");
    await gas(60);
    const reborn = async () => {
      const live = new TenantEngine(app.ctx, app.tenantId, new AlarmMeter());
      await live.open();
      return live;
    };
    const first = await reborn();
    const covered = first.engine.book.open().find((one) => one.ruleId === "combustible-level2");
    expect(covered).toMatchObject({ announced: false, overlays: { outOfService: {} } });
    await first.accept([{ tagId: "GT-1", ts: app.clock.now(), value: 62 }], "test");
    app.clock.advance(61 * 60_000);
    const second = await reborn();
    expect(second.engine.book.open().find((one) => one.id === covered!.id)).toMatchObject({ announced: true, generation: 2, overlays: {} });
  });

  it("do not go without an approval in its time, or for points that are not there; the step is refused and changes nothing", async () => {
    const sent = await apply();
    await decide("shift", sent.id, "reject");
    expect((await event(sent.id, "begin")).status).toBe(409);
    const unknown = await approved({ point: "NO-SUCH" });
    const refused = await event(unknown.id, "begin");
    expect([refused.status, refused.code]).toEqual([422, "ALARM_BYPASS_SCOPE"]);
    const late = await approved();
    app.clock.advance(61 * 60_000); // its own timer has not been carried out yet
    const over = await event(late.id, "begin");
    expect([over.status, over.code]).toEqual([409, "ALARM_NO_BYPASS"]);
    expect((await call<{ instance: Instance }>(app, "operator", "GET", `/submissions/${late.id}`)).body.instance.life?.state).toBe("approved");
    await gas(60);
    expect(await alarm()).toMatchObject({ overlays: {} });
  });
});
