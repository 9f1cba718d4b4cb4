import type { FlowDefinition, FormDefinition, InstanceView } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { factContext } from "../instances/factContext.ts";
import { call } from "../testing/asPerson.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, testDrivers, type TestApp } from "../testing/testApp.ts";
import { permitFlow, permitForm } from "../testing/testDefinitions.ts";

const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
const settings = { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] };
const state = { var: "ctx.instance.state" };
const nobody = { candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }], onNobody: "block", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" }, mode: "firstDecision", completion: "early", dedupe: "none" };
const nodes = [
  { id: "start", kind: "start", title: t("填写", "Fill"), fields: { "*": "edit" } },
  { id: "review", kind: "approval", title: t("审核", "Review"), ...nobody },
  { id: "end", kind: "end", title: t("结束", "End"), outcome: "approved" },
];
const edges = [{ id: "e1", from: "start", to: "review" }, { id: "e2", from: "review", to: "end" }];
const safety = [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }];

/** A contractor on the list until his licence runs out. */
const contractorForm = {
  id: "t-contractor", revision: 1, title: t("承包商", "Contractor"), logic: [], listFields: ["name"], numbering: { pattern: "{site}-CA-{seq}" },
  schema: { type: "object", properties: { name: { type: "string", "x-id": "name", "x-kind": "text", "x-title": t("名称", "Name") }, until: { type: "string", format: "date-time", "x-id": "until", "x-kind": "date-time", "x-title": t("有效期", "Valid to") }, boss: { type: "string", "x-id": "boss", "x-kind": "person", "x-title": t("负责人", "Boss") } } },
  ui: { sections: [{ id: "main", title: t("内容", "Content"), fields: ["name", "until", "boss"] }] },
  registers: [
    { into: "contractors", when: { in: [state, ["listed", "suspended"]] }, fields: { status: { if: [{ "===": [state, "listed"] }, "whitelist", "suspended"] }, validTo: { var: "until" } } },
    { into: "people", key: "boss", when: { "===": [state, "suspended"] }, fields: { hold: "contractor" } },
    { into: "certificates", key: "boss", when: { "===": [state, "listed"] }, fields: { kind: "manager", item: "contractor", no: { var: "ctx.number" }, validTo: { var: "until" }, verify: "verified-official" } },
  ],
} as unknown as FormDefinition;
const contractorFlow = {
  id: "t-contractor", revision: 1, title: t("准入", "Admission"), form: { id: "t-contractor" }, nodes, edges, settings,
  life: {
    initial: "listed",
    states: [
      { id: "listed", title: t("在册", "Listed"), tone: "done", timers: [{ id: "licence", at: { dateField: "until" }, from: "enter", whileIn: ["listed"], fires: "expired" }] },
      { id: "suspended", title: t("停用", "Suspended"), tone: "waiting" },
      { id: "removed", title: t("移出", "Removed"), tone: "void", final: true },
    ],
    events: [
      { id: "expired", title: t("到期", "Expired"), from: ["listed"], to: "suspended", by: "timer" },
      { id: "remove", title: t("移出", "Remove"), from: ["listed", "suspended"], to: "removed", by: safety },
    ],
  },
} as unknown as FlowDefinition;

