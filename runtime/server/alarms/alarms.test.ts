import type { AlarmExplanationsView, AlarmKpiView, AlarmView } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testDrivers } from "../testing/testApp.ts";
import { gasPoint, gasRule, makeTestPlant, type TestPlant } from "./testPlant.ts";

describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("alarms on %s", (driver) => {
  let plant: TestPlant;
  beforeEach(async () => { plant = await makeTestPlant([gasRule()], { driver }); });
  afterEach(() => plant.app.close());
  const command = (id: string, payload: object, as = "admin") => plant.app.inject(as, { method: "POST", url: `/api/v1/alarms/${id}/commands`, payload });

  it("come from a reading after the on-delay, with notice, task and stopped permits, and go through their life", async () => {
    await plant.value("GT-1", 26);
    expect(await plant.open()).toEqual([]);
    await plant.pass(4);
    const [alarm] = await plant.open();
    expect(alarm).toMatchObject({ ruleId: "H1", tagId: "GT-1", state: "unack", generation: 1, priority: "P2", value: 26, area: { id: "area-t103" }, limit: { value: 25, op: ">=", std: "GB/T 50493" }, mayAct: { ack: { allowed: true }, reset: { allowed: false, code: "ALARM_RESET_ACTIVE" }, dispose: { allowed: true } } });
    expect(alarm!["message"]).toEqual({ zh: "GT-1 26 %LEL ≥ 25 %LEL", en: "GT-1 26 %LEL reached 25 %LEL" });
    expect(plant.stops).toEqual([expect.objectContaining({ cause: "gas-alarm", areaId: "area-t103", causeId: alarm!.id })]);
    expect(plant.tasks).toEqual([expect.objectContaining({ kind: "disposal", alarmId: alarm!.id })]);
    await plant.pass(2); // notices of P2 are gathered for 2 s
    await plant.app.settle();
    const notices = (await plant.app.inject("shift", { method: "GET", url: "/api/v1/notices" })).json<{ items: { topic: string }[] }>();
    expect(notices.items.map((one) => one.topic)).toEqual(["alarm.raised"]);

    expect((await command(alarm!.id, { command: "ack", generation: 0 })).json()).toMatchObject({ code: "ALARM_STALE_GENERATION" });
    const acked = await command(alarm!.id, { command: "ack", generation: 1 });
    expect(acked.json()).toMatchObject({ state: "ack", ackedBy: { name: "管理员" } });
    await plant.value("GT-1", 10);
    await plant.pass(12);
    expect(await plant.open()).toEqual([]);
    expect(plant.released).toEqual([alarm!.id]);
    const detail = (await plant.app.inject("admin", { method: "GET", url: `/api/v1/alarms/${alarm!.id}` })).json<{ history: { event: string; to: string }[] }>();
    expect(detail.history.map((one) => `${one.event}>${one.to}`)).toEqual(["raise>unack", "announce>unack", "ack>ack", "clear>normal"]);
  });

  it("of history from a file are recorded as backfill: nobody is told, nothing live changes, and the file again changes nothing", async () => {
    const send = (payload: string, query = "") => plant.app.inject("admin", { method: "POST", url: `/api/v1/readings/import${query}`, payload, headers: { "content-type": "text/csv" } });
    await plant.value("GT-1", 5);
    await plant.pass(1);
    const from = plant.app.clock.now() - 7_200_000;
    const seconds = Array.from({ length: 120 }, (_, s) => `${new Date(from + s * 1000).toISOString()},${s < 20 || s > 80 ? 5 : 30}`);
    const file = ["ts,GT-1 [%[LEL]]", ...seconds, "2026-01-01 08:00,7", `${new Date(from).toISOString()},much`].join("\n");
    expect((await send(file, "?dryRun=true")).json()).toMatchObject({ readings: 121, stored: 0, refused: 2 });
    const reply = await send(file);
    expect(reply.statusCode).toBe(202);
    expect(reply.json()).toMatchObject({ readings: 121, stored: 121, issues: [{ code: "CSV_TIME", path: "/122/ts" }, { code: "READING_BAD_NUMBER", path: "/123/value" }] });
    expect(await plant.open()).toEqual([]);
    const { items } = (await plant.app.inject("admin", { method: "GET", url: "/api/v1/alarms?rule=H1" })).json<{ items: { backfill: boolean; raisedAt: string; announcedAt: string | null }[] }>();
    expect(items).toMatchObject([{ backfill: true, announcedAt: null, raisedAt: new Date(from + 23_000).toISOString() }]);
    expect(plant.stops).toEqual([]);
    await send(file);
    expect((await plant.app.inject("admin", { method: "GET", url: "/api/v1/alarms?rule=H1" })).json<{ items: object[] }>().items).toHaveLength(1);
    // A point never heard: its past is not taken for its present, and it is still silent; over a restart too.
    await plant.app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: gasPoint("GT-2") });
    const never = ["ts,GT-2", ...Array.from({ length: 60 }, (_, s) => `${new Date(from + s * 1000).toISOString()},60`)].join("\n");
    expect((await send(never)).json()).toMatchObject({ stored: 60, refused: 0 });
    expect([plant.app.ctx.services.latest?.of(plant.app.tenantId, "GT-2"), await plant.open(), plant.stops]).toEqual([null, [], []]);
    const kpi = (await plant.app.inject("admin", { method: "GET", url: `/api/v1/alarms/kpis?from=${new Date(from - 1000).toISOString()}&to=${new Date(plant.app.clock.now()).toISOString()}` })).json<AlarmKpiView>();
    expect([kpi.raised, kpi.latency.n]).toEqual([0, 0]); // it called nobody
    expect((await send("time,GT-1\nlately,5")).json()).toMatchObject({ code: "CSV_TIME" });
  });

  it("are told in figures: load, answers, what was found; where too little was judged there is none", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const [alarm] = await plant.open();
    await plant.pass(20);
    await command(alarm!.id, { command: "ack", generation: 1 });
    await command(alarm!.id, { command: "dispose", generation: 1, disposition: "false", cause: "spray of water", action: "covered" });
    const ask = (query: object, as = "admin") => plant.app.inject(as, { method: "GET", url: `/api/v1/alarms/kpis?${new URLSearchParams(query as Record<string, string>).toString()}` });
    const to = new Date(plant.app.clock.now()).toISOString();
    const from = new Date(plant.app.clock.now() - 3_600_000).toISOString();
    const kpi = (await ask({ from, to })).json<AlarmKpiView>();
    expect(kpi).toMatchObject({ announced: 1, raised: 1, rate: { mean: 1 / 6 }, floods: [], falseShare: null, disposedShare: 1, dispositions: { false: 1, none: 0 }, busiest: [{ ruleId: "H1", key: "GT-1", count: 1, ruleTitle: { en: "Combustible gas, level 1" } }] });
    expect(kpi.acknowledged.median).toBeGreaterThanOrEqual(20);
    expect((await ask({ from, to, consoles: "2" })).json<AlarmKpiView>().rate.mean).toBe(1 / 12);
    expect((await ask({ from: to, to: from })).json()).toMatchObject({ code: "ALARM_KPI_SPAN" });
    expect((await ask({ from: "2020-01-01T00:00:00Z", to })).statusCode).toBe(422);
    expect((await ask({ to })).statusCode).toBe(400);
  });

  it("of a new rule count what its window has seen before, sealed or not", async () => {
    const highest = (more: object) => gasRule({ id: "M", onDelayS: 0, deadband: 0, offDelayS: 0, condition: { ">=": [{ max: [1800] }, { limit: ["H"] }] }, actions: [], ...more });
    await plant.value("GT-1", 24);
    plant.app.clock.advance(60_000);
    for (let minute = 0; minute < 22; minute += 1) {
      await plant.value("GT-1", minute === 1 ? 24.5 : minute);
      plant.app.clock.advance(60_000);
      await plant.app.ctx.services.alarms?.maintain();
    }
    const publish = async (value: number) => {
      plant.rules.publish(plant.app.tenantId, [highest({ limits: { H: { ...gasRule().limits["H"], value } } })]);
      await plant.app.ctx.services.alarms?.idle();
      return (await plant.open()).filter((one) => one["ruleId"] === "M" && one["state"] === "unack").length;
    };
    expect(await publish(24.6)).toBe(0);
    expect(await publish(24.5)).toBe(1);
  });

  it("say in words why they are there, and of every other key why there is none", async () => {
    const why = async (as = "admin") => (await plant.app.inject(as, { method: "GET", url: "/api/v1/rules/H1/explanations" })).json<AlarmExplanationsView>();
    expect((await why()).items[0]?.sentence.zh).toMatch(/^无法判断：GT-1 还没有读数。/);
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const id = (await plant.open())[0]!.id;
    const { explanation } = (await plant.app.inject("admin", { method: "GET", url: `/api/v1/alarms/${id}` })).json<AlarmView>();
    expect(explanation?.sentence.en).toMatch(/^In alarm: GT-1 \(26 %LEL\) ≥ the limit 25 %LEL \(GB\/T 50493.*\) holds\.$/);
    expect(explanation).toMatchObject({ key: "GT-1", active: true, raise: [{ verdict: true }], clear: [{ verdict: false }] });
    expect((await why()).items).toContainEqual(expect.objectContaining({ key: "GT-1", active: true }));
    expect(await why("worker-site2")).toEqual({ items: [], more: 0 });
    const missing = await plant.app.inject("admin", { method: "GET", url: "/api/v1/rules/no-such-rule/explanations" });
    expect([missing.statusCode, missing.json<{ code: string }>().code]).toEqual([404, "NOT_FOUND"]);
  });

  it("are disposed with verdict, cause and action, by those who may, once", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const id = (await plant.open())[0]!.id;
    expect((await command(id, { command: "dispose", generation: 1, disposition: "true", cause: "法兰泄漏" })).json()).toMatchObject({ code: "ALARM_DISPOSITION" });
    expect((await command(id, { command: "dispose", generation: 1, disposition: "true", cause: "x", action: "y" }, "worker")).statusCode).toBe(403);
    expect((await command(id, { command: "dispose", generation: 1, disposition: "true", cause: "法兰泄漏", action: "紧固" })).json()).toMatchObject({ state: "unack", disposal: { state: "done", disposition: "true" } });
    expect(plant.tasks).toEqual([]);
    expect((await command(id, { command: "dispose", generation: 1, disposition: "false", cause: "x", action: "y" })).json()).toMatchObject({ code: "ALARM_NO_DISPOSAL" });
  });

  it("are unseen and untouchable from another site and another tenant", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const id = (await plant.open())[0]!.id;
    for (const login of ["worker-site2", "admin-b"]) {
      expect((await plant.app.inject(login, { method: "GET", url: "/api/v1/alarms" })).json()).toMatchObject({ items: [] });
      expect((await command(id, { command: "ack", generation: 1 }, login)).statusCode).toBe(404);
    }
    expect((await plant.app.inject("admin-b", { method: "POST", url: "/api/v1/readings", payload: [{ tagId: "GT-1", ts: plant.app.clock.now(), value: 1 }] })).json()).toMatchObject({ code: "READING_UNKNOWN_TAG" });
  });

  it("are answered the same when a command is repeated under its key", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const id = (await plant.open())[0]!.id;
    const send = () => plant.app.inject("admin", { method: "POST", url: `/api/v1/alarms/${id}/commands`, payload: { command: "ack", generation: 1 }, headers: { "idempotency-key": "k-0000000001" } });
    const [first, second] = [await send(), await send()];
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(second.json()).toEqual(first.json());
  });

  it("are escalated when nobody acknowledges, once, and not after the acknowledgement", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    plant.app.clock.advance(301_000);
    await plant.app.settle();
    await plant.pass(3);
    await plant.app.settle();
    const topics = async (login: string) => (await plant.app.inject(login, { method: "GET", url: "/api/v1/notices" })).json<{ items: { topic: string }[] }>().items.map((one) => one.topic);
    expect(await topics("head")).toEqual(["alarm.escalated"]);
    await plant.app.settle();
    expect(await topics("head")).toEqual(["alarm.escalated"]);
  });

  it("keep their state, acknowledgement and time through a new edition of the rule", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const before = (await plant.open())[0]!;
    await command(before.id, { command: "ack", generation: 1 });
    plant.rules.publish(plant.app.tenantId, [gasRule({ revision: 2, limits: { H: { ...gasRule().limits["H"]!, value: 30 } } })]);
    await plant.app.ctx.services.alarms?.idle();
    expect((await plant.open())[0]).toMatchObject({ id: before.id, state: "ack", generation: 1, raisedAt: before["raisedAt"] });
    await plant.value("GT-1", 27.5);
    await plant.pass(11);
    expect(await plant.open()).toEqual([]);
  });

  it("shelve with a reason and an end, and sound again when the time is over", async () => {
    await plant.value("GT-1", 26);
    await plant.pass(4);
    const id = (await plant.open())[0]!.id;
    const until = (ms: number) => new Date(plant.app.clock.now() + ms).toISOString();
    expect((await command(id, { command: "shelve", generation: 1, reason: "检修", until: until(9 * 3_600_000) })).json()).toMatchObject({ code: "ALARM_SHELVE_TOO_LONG" });
    expect((await command(id, { command: "shelve", generation: 1, reason: "", until: until(60_000) })).json()).toMatchObject({ code: "ALARM_REASON_REQUIRED" });
    expect((await command(id, { command: "shelve", generation: 1, reason: "检修", until: until(60_000) })).json()).toMatchObject({ overlays: { shelved: { reason: "检修", by: { name: "管理员" } } } });
    await plant.pass(61);
    expect((await plant.open()).find((one) => one.id === id)).toMatchObject({ state: "unack", generation: 2, overlays: {} });
  });
});

