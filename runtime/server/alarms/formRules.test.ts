import type { AlertRule, FlowDefinition, FormDefinition } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, testDrivers, type TestApp } from "../testing/testApp.ts";
import { AlarmMeter } from "./alarmMeter.ts";
import { liveAlarmsOf } from "./liveAlarmsOf.ts";
import { TenantEngine } from "./tenantEngine.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");
const day = 86_400_000;
const t = (zh: string, en: string) => ({ zh, en });

const hazardForm = {
  id: "hazard", revision: 1, title: t("隐患上报", "Hazard report"),
  schema: {
    type: "object",
    properties: {
      where: { type: "object", "x-id": "where", "x-kind": "place", "x-title": t("地点", "Place") },
      kind: { type: "string", enum: ["leak", "guard"], "x-id": "kind", "x-kind": "choice", "x-title": t("类别", "Kind"), "x-enum": { leak: t("泄漏", "Leak"), guard: t("防护缺失", "Missing guard") } },
    },
  },
  ui: { sections: [{ id: "main", title: t("内容", "Content"), fields: ["where", "kind"] }] }, logic: [],
} as unknown as FormDefinition;

const testForm = {
  id: "gas-record", revision: 1, title: t("气体检测记录", "Gas test record"),
  schema: {
    type: "object",
    properties: {
      where: { type: "object", "x-id": "where", "x-kind": "place", "x-title": t("地点", "Place") },
      lel: { type: "number", "x-id": "lel", "x-kind": "number", "x-unit": "%[LEL]", "x-title": t("可燃气体", "Combustible gas") },
      rows: { type: "array", "x-id": "tests", "x-kind": "repeat-table", "x-title": t("各点", "Points"), items: { type: "object", properties: { vol: { type: "number", "x-id": "vol", "x-kind": "number", "x-unit": "vol%", "x-title": t("体积分数", "Volume share") } } } },
    },
  },
  ui: { sections: [{ id: "main", title: t("内容", "Content"), fields: ["where", "lel", "tests"] }] }, logic: [],
} as unknown as FormDefinition;

/** The gas record, filled in further by the head of the unit. */
const permitForm = { ...testForm, id: "permit" } as FormDefinition;
const permitFlow = {
  id: "permit", revision: 1, title: t("作业票", "Permit"), form: { id: "permit" },
  nodes: [
    { id: "start", kind: "start", title: t("填写", "Fill in"), fields: { "*": "edit" } },
    { id: "test", kind: "fill", title: t("检测", "Test"), candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "toAdmin", selfApproval: "forbid", fields: { "*": "read", tests: "edit" } },
    { id: "end", kind: "end", title: t("结束", "End"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "start", to: "test" }, { id: "e2", from: "test", to: "end" }],
  settings: { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] },
} as unknown as FlowDefinition;

const rule = (id: string, more: Partial<AlertRule>): AlertRule => ({
  id, revision: 1, title: t(id, id), message: t("{area}", "{area}"), select: { form: "hazard" }, per: "tag", limits: {}, condition: true, priority: "P3", actions: [], ...more,
});
const leaks = { count: [7 * 86_400, { "==": [{ event: ["kind"] }, "leak"] }] };
const repeated = rule("repeated", { condition: { ">=": [leaks, 3] } });
const limit = { value: 10, unit: "%[LEL]", op: ">=", sourceStd: "Safeloop", confidence: "project" } as const;
const overLimit = rule("over-limit", { select: { form: "gas-record" }, limits: { H: limit }, condition: { ">=": [{ latest: ["lel"] }, { limit: ["H"] }] }, priority: "P2" });
const overAtOnce = rule("over-at-once", { select: { form: "gas-record" }, limits: { H: limit }, condition: { ">=": [{ event: ["lel"] }, { limit: ["H"] }] }, priority: "P2" });
const rowOver = rule("row-over", { select: { form: "gas-record", rows: "tests" }, limits: { V: { ...limit, value: 0.5, unit: "vol%" } }, condition: { ">": [{ latest: ["vol"] }, { limit: ["V"] }] }, priority: "P2" });

