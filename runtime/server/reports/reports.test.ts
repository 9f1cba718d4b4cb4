import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlowReportView, InstanceView, TaskView } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { reportFlow, reportForm } from "../testing/testDefinitions.ts";

const hour = 3_600_000;
const started = Date.parse("2026-06-01T00:00:00Z");
const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

/** Two people review within eight hours; either may send back. */
const flow = { ...reportFlow, nodes: reportFlow.nodes.map((node) => (node.id === "review" ? { ...node, mode: "firstDecision" } : node)) } as typeof reportFlow;

describe.each(drivers)("the report of a flow on %s", (driver) => {
  let app: TestApp;
  const submit = async (as = "worker"): Promise<string> => {
    const { status, body } = await call<{ id: string; instance: InstanceView }>(app, as, "POST", "/submissions", { form: "test-report", data: { what: "法兰渗漏" } });
    expect(status).toBe(201);
    return body.id;
  };
  const decide = async (submission: string, body: object, as = "head"): Promise<void> => {
    const task = (await call<{ items: TaskView[] }>(app, as, "GET", "/tasks?mine=true&limit=200")).body.items.find((one) => one.submissionId === submission);
    expect((await call(app, as, "POST", `/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, { version: task?.version, ...body })).status).toBe(200);
  };
  const report = async (query = "", as = "safety"): Promise<FlowReportView> => {
    const { status, body } = await call<FlowReportView>(app, as, "GET", `/flows/test-report/report${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const codeOf = async (path: string, as = "safety"): Promise<unknown[]> => {
    const { status, code } = await call(app, as, "GET", path);
    return [status, code];
  };

  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [reportForm], flows: [flow] });
    const [quick, slow, back] = [await submit(), await submit(), await submit()];
    app.clock.set(started + 2 * hour);
    await decide(quick, { command: "approve" });
    await decide(back, { command: "return", to: "start", comment: "where?" });
    await decide(back, { command: "submit", data: { what: "二号泵" } }, "worker");
    app.clock.set(started + 5 * hour);
    await decide(back, { command: "approve" });
    app.clock.set(started + 9 * hour);
    await app.settle();
    await decide(slow, { command: "approve" });
    await submit();
    await submit("worker-site2");
  });
  afterAll(() => app.close());

  it("tells variants, times and what was overdue, with both names of each step", async () => {
    const made = await report();
    expect(made).toMatchObject({ flowId: "test-report", at: new Date(started + 9 * hour).toISOString(), instances: 4, ended: 3, variantCount: 2, overdue: { count: 1, of: 3 }, overdueRunning: { count: 0, of: 1 }, duration: { medianMs: 5 * hour, p90Ms: 9 * hour } });
    expect(made.variants.map((one) => [one.steps.map((step) => step.title.en), one.count])).toEqual([[["Report", "Head reviews"], 2], [["Report", "Report", "Head reviews"], 1]]);
    expect(made.steps).toMatchObject([
      { node: "start", kind: "start", visits: 5, open: 0, superseded: 1, medianMs: 0, overdue: { count: 0, of: 0 } },
      { node: "review", title: { zh: "主任审批", en: "Head reviews" }, visits: 3, open: 1, superseded: 1, medianMs: 3 * hour, p90Ms: 9 * hour, totalMs: 14 * hour, overdue: { count: 1, of: 5 } },
    ]);
    expect(made.bottlenecks.map((one) => [one.node, one.share])).toEqual([["review", 1]]);
  });

  it("judges what is open by the present time", async () => {
    app.clock.set(started + 18 * hour);
    expect((await report()).overdueRunning).toEqual({ count: 1, of: 1 });
  });

  it("is of what started in the time asked for", async () => {
    const at = (hours: number): string => new Date(started + hours * hour).toISOString();
    expect(await report(`?from=${at(1)}`)).toMatchObject({ instances: 1, ended: 0, variants: [] });
    expect(await report(`?to=${at(1)}`)).toMatchObject({ instances: 3, ended: 3 });
    expect(await report(`?from=${at(20)}&to=${at(21)}`)).toMatchObject({ instances: 0, steps: [] });
    expect(await codeOf(`/flows/test-report/report?from=${at(1)}&to=${at(1)}`)).toEqual([422, "REPORT_WINDOW"]);
    expect((await codeOf("/flows/test-report/report?from=yesterday"))[0]).toBe(400);
  });

  it("holds only instances of units whose papers the caller may all read", async () => {
    expect((await report("", "admin")).instances).toBe(5);
    expect((await report("", "worker-site2")).instances).toBe(1);
    expect((await codeOf("/flows/test-report/report", "worker"))).toEqual([403, "FORBIDDEN"]);
  });

  it("knows no flow that the tenant never had", async () => {
    expect(await codeOf("/flows/nothing/report")).toEqual([404, "NOT_FOUND"]);
    expect(await codeOf("/flows/test-report/report", "admin-b")).toEqual([404, "NOT_FOUND"]);
  });

  it("reads more than one page of instances, and refuses more than it can hold", async () => {
    const row = await app.store.first<{ id: string }>({ sql: "select id from instances where status = 'ended' and org_id = 'tank-farm-shift' order by id limit 1", bindings: [] });
    const copy = "insert into instances select ?, tenant_id, org_id, submission_id, form_id, flow_id, flow_hash, status, seq, envelope, permit, life_state, life_tone, area_id, pos_x, pos_y, valid_until, gas_due_at, created_at, updated_at, null from instances where id = ?";
    const lines = "insert into instance_history select ?, seq, i, entry from instance_history where instance_id = ?";
    await app.store.unit(async (tx) => {
      for (let n = 0; n < 450; n += 1) for (const sql of [copy, lines]) await tx.run({ sql, bindings: [`copy-${n}`, row?.id] });
    });
    expect(await report()).toMatchObject({ instances: 454, ended: 453, variants: [{ count: 452 }, { count: 1 }] });
    const numbers = driver === "postgres" ? "select generate_series(1, 20000) as n" : "with recursive c(n) as (select 1 union all select n + 1 from c where n < 20000) select n from c";
    await app.store.unit((tx) => tx.run({ sql: copy.replace("select ?", "select 'more-' || c.n").replace("from instances", `from (${numbers}) c, instances`), bindings: [row?.id] }));
    expect(await codeOf("/flows/test-report/report")).toEqual([422, "REPORT_TOO_WIDE"]);
  });
});
