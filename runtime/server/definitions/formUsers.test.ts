import { hashOf, type FlowDefinition, type FormDefinition } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, testDrivers, type TestApp } from "../testing/testApp.ts";
import { permitFlow, permitForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";
import type { DefinitionMemory } from "./definitionMemory.ts";
import { insertRevision } from "./definitionStore.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

const reading = (form: FormDefinition, id: string): FormDefinition => ({ ...form, id, numbering: { pattern: `{site}-${id}-{seq}` } });
const over = (flow: FlowDefinition, id: string): FlowDefinition => ({ ...flow, id, form: { id } });

/** The form without its field `severity`. */
function withoutSeverity(form: FormDefinition): FormDefinition {
  const properties = { ...(form.schema["properties"] as object) } as Record<string, unknown>;
  delete properties["severity"];
  const sections = form.ui.sections.map((section) => ({ ...section, fields: section.fields.filter((field) => field !== "severity") }));
  return { ...form, schema: { ...form.schema, properties } as FormDefinition["schema"], ui: { ...form.ui, sections }, listFields: (form.listFields ?? []).filter((field) => field !== "severity") };
}

/** The flow without the node setting that names `severity`. */
function leavingSeverityAlone(flow: FlowDefinition): FlowDefinition {
  return { ...flow, nodes: flow.nodes.map((node) => (node.kind === "approval" ? { ...node, fields: { "*": "read" } } : node)) };
}

describe.each(drivers)("a form that flows use, on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
  });
  afterAll(() => app.close());

  const call = (method: "GET" | "POST" | "PUT", url: string, payload?: object, etag?: string) =>
    app.inject("designer", { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}), headers: { "accept-language": "en", ...(etag === undefined ? {} : { "if-match": etag }) } });

  async function draft(kind: "forms" | "flows", definition: { readonly id: string }): Promise<string> {
    const etag = (await call("GET", `/${kind}/${definition.id}`)).json<{ etag: string }>().etag;
    const saved = await call("PUT", `/${kind}/${definition.id}/draft`, { definition }, etag);
    expect(saved.statusCode, saved.body).toBe(200);
    return saved.json<{ etag: string }>().etag;
  }
  const publish = (kind: "forms" | "flows", id: string, etag: string) => call("POST", `/${kind}/${id}/publish`, { reason: "change" }, etag);
  const revisionOf = async (kind: "forms" | "flows", id: string): Promise<number> => (await call("GET", `/${kind}/${id}`)).json<{ published: { revision: number } }>().published.revision;

  const presentFlow = async (id: string): Promise<object> => (await call("GET", `/flows/${id}`)).json<{ published: object }>().published;

  /** As a release with fewer checks left it in the database. */
  async function publishUnchecked(flow: FlowDefinition): Promise<void> {
    const definition = { ...flow, revision: 2 };
    await app.ctx.store.unit((tx) => insertRevision(tx, {
      tenantId: app.tenantId, kind: "flows", id: flow.id, revision: 2, hash: hashOf(definition), body: JSON.stringify(definition), title: flow.title,
      category: null, source: "local", packId: null, at: app.ctx.clock.now(), by: { id: "system", name: "Safeloop" }, reason: "an earlier release",
    }));
    await (app.ctx.services.definitions as DefinitionMemory).refresh(app.tenantId);
  }

  test("a field that a published flow names is not taken away before the flow lets go of it", async () => {
    const form = reading(reportForm, "field-away");
    await publishTest(app, { forms: [form], flows: [over(reportFlow, "field-away")] });
    const etag = await draft("forms", withoutSeverity(form));
    const refused = await publish("forms", "field-away", etag);
    expect(refused.statusCode, refused.body).toBe(422);
    expect(refused.json()).toMatchObject({ code: "DEF_INVALID", issues: [{ code: "FORM_BREAKS_FLOW", params: { id: "field-away", flowEn: "Report approval" }, message: expect.stringContaining("severity") }] });
    expect(await revisionOf("forms", "field-away")).toBe(1);
    const flow = await publish("flows", "field-away", await draft("flows", leavingSeverityAlone(over(reportFlow, "field-away"))));
    expect(flow.statusCode, flow.body).toBe(200);
    expect((await publish("forms", "field-away", etag)).statusCode).toBe(200);
  });

  test("a check becomes a gate of work only when the life judges it on every way in", async () => {
    const form = reading(permitForm, "new-gate");
    await publishTest(app, { forms: [form], flows: [over(permitFlow, "new-gate")] });
    const gated = { ...form, logic: [...form.logic, { id: "C-99", target: "where", effect: "check", on: "named", gate: "entry", expr: { "!=": [{ var: "where" }, null] }, message: { zh: "地点", en: "Place" } }] };
    const checked = (await call("POST", "/forms/check", { definition: gated })).json<{ issues: readonly object[] }>();
    expect(checked.issues).toMatchObject([{ code: "FORM_BREAKS_FLOW", severity: "error", params: { cause: "FLOW_LIFE_UNGATED" }, message: expect.stringContaining("C-99") }]);
    const refused = await publish("forms", "new-gate", await draft("forms", gated));
    expect(refused.json()).toMatchObject({ code: "DEF_INVALID", issues: [{ code: "FORM_BREAKS_FLOW" }] });
  });

  test("a fault that a flow has anyway, published before the check knew it, does not hold the form back", async () => {
    const form = reading(reportForm, "old-fault");
    const flow = over(reportFlow, "old-fault");
    await publishTest(app, { forms: [form], flows: [flow] });
    await publishUnchecked({ ...flow, edges: [...flow.edges, { id: "e9", from: "review", to: "nowhere" }] });
    const now = (await call("POST", "/flows/check", { definition: await presentFlow("old-fault") })).json<{ issues: readonly object[] }>();
    expect(now.issues).toContainEqual(expect.objectContaining({ severity: "error" }));
    const renamed = { ...form, title: { zh: "新名", en: "New name" } };
    const done = await publish("forms", "old-fault", await draft("forms", renamed));
    expect(done.statusCode, done.body).toBe(200);
  });

  test("of a form that drops a field and a flow that takes it up in the same moment, one is published", async () => {
    for (let race = 0; race < 10; race += 1) {
      const id = `race-${race}`;
      const form = reading(reportForm, id);
      await publishTest(app, { forms: [form], flows: [leavingSeverityAlone(over(reportFlow, id))] });
      const [formTag, flowTag] = [await draft("forms", withoutSeverity(form)), await draft("flows", over(reportFlow, id))];
      const both = await Promise.all([publish("forms", id, formTag), publish("flows", id, flowTag)]);
      expect(both.map((one) => one.statusCode).sort(), both.map((one) => one.body).join("\n")).toEqual([200, 422]);
    }
  });

  test("forms published side by side do not stand in each other's way", async () => {
    const ids = Array.from({ length: 8 }, (_, i) => `side-${i}`);
    await publishTest(app, { forms: ids.map((id) => reading(reportForm, id)), flows: ids.map((id) => over(reportFlow, id)) });
    const tags = await Promise.all(ids.map(async (id) => ({ id, tag: await draft("flows", leavingSeverityAlone(over(reportFlow, id))) })));
    const done = await Promise.all(tags.map(({ id, tag }) => publish("flows", id, tag)));
    expect(done.map((one) => one.statusCode)).toEqual(ids.map(() => 200));
  });
});