describe("readings", () => {
  let plant: TestPlant;
  beforeEach(async () => { plant = await makeTestPlant([gasRule()], { tags: [gasPoint("GT-1"), gasPoint("GT-2")] }); });
  afterEach(() => plant.app.close());

  it("are counted as accepted, duplicate or late, and each refusal names its reading", async () => {
    const now = plant.app.clock.now();
    const one = { tagId: "GT-1", ts: now, value: 5 };
    expect((await plant.send([one])).body).toMatchObject({ accepted: 1, duplicates: 0, late: 0, issues: [] });
    expect((await plant.send([one, { ...one, ts: now - 120_000 }, { ...one, tagId: "nope" }, { ...one, ts: now + 400_000 }, { ...one, tagId: "GT-2", value: "12,5" }, 7 as unknown as object])).body).toMatchObject({
      accepted: 1, duplicates: 1, late: 1,
      issues: expect.arrayContaining([expect.objectContaining({ index: 1, code: "READING_LATE" }), expect.objectContaining({ index: 2, code: "READING_UNKNOWN_TAG" }), expect.objectContaining({ index: 3, code: "READING_FUTURE" }), expect.objectContaining({ index: 4, code: "READING_BAD_NUMBER" }), expect.objectContaining({ index: 5, code: "READING_SHAPE" })]),
    });
    expect((await plant.send([{ tagId: "nope", ts: now, value: 1 }])).status).toBe(422);
  });

  it("give a trend that keeps extremes and names gaps, before and after they are sealed", async () => {
    const from = plant.app.clock.now();
    const send = async (start: number, count: number) => plant.send(Array.from({ length: count }, (_, s) => ({ tagId: "GT-1", ts: from + (start + s) * 1000, value: start + s === 77 ? 24 : (start + s) % 10 })));
    plant.app.clock.advance(150_000);
    await send(0, 150);
    plant.app.clock.advance(150_000);
    await send(270, 30);
    const trend = async () => (await plant.app.inject("admin", { method: "GET", url: `/api/v1/tags/GT-1/readings?from=${new Date(from).toISOString()}&to=${new Date(from + 300_000).toISOString()}&points=20` })).json<{ points: { max: number; n: number }[]; gaps: { from: string; to: string; why: string }[]; count: number; raw: boolean }>();
    const before = await trend();
    expect(before).toMatchObject({ count: 180, raw: false, gaps: [{ from: new Date(from + 149_000).toISOString(), to: new Date(from + 270_000).toISOString(), why: "dropout" }] });
    expect(Math.max(...before.points.map((point) => point.max))).toBe(24);
    plant.app.clock.advance(1_200_000);
    await plant.app.ctx.services.alarms?.maintain();
    expect((await plant.app.store.first<{ n: number }>({ sql: "select count(*) as n from reading_blocks", bindings: [] }))!.n).toBe(1);
    expect(await trend()).toEqual(before);
    plant.app.clock.advance(40 * 86_400_000); // a safety point: its raw readings are kept for 90 days
    await plant.value("GT-1", 3);
    plant.app.clock.advance(1_200_000);
    await plant.app.ctx.services.alarms?.maintain();
    expect(await trend()).toEqual(before);
    plant.app.clock.advance(60 * 86_400_000);
    await plant.value("GT-1", 3);
    plant.app.clock.advance(1_200_000);
    await plant.app.ctx.services.alarms?.maintain();
    const rolled = await trend();
    expect(rolled.count).toBe(180);
    expect(Math.max(...rolled.points.map((point) => point.max))).toBe(24);
  });

  it("give a long trend from minutes with the extremes, the count and the last values of the readings themselves", async () => {
    const from = plant.app.clock.now();
    for (let tenth = 0; tenth < 20; tenth += 1) {
      plant.app.clock.advance(600_000);
      await plant.send(Array.from({ length: 120 }, (_, at) => ({ tagId: "GT-1", ts: from + tenth * 600_000 + at * 5000, value: tenth === 7 && at === 33 ? 24 : (tenth * 7 + at) % 11, ...(tenth === 3 ? { quality: "bad" } : {}) })));
    }
    const trend = async (points: number) => (await plant.app.inject("admin", { method: "GET", url: `/api/v1/tags/GT-1/readings?from=${new Date(from).toISOString()}&to=${new Date(from + 12_000_000).toISOString()}&points=${points}` })).json<{ points: { t: string; min: number; max: number; n: number; last: number }[]; gaps: { why: string }[]; count: number }>();
    const before = await trend(100);
    plant.app.clock.advance(1_200_000);
    await plant.app.ctx.services.alarms?.maintain();
    const long = await trend(100);
    // Buckets of two minutes: the same whether from minutes or from readings, but that a bad value is no figure.
    expect(long.points).toEqual(before.points.map((point) => (point.max === null ? { ...point, last: null } : point)));
    expect([long.count, long.gaps.map((gap) => gap.why)]).toEqual([2400, ["bad"]]);
    expect((await trend(400)).points.reduce((sum, point) => sum + point.n, 0)).toBe(2400); // half minutes: read as they were sent
  });

  it("answer with the newest value and say when it is unknown; an unknown area is not calm", async () => {
    await plant.send([{ tagId: "GT-1", ts: plant.app.clock.now(), value: 5 }, { tagId: "GT-2", ts: plant.app.clock.now(), value: 6 }]);
    const { latest, areaFacts } = plant.app.ctx.services;
    expect(latest?.of(plant.app.tenantId, "GT-1")).toMatchObject({ value: 5, quality: "good", unknown: false });
    expect(areaFacts?.areaFacts(plant.app.tenantId, "area-t103")).toMatchObject({ known: true, gasAlarms: 0 });
    plant.app.clock.advance(31_000);
    expect(latest?.of(plant.app.tenantId, "GT-1")).toMatchObject({ unknown: true });
    expect(areaFacts?.areaFacts(plant.app.tenantId, "area-t103")).toMatchObject({ known: false });
    const summary = (await plant.app.inject("admin", { method: "GET", url: "/api/v1/alarms/summary" })).json();
    expect(summary).toMatchObject({ tags: { total: 2, known: 0, unknown: 2 } });
  });

  it("replay a rule on what is stored, coverage first", async () => {
    const from = plant.app.clock.now();
    plant.app.clock.advance(121_000);
    await plant.send(["GT-1", "GT-2"].flatMap((tagId) => Array.from({ length: 120 }, (_, s) => ({ tagId, ts: from + s * 1000, value: tagId === "GT-1" && s >= 30 && s < 60 ? 26 + (s % 2) : 10 + (s % 2) }))));
    const reply = await plant.app.inject("admin", { method: "POST", url: "/api/v1/rules/H1/replay", payload: { definition: gasRule({ onDelayS: 5 }), from: new Date(from).toISOString(), to: new Date(from + 120_000).toISOString() } });
    expect(reply.json()).toMatchObject({
      covered: true, episodes: { count: 1, first: [{ key: "GT-1", raisedAt: from + 35_000, clearedAt: from + 70_000 }] },
      difference: { episodes: 1, same: 0, onlyNew: { count: 0 }, onlyOld: { count: 0 }, moved: { count: 1, first: [{ key: "GT-1", was: { raisedAt: from + 33_000, clearedAt: from + 70_000 }, raisedAt: from + 35_000 }] } },
      predicted: { matched: 1, disposed: 0, right: 0, wrong: 0, unjudged: 0, share: null },
    });
    expect((await plant.app.inject("admin", { method: "POST", url: "/api/v1/rules/H1/replay", payload: { from: new Date(from).toISOString(), to: new Date(from + 120_000).toISOString() } })).json()).toMatchObject({ episodes: { count: 1 }, difference: null });
    expect(reply.json<{ coverage: object[] }>().coverage).toHaveLength(2);
  });
});
