import { type FlowCaseRun, type FlowCasesView, type FlowDefinition, flowCasesMax, type Simulated } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../../testing/asPerson.ts";
import { makeEmptyTemplates } from "../../testing/emptyTemplates.ts";
import { publishTest } from "../../testing/publishTest.ts";
import { makeTestApp, type TestApp } from "../../testing/testApp.ts";
import { reportFlow, reportForm } from "../../testing/testDefinitions.ts";

describe("own cases of a flow", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [reportForm], flows: [reportFlow] });
  });
  afterAll(async () => app.close());

  const url = "/flows/test-report/cases";
  const keep = (one: object, id: string, as = "designer") => call<{ code?: string }>(app, as, "PUT", `${url}/${id}`, { case: one });
  const list = async () => (await call<FlowCasesView>(app, "designer", "GET", url)).body.items;
  const play = async (flow?: object) => (await call<FlowCaseRun>(app, "designer", "POST", `${url}/run`, flow ? { flow } : {})).body.results;

  /** A run in which both are asked and the head rejects, as a case. */
  async function madeCase(id: string, title: string) {
    const acts = [{ type: "command", command: "submit", node: "start" }, { type: "command", command: "reject", by: app.personId("head"), node: "review", comment: "no" }];
    const { body } = await call<Simulated>(app, "designer", "POST", "/flows/simulate", { id: "test-report", data: { what: "x" }, initiator: app.personId("worker"), acts, case: { id, title } });
    if (!body.case) throw new Error(JSON.stringify(body));
    return body.case;
  }

  test("are kept with their name, listed, replaced and deleted, each change in the audit", async () => {
    const one = await madeCase("rejected", "Rejecting ends it");
    expect((await keep(one, "rejected")).status).toBe(204);
    expect((await keep({ ...one, name: "A rejection ends it" }, "rejected")).status).toBe(204);
    expect(await list()).toEqual([expect.objectContaining({ id: "rejected", title: "A rejection ends it", steps: one.when.length, case: expect.objectContaining({ id: "rejected" }) })]);
    const acts = await app.store.all<{ action: string }>({ sql: "select action from audit_rows where action like 'flows.case%' order by seq", bindings: [] });
    expect(acts.map((row) => row.action)).toEqual(["flows.caseSave", "flows.caseSave"]);
    expect((await call(app, "designer", "DELETE", `${url}/rejected`)).status).toBe(204);
    expect([await list(), (await call(app, "designer", "DELETE", `${url}/rejected`)).status]).toEqual([[], 404]);
  });

  test("hold against the flow they were made of, and say where a changed one is different", async () => {
    await keep(await madeCase("rejected", "Rejecting ends it"), "rejected");
    expect(await play()).toEqual([{ id: "rejected", title: "Rejecting ends it", passed: true, failures: [] }]);
    const kinder = { ...reportFlow, nodes: reportFlow.nodes.map((node) => (node.id === "review" ? { ...node, onReject: { do: "return", to: "start" } } : node)) } as FlowDefinition;
    const [changed] = await play(kinder);
    expect([changed?.passed, changed?.failures[0]?.step]).toEqual([false, 3]);
    expect(changed?.failures[0]?.what).toContain("rejected");
    const stored = await call<{ etag: string }>(app, "designer", "GET", "/flows/test-report");
    await call(app, "designer", "PUT", "/flows/test-report/draft", { definition: kinder }, { "if-match": `"${stored.body.etag}"` });
    expect((await play()).map((one) => one.passed)).toEqual([false]);
    await call(app, "designer", "DELETE", "/flows/test-report/draft");
    await call(app, "designer", "DELETE", `${url}/rejected`);
  });

  test("that no runner could read are refused, and so are too many", async () => {
    const one = await madeCase("sound", "Sound");
    expect([(await keep({ ...one, whn: [] }, "sound")).body.code, (await keep(one, "other")).body.code, (await keep({ ...one, given: { data: { constructor: { a: 1 } } } }, "sound")).status]).toEqual(["PACK_CASE_SHAPE", "PACK_CASE_SHAPE", 422]);
    await app.store.unit(async (tx) => {
      for (let k = 0; k < flowCasesMax; k++) await tx.run({ sql: "insert into definition_cases (tenant_id, kind, definition_id, case_id, body, at, by_id) values ('tenant-a','flows','test-report',?,?,0,'x')", bindings: [`c${k}`, JSON.stringify({ ...one, id: `c${k}` })] });
    });
    expect((await keep(one, "sound")).body.code).toBe("FLOW_CASES_FULL");
    expect((await keep({ ...one, id: "c1" }, "c1")).status).toBe(204);
  });

  test("need the right to edit flows; another tenant's flow is not there", async () => {
    const one = await madeCase("mine", "Mine");
    expect((await keep(one, "mine", "worker")).status).toBe(403);
    expect((await keep(one, "mine", "admin-b")).status).toBe(404);
    expect((await call(app, "admin-b", "GET", url)).status).toBe(404);
  });
});