describe.each(drivers)("rules over forms on %s", (driver) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [hazardForm, testForm] });
    for (const one of [repeated, overLimit, overAtOnce, rowOver]) await publish(one);
  });
  afterEach(() => app.close());

  const call = (method: "GET" | "POST", url: string, payload?: object, headers: Record<string, string> = {}) => app.inject("designer", { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}), headers: { "accept-language": "en", ...headers } });
  const create = (kind: string, definition: object) => call("POST", `/${kind}`, { definition });
  async function publish(definition: AlertRule): Promise<void> {
    const made = await create("rules", definition);
    expect(made.statusCode, made.body).toBe(201);
    const done = await call("POST", `/rules/${definition.id}/publish`, { reason: "test" }, { "if-match": made.json<{ etag: string }>().etag });
    expect(done.statusCode, done.body).toBe(200);
    await app.ctx.services.alarms?.idle();
  }

  const send = async (form: string, data: object, more: object = {}) => {
    const sent = await app.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: { form, data, ...more } });
    expect(sent.statusCode, sent.body).toBe(201);
    return sent.json<{ id: string }>().id;
  };
  const take = () => liveAlarmsOf(app.ctx).takeReports();
  const hazard = async (kind: string | undefined, area = "area-t103", more: object = {}) => {
    await send("hazard", { where: { area }, ...(kind === undefined ? {} : { kind }) }, more);
    await take();
  };
  const gas = async (lel: number | undefined, more: object = {}) => {
    await send("gas-record", { where: { area: "area-t103" }, ...(lel === undefined ? {} : { lel }), ...more });
    await take();
  };
  const pass = async (ms: number) => {
    app.clock.advance(ms);
    await app.ctx.services.alarms?.tick();
  };
  const iso = (ms: number) => new Date(ms).toISOString();
  const start = () => Date.parse("2026-06-01T00:00:00Z");
  /** Edges of a rule as "kind@hours". */
  const edges = async (id = "repeated") => (await app.store.all<{ kind: string; at: number | string }>({ sql: "select e.kind, e.at from alarm_events e join alarms a on a.id = e.alarm_id where a.rule_id = ? and e.kind in ('raise','clear') order by e.no", bindings: [id] })).map((row) => `${row.kind}@${(Number(row.at) - start()) / 3_600_000}`);

  test("three of one kind in a week in one area raise once, at the third", async () => {
    await hazard("leak");
    await pass(day);
    await hazard("leak");
    await hazard("guard");
    await hazard("leak", "area-t104");
    await hazard(undefined);
    expect(await edges()).toEqual([]);
    await pass(day);
    await hazard("leak");
    expect(await edges()).toEqual(["raise@48"]);
    await hazard("leak");
    expect(await edges()).toEqual(["raise@48"]);
    const [open] = (await app.inject("admin", { method: "GET", url: "/api/v1/alarms?open=true" })).json<{ items: { ruleId: string; area: { id: string } }[] }>().items;
    expect(open).toMatchObject({ ruleId: "repeated", area: { id: "area-t103" } });
  });

  test("three spread over eight days do not; with the week over the alarm ends by itself", async () => {
    await hazard("leak");
    await pass(day);
    await hazard("leak");
    await pass(7 * day);
    await hazard("leak");
    expect(await edges()).toEqual([]);
    await hazard("leak");
    await hazard("leak");
    expect(await edges()).toEqual(["raise@192"]);
    await pass(7 * day + 2_000);
    expect(await edges()).toEqual(["raise@192", "clear@360"]);
  });

  test("a report that waited for a network counts by its own time; one that fell out of the window meanwhile does not", async () => {
    await pass(20 * day);
    await hazard("leak");
    await hazard("leak");
    await hazard("leak", "area-t103", { capturedAt: iso(start() + 12 * day) });
    expect(await edges()).toEqual([]);
    await hazard("leak", "area-t103", { capturedAt: iso(start() + 18 * day) });
    expect(await edges()).toEqual([`raise@${20 * 24}`]);
    await hazard("leak", "area-t104", { capturedAt: iso(start() - 20 * day) });
    expect(await app.store.first({ sql: "select count(*) as n from form_reports where taken = 1", bindings: [] })).toMatchObject({ n: 5 });
  });

  test("a late report that would have raised in the past raises in the past, and is said to be over", async () => {
    await hazard("leak");
    await hazard("leak");
    await pass(8 * day);
    await hazard("leak", "area-t103", { capturedAt: iso(start() + 3_600_000) });
    expect(await edges()).toEqual(["raise@1", "clear@168"]);
    const [open] = (await app.inject("admin", { method: "GET", url: "/api/v1/alarms?open=true" })).json<{ items: { state: string }[] }>().items;
    expect(open).toMatchObject({ state: "rtn-unack" });
  });

  test("forms that no rule reads are left to the store; a rule that begins to read one counts them as its past, once", async () => {
    await publishTest(app, { forms: [{ ...hazardForm, id: "unread" }] });
    const taken = async () => (await app.store.all<{ taken: number }>({ sql: "select taken from form_reports where form_id = 'unread' order by seq", bindings: [] })).map((row) => Number(row.taken));
    for (let n = 0; n < 3; n += 1) {
      await send("unread", { where: { area: "area-t103" }, kind: "leak" });
      await take();
      await pass(3_600_000);
    }
    expect(await taken()).toEqual([0, 0, 0]);
    await publish(rule("begins", { select: { form: "unread" }, condition: { ">=": [leaks, 4] } }));
    await take();
    await pass(2_000);
    expect([await taken(), await edges("begins")]).toEqual([[1, 1, 1], []]);
    await send("unread", { where: { area: "area-t103" }, kind: "leak" });
    await take();
    await pass(2_000);
    expect([await taken(), (await edges("begins")).length]).toEqual([[1, 1, 1, 1], 1]);
  });

  test("a rule that is new knows the week before it, and late reports from then", async () => {
    await hazard("guard");
    await hazard("guard");
    await pass(3_600_000);
    await publish(rule("guards", { condition: { ">=": [{ count: [7 * 86_400, { "==": [{ event: ["kind"] }, "guard"] }] }, 3] } }));
    expect(await edges("guards")).toEqual([]);
    await hazard("guard", "area-t103", { capturedAt: iso(start() + 60_000) });
    await pass(2_000);
    expect(await edges("guards")).toHaveLength(1);
  });

  test("killed anywhere: what was sent is judged once, and counted on", async () => {
    await hazard("leak");
    await send("hazard", { where: { area: "area-t103" }, kind: "leak" }); // stored, and killed before the engine took it in
    const reborn = () => new TenantEngine(app.ctx, app.tenantId, new AlarmMeter());
    const second = reborn();
    await second.takeReports();
    expect(await edges()).toEqual([]);
    await second.snapshot();
    app.clock.advance(day);
    const third = reborn();
    await third.open();
    await third.takeReports();
    await send("hazard", { where: { area: "area-t103" }, kind: "leak" });
    await third.takeReports();
    expect(await edges()).toEqual(["raise@24"]);
    const fourth = reborn(); // the log after the snapshot
    await fourth.takeReports();
    app.clock.advance(6 * day + 2_000);
    await fourth.open();
    await fourth.tick();
    expect(await edges()).toEqual(["raise@24", "clear@168"]);
    expect(fourth.engine.book.open().filter((alarm) => alarm.ruleId.startsWith("device:"))).toEqual([]);
  });

  test("a unit that fails leaves neither the submission nor its report; one that fails in the engine is taken again", async () => {
    await pass(3_600_000);
    await hazard("leak");
    await hazard("leak");
    await send("hazard", { where: { area: "area-t103" }, kind: "leak" });
    const { store } = app.ctx;
    const { unit } = store;
    store.unit = () => Promise.reject(new Error("the disk is full"));
    await expect(take()).rejects.toThrow("the disk is full");
    store.unit = unit;
    expect(await edges()).toEqual([]);
    await pass(1_000); // brings the engine back
    await take();
    expect(await edges()).toEqual(["raise@1"]);
  });

  test("a gas test at its limit raises; a missing value raises nothing and clears nothing; a passing one clears", async () => {
    await gas(undefined);
    expect(await edges("over-limit")).toEqual([]);
    await pass(3_600_000);
    await gas(10);
    await pass(3_600_000);
    await gas(undefined);
    await pass(day);
    expect(await edges("over-limit")).toEqual(["raise@1"]);
    expect(await edges("over-at-once")).toHaveLength(2); // the event is over as soon as it was; its alarm waits for its acknowledgement
    await pass(3_600_000);
    await gas(9.9);
    expect(await edges("over-limit")).toEqual(["raise@1", "clear@27"]);
  });

  test("rows are judged one by one, those of one instant together", async () => {
    await gas(0, { rows: [{ vol: 0.1 }, {}] });
    expect(await edges("row-over")).toEqual([]);
    await pass(3_600_000);
    await gas(0, { rows: [{ vol: 0.6 }, { vol: 0.1 }] });
    await pass(3_600_000);
    await gas(0, { rows: [{ vol: 0.1 }, {}] });
    expect(await edges("row-over")).toEqual(["raise@1"]); // one point has no value: nobody knows that it is calm
    await pass(3_600_000);
    await gas(0, { rows: [{ vol: 0.1 }, { vol: 0.2 }] });
    expect(await edges("row-over")).toEqual(["raise@1", "clear@3"]);
  });

  test("a row that a task adds is judged when it is added, and no row twice", async () => {
    await publishTest(app, { forms: [permitForm], flows: [permitFlow] });
    await publish({ ...rowOver, id: "permit-row", select: { form: "permit", rows: "tests" } });
    await pass(3_600_000);
    await send("permit", { where: { area: "area-t103" }, rows: [{ vol: 0.1 }] });
    await take();
    await pass(3_600_000);
    const [task] = (await app.inject("head", { method: "GET", url: "/api/v1/tasks" })).json<{ items: { id: string; version: number }[] }>().items;
    const done = await app.inject("head", { method: "POST", url: `/api/v1/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, payload: { command: "submit", version: task?.version, data: { rows: [{ vol: 0.1 }, { vol: 0.7 }] } } });
    expect(done.statusCode, done.body).toBe(200);
    await take();
    expect(await edges("permit-row")).toEqual(["raise@2"]);
    expect(await app.store.first({ sql: "select count(*) as n from form_reports where rows_of = 'tests' and form_id = 'permit'", bindings: [] })).toMatchObject({ n: 2 });
  });

  test("the replay of the period is what happened, and every form is known", async () => {
    for (const [wait, kind] of [[0, "leak"], [day, "leak"], [day, "guard"], [day, "leak"], [9 * day, "leak"]] as const) {
      await pass(wait);
      await hazard(kind);
    }
    await pass(3_000);
    const live = await edges();
    expect(live).toEqual(["raise@72", "clear@168"]);
    const replay = async (from: number, to: number) => {
      const reply = await call("POST", "/rules/repeated/replay", { from: iso(from), to: iso(to) });
      expect(reply.statusCode, reply.body).toBe(200);
      return reply.json<{ covered: boolean; coverage: { tagId: string; knownPct: number; present: number }[]; episodes: { first: { raisedAt: number; clearedAt: number; key: string }[] } }>();
    };
    const report = await replay(start() + 2 * day, start() + 10 * day);
    expect(report.episodes.first.map((one) => [`raise@${(one.raisedAt - start()) / 3_600_000}`, `clear@${(one.clearedAt - start()) / 3_600_000}`]).flat()).toEqual(live);
    expect(report.covered).toBe(true);
    expect(report.coverage.reduce((sum, one) => sum + one.present, 0)).toBe(2);
  });

  test("a rule is refused for a form, a field, an option, a unit or a type that is not there", async () => {
    const codes = async (more: Partial<AlertRule>) => (await call("POST", "/rules/check", { definition: rule("wrong", more) })).json<{ issues: { code: string; severity: string }[] }>().issues.filter((one) => one.severity === "error").map((one) => one.code);
    expect(await codes({ select: { form: "nowhere" } })).toEqual(["RULE_FORM_UNKNOWN"]);
    expect(await codes({ select: { form: "gas-record", rows: "nothing" } })).toEqual(["RULE_FORM_UNKNOWN"]);
    expect(await codes({ condition: { "==": [{ event: ["colour"] }, "red"] } })).toEqual(["RULE_FIELD_UNKNOWN"]);
    expect(await codes({ condition: { "==": [{ event: ["kind"] }, "leakage"] } })).toEqual(["RULE_OPTION_UNKNOWN"]);
    expect(await codes({ condition: { "==": [{ event: ["kind"] }, true] } })).toEqual(["RULE_TYPE"]);
    expect(await codes({ per: "area", condition: { "==": [{ event: ["kind"] }, "leak"] } })).toEqual(["RULE_FORM_PER"]);
    expect(await codes({ select: { form: "gas-record" }, condition: { ">=": [{ event: ["lel"] }, 10] } })).toEqual(["RULE_LITERAL_LIMIT"]);
    expect(await codes({ select: { form: "gas-record" }, limits: { H: { ...limit, unit: "kPa" } }, condition: { ">=": [{ event: ["lel"] }, { limit: ["H"] }] } })).toEqual(["RULE_UNIT"]);
  });

  test("an edition of the form that takes a field away from a rule is refused, and so is retiring it", async () => {
    const { kind: _, ...properties } = hazardForm.schema["properties"] as { [key: string]: unknown };
    const without = { ...hazardForm, schema: { ...hazardForm.schema, properties }, ui: { sections: [{ ...hazardForm.ui.sections[0]!, fields: ["where"] }] } };
    const etag = (await call("GET", "/forms/hazard")).json<{ etag: string }>().etag;
    const saved = await app.inject("designer", { method: "PUT", url: "/api/v1/forms/hazard/draft", payload: { definition: without }, headers: { "if-match": etag } });
    expect(saved.statusCode, saved.body).toBe(200);
    const refused = await call("POST", "/forms/hazard/publish", { reason: "change" }, { "if-match": saved.json<{ etag: string }>().etag });
    expect(refused.statusCode, refused.body).toBe(422);
    expect(refused.body).toContain("FORM_BREAKS_RULE");
    const retired = await app.inject("designer", { method: "DELETE", url: "/api/v1/forms/hazard", headers: { "accept-language": "en" } });
    expect(retired.statusCode).toBe(409);
    expect(retired.body).toContain("rule repeated");
  });

  test("another tenant's forms are nobody else's", async () => {
    await hazard("leak");
    await hazard("leak");
    const other = new TenantEngine(app.ctx, "another", new AlarmMeter());
    await other.open().catch(() => undefined);
    await app.store.unit((tx) => tx.run({ sql: "insert into form_reports (tenant_id, form_id, rows_of, area_id, org_id, submission_id, at, stored_at, value) values ('another', 'hazard', '', 'area-t103', 'o', 's', ?, ?, '{\"kind\":\"leak\",\"#\":\"s\"}')", bindings: [start(), start()] }));
    await take();
    expect(await edges()).toEqual([]);
    const report = (await call("POST", "/rules/repeated/replay", { from: iso(start() - day), to: iso(start() + 1) })).json<{ coverage: { present: number }[] }>();
    expect(report.coverage.reduce((sum, one) => sum + one.present, 0)).toBe(2);
  });
});