/** An emergency: work in its area stops until all clear, or until it ends in any other way. */
const emergencyForm = {
  id: "t-emergency", revision: 1, title: t("应急", "Emergency"), logic: [], listFields: ["what"], numbering: { pattern: "{site}-EM-{seq}" },
  schema: { type: "object", properties: { what: { type: "string", "x-id": "what", "x-kind": "text", "x-title": t("情况", "What") }, where: { type: "object", "x-id": "where", "x-kind": "place", "x-title": t("地点", "Where") } } },
  ui: { sections: [{ id: "main", title: t("内容", "Content"), fields: ["what", "where"] }] },
} as unknown as FormDefinition;
const emergencyFlow = {
  id: "t-emergency", revision: 1, title: t("应急", "Emergency"), form: { id: "t-emergency" }, settings: { ...settings, withdraw: "never" },
  nodes: [nodes[0], { id: "stop", kind: "act", title: t("撤离", "Evacuate"), act: { do: "interlock", cause: "area-evacuation", area: { var: "where" }, reason: t("应急撤离", "Evacuation") } }, nodes[1], { id: "clear", kind: "act", title: t("解除", "Clear"), act: { do: "interlockOver" } }, nodes[2]],
  edges: [{ id: "e1", from: "start", to: "stop" }, { id: "e2", from: "stop", to: "review" }, { id: "e3", from: "review", to: "clear" }, { id: "e4", from: "clear", to: "end" }],
} as unknown as FlowDefinition;

const permit = {
  ...permitFlow,
  life: { ...permitFlow.life, events: permitFlow.life!.events.map((event) => (event.id === "gas-alarm" ? { ...event, interlock: { causes: ["gas-alarm", "area-evacuation"], areaField: "where" } } : event)) },
} as FlowDefinition;

describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("registers on %s", (driver) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [contractorForm, emergencyForm, permitForm], flows: [contractorFlow, emergencyFlow, permit] });
    app.ctx.services.areaFacts = { areaFacts: (_tenant, id) => ({ id, known: true, gasAlarms: 0, evacuation: false }) };
  });
  afterEach(() => app.close());

  interface Sent { readonly id: string; readonly number: string; readonly instance: InstanceView }
  const submit = async (form: string, data: object): Promise<Sent> => {
    const reply = await call<Sent>(app, "worker", "POST", "/submissions", { form, data });
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    return reply.body;
  };
  const decide = async (submission: string, command = "approve") => {
    const { body } = await call<{ items: { id: string; version: number; submissionId: string }[] }>(app, "safety", "GET", "/tasks?mine=true&state=open&limit=200");
    const task = body.items.find((one) => one.submissionId === submission);
    const reply = await call(app, "safety", "POST", `/tasks/${encodeURIComponent(task?.id ?? "none")}/commands`, { command, version: task?.version, ...(command === "reject" ? { comment: "x" } : {}) });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  };
  const event = async (as: string, { id }: Sent, name: string) => {
    const { body } = await call<Sent>(app, as, "GET", `/submissions/${id}`);
    return call(app, as, "POST", `/instances/${body.instance.id}/commands`, { command: "event", event: name, version: body.instance.seq });
  };
  /** What a check of a form that names this contractor, person and area is told now. */
  const told = (contractor: string, tenantId = app.tenantId) => {
    const form = { ...emergencyForm, schema: { type: "object", properties: { ...(emergencyForm.schema["properties"] as object), firm: { type: "string", "x-id": "firm", "x-kind": "reference" }, who: { type: "string", "x-id": "who", "x-kind": "person" } } } } as unknown as FormDefinition;
    return factContext(app.ctx, app.store, { tenantId, form, answers: { firm: contractor, who: app.personId("leader"), where: { area: "area-t103" } }, actorId: app.personId("worker"), initiatorId: app.personId("worker"), event: "submit" });
  };
  const audited = async (id: string) => (await app.store.all<{ detail: string }>({ sql: "select detail from audit_rows where subject_id = ? and action = 'register.change' order by id", bindings: [id] })).map((row) => JSON.parse(row.detail) as { register: string; facts: object | null });

  it("tell checks what an approved record states, and what becomes of it when its time runs out; every change is in the audit log", async () => {
    const until = new Date(app.clock.now() + 3_600_000).toISOString();
    const sent = await submit("t-contractor", { name: "宏达检修", until, boss: app.personId("leader") });
    expect((await told(sent.id)).contractors?.[sent.id]).toBeUndefined(); // not approved: nobody knows him
    await decide(sent.id);
    const listed = await told(sent.id);
    expect(listed.contractors).toEqual({ [sent.id]: { status: "whitelist", validTo: until } });
    expect(listed.people?.[app.personId("leader")]).toMatchObject({ status: "active", certificates: [{ kind: "manager", no: sent.number, validTo: until }] });
    expect((await told(sent.id, "tenant-b")).contractors).toBeUndefined();
    app.clock.advance(3_600_001);
    await app.settle();
    const lapsed = await told(sent.id);
    expect(lapsed.contractors?.[sent.id]?.status).toBe("suspended");
    expect(lapsed.people?.[app.personId("leader")]).toMatchObject({ status: "held", holds: ["contractor"], certificates: [] });
    expect((await event("safety", sent, "remove")).status).toBe(200);
    expect((await told(sent.id)).contractors).toBeUndefined();
    expect((await audited(sent.id)).map((one) => [one.register, one.facts === null])).toEqual([["contractors", false], ["certificates", false], ["certificates", true], ["contractors", false], ["people", false], ["contractors", true], ["people", true]]);
  });

  it("change in the unit of the step, or not at all", async () => {
    const sent = await submit("t-contractor", { name: "宏达检修", until: new Date(app.clock.now() + 3_600_000).toISOString() });
    const write = app.ctx.audit;
    const faulty = app.ctx as { audit: typeof write };
    faulty.audit = async (tx, actor, entry) => {
      if (entry.action === "task.approve") throw new Error("the step is not stored");
      return write(tx, actor, entry);
    };
    const { body } = await call<{ items: { id: string; version: number; submissionId: string }[] }>(app, "safety", "GET", "/tasks?mine=true&state=open&limit=200");
    const task = body.items.find((one) => one.submissionId === sent.id);
    expect((await call(app, "safety", "POST", `/tasks/${encodeURIComponent(task!.id)}/commands`, { command: "approve", version: task!.version })).status).toBe(500);
    faulty.audit = write;
    expect((await told(sent.id)).contractors).toBeUndefined();
    await decide(sent.id);
    expect((await told(sent.id)).contractors?.[sent.id]?.status).toBe("whitelist");
  });

  it("an emergency stops the permits of its area and keeps others from being begun there, until all clear", async () => {
    const work = async (area: string): Promise<Sent> => {
      const sent = await submit("test-permit", { what: "动火", where: { area, point: { x: 1, y: 1 } }, guardian: app.personId("guardian") });
      await decide(sent.id);
      return sent;
    };
    const near = await work("area-t103");
    const far = await work("area-t104");
    for (const one of [near, far]) expect((await event("worker", one, "start")).status).toBe(200);
    const emergency = await submit("t-emergency", { what: "泄漏", where: { area: "area-t103" } });
    const stateOf = async (one: Sent) => (await call<Sent>(app, "worker", "GET", `/submissions/${one.id}`)).body.instance.life;
    expect(await stateOf(near)).toMatchObject({ state: "suspended", causes: [emergency.instance.id] });
    expect(await stateOf(far)).toMatchObject({ state: "active" });
    expect((await told("x")).area).toMatchObject({ evacuation: true });
    expect((await event("worker", near, "resume")).status).toBeGreaterThanOrEqual(409);
    await decide(emergency.id);
    expect((await told("x")).area).toMatchObject({ evacuation: false });
    expect(await stateOf(near)).toMatchObject({ state: "suspended", causes: [] });
    expect((await event("worker", near, "resume")).status).toBe(200);
  });

  it("an emergency that ends without its all clear leaves nothing stopped for ever; one without an area is refused", async () => {
    const emergency = await submit("t-emergency", { what: "泄漏", where: { area: "area-t103" } });
    await decide(emergency.id, "reject");
    expect((await told("x")).area).toMatchObject({ evacuation: false });
    const nowhere = await call(app, "worker", "POST", "/submissions", { form: "t-emergency", data: { what: "泄漏" } });
    expect([nowhere.status, JSON.stringify(nowhere.body).includes("ACT_AREA_UNKNOWN")]).toEqual([422, true]);
  });
});
