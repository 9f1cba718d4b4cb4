import { type FlowDefinition, runCase, type Simulated } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../testing/asPerson.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { permitFlow, permitForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";

describe("trying a flow out over HTTP", () => {
  let app: TestApp;
  let head: string;
  beforeAll(async () => {
    app = await makeTestApp({ config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [reportForm, permitForm], flows: [reportFlow, permitFlow] });
    head = app.personId("head");
    for (const who of ["worker", "designer", "admin-b"]) await app.inject(who, { method: "GET", url: "/api/v1/me" });
  });
  afterAll(async () => app.close());

  const ask = (body: object, as = "designer") => call<Simulated & { code: string; issues: { code: string; path: string; message: string }[] }>(app, as, "POST", "/flows/simulate", body);
  const worker = () => app.personId("worker");
  const submit = { type: "command", command: "submit", node: "start" };
  const sample = () => ({ id: "test-report", data: { what: "法兰渗漏", pressure: 3 }, initiator: worker() });

  /** Every row of every table, counted and summed, and what was to be sent. */
  async function rows(): Promise<unknown> {
    const tables = await app.store.all<{ name: string }>({ sql: "select name from sqlite_master where type = 'table' order by name", bindings: [] });
    const counts: Record<string, unknown> = {};
    for (const { name } of tables) counts[name] = await app.store.all({ sql: `select * from "${name}"`, bindings: [] });
    return counts;
  }

  test("the whole run is answered: tasks, people, timers, notices, effects, and who may do what next", async () => {
    const { status, body } = await ask({ ...sample(), at: "2026-06-01T08:00:00+08:00", acts: [submit, { type: "advance", toNextTimer: true }] });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ now: "2026-06-01T04:00:00.000Z", actor: { id: worker() }, state: "approving", data: { what: "法兰渗漏", pressure: 3, doubled: 6 } });
    expect(body.tasks.filter((task) => task.state === "open").map((task) => [task.node.id, task.dueAt])).toEqual(expect.arrayContaining([["review", "2026-06-01T08:00:00.000Z"]]));
    const [, submitted, reminded] = body.log;
    expect(submitted).toMatchObject({ act: 1, accepted: true, opened: expect.arrayContaining([expect.objectContaining({ node: expect.objectContaining({ id: "review" }) })]), armed: [{ kind: "remind" }, { kind: "due" }] });
    expect(submitted?.notices.map((one) => one.person.id)).toContain(head);
    expect(reminded).toMatchObject({ act: 2, fired: "review#1:remind:0", at: "2026-06-01T04:00:00.000Z" });
    expect(body.suggestions.people.find((one) => one.person.id === head)?.acts.map((act) => act.command)).toEqual(expect.arrayContaining(["approve", "reject", "return"]));
  });

  test("nothing is stored, sent or scheduled, whatever the acts", async () => {
    const before = await rows();
    const gone = await ask({ ...sample(), acts: [submit, { type: "command", command: "reject", by: head, node: "review", comment: "no" }, { type: "advance", ms: 86_400_000 }], case: { id: "a-run", title: "A run" } });
    expect(gone.body.outcome).toBe("rejected");
    expect(gone.body.log.flatMap((step) => step.notices).length).toBeGreaterThan(0);
    await ask({ id: "test-permit", data: { what: "动火", where: { area: "area-t103" }, guardian: head }, initiator: worker(), acts: [submit, { type: "interlock", cause: "gas-alarm" }] });
    await app.settle();
    expect(await rows()).toEqual(before);
  });

  test("a draft that was never saved runs, with the checks of every way in", async () => {
    const draft = { ...reportFlow, id: "unsaved" } as FlowDefinition;
    expect((await ask({ flow: draft, data: { what: "x" }, initiator: worker(), acts: [submit] })).body.state).toBe("approving");
    const broken = await ask({ flow: { ...draft, edges: [] }, acts: [submit] });
    expect([broken.status, broken.code]).toEqual([422, "DEF_INVALID"]);
    expect(broken.body.issues.length).toBeGreaterThan(0);
    expect((await ask({ flow: { ...draft, constructor: { a: 1 } } })).body.issues).toContainEqual(expect.objectContaining({ code: "DEF_KEY_FORBIDDEN" }));
    expect((await ask({ flow: { ...draft, form: { id: "nowhere" } } })).body.issues).toContainEqual(expect.objectContaining({ code: "DEF_REFERENCE" }));
  });

  test("of a stored flow the draft is meant, or what is published where that is asked for or there is none", async () => {
    const changed = { ...reportFlow, nodes: reportFlow.nodes.map((node) => (node.id === "end" && node.kind === "end" ? { ...node, outcome: "filed" } : node)) };
    const detail = await call<{ etag: string }>(app, "designer", "GET", "/flows/test-report");
    await call(app, "designer", "PUT", "/flows/test-report/draft", { definition: changed }, { "if-match": `"${detail.body.etag}"` });
    const approvals = async (of?: string) => {
      const begun = await ask({ ...sample(), ...(of ? { of } : {}), acts: [submit] });
      const seats = begun.body.tasks.filter((task) => task.state === "open").map((task) => ({ type: "command", command: "approve", by: task.person.id, task: task.id }));
      return (await ask({ ...sample(), ...(of ? { of } : {}), acts: [submit, ...seats] })).body.outcome;
    };
    expect([await approvals(), await approvals("published")]).toEqual(["filed", "approved"]);
    await call(app, "designer", "DELETE", "/flows/test-report/draft");
    expect((await ask({ ...sample(), of: "draft" })).code).toBe("DEF_NO_DRAFT");
  });

  test("the run can be saved as a case, which the packs' own runner plays to the same end", async () => {
    const { body } = await ask({ ...sample(), acts: [submit, { type: "advance", ms: 3_600_000 }, { type: "command", command: "approve", by: head, node: "review", data: { severity: "high" } }, { type: "command", command: "approve", by: worker(), task: "i1:review#1:s1" }], case: { id: "one-approves", title: "The head approves", template: "report" } });
    const title = { zh: "包", en: "pack" };
    const pack = { manifest: { id: "p", version: "1.0.0", title, publisher: "p", templates: [{ id: "report", title, category: "hazard" as const, form: "test-report", flow: "test-report" }] }, forms: [reportForm], flows: [reportFlow], rules: [] };
    const saved = body.case;
    if (!saved) throw new Error("no case");
    expect(saved.when.length).toBeGreaterThan(3);
    expect(saved.when[saved.when.length - 1]?.then).toMatchObject({ state: body.state, data: { severity: "high" } });
    expect(runCase(pack, saved).failures).toEqual([]);
    expect(runCase(pack, { ...saved, when: saved.when.slice(0, -2).concat({ at: "2030-01-01T00:00:00Z", do: "tick", then: { state: "rejected" } }) }).failures).toHaveLength(1);
  });

  test("refusals are steps of the run, in the caller's language; undoing takes them away", async () => {
    const wrong = { type: "command", command: "approve", by: worker(), task: "i1:review#1:s1" };
    const { body } = await ask({ ...sample(), acts: [submit, wrong] });
    expect(body.log[body.log.length - 1]).toMatchObject({ accepted: false, issues: [{ code: "NOT_ENTITLED", message: expect.stringMatching(/[\u4e00-\u9fff]/) }] });
    expect((await ask({ ...sample(), acts: [submit, wrong, { type: "undo" }] })).body.log).toEqual((await ask({ ...sample(), acts: [submit] })).body.log);
  });

  test("what cannot be read is refused before anything runs", async () => {
    const code = async (body: object, as = "designer") => { const got = await ask(body, as); return [got.status, got.code]; };
    expect(await code({ acts: [] })).toEqual([400, "REQUEST_INVALID"]);
    expect(await code({ ...sample(), acts: [{ type: "dance" }] })).toEqual([400, "REQUEST_INVALID"]);
    expect(await code({ ...sample(), acts: [{ type: "advance" }] })).toEqual([400, "REQUEST_INVALID"]);
    expect(await code({ ...sample(), acts: Array.from({ length: 501 }, () => submit) })).toEqual([400, "REQUEST_INVALID"]);
    expect(await code({ ...sample(), initiator: "ghost" })).toEqual([422, "SIMULATION_PERSON"]);
    expect(await code({ ...sample(), form: "nowhere" })).toEqual([404, "NOT_FOUND"]);
    expect((await ask({ ...sample(), acts: [{ type: "setAnswers", data: { nowhere: 1 } }] })).body.issues).toEqual([expect.objectContaining({ code: "FORM_DATA_UNKNOWN", path: "/acts/0/data/nowhere" })]);
    expect((await ask({ ...sample(), data: { nowhere: 1 } })).body.issues[0]).toMatchObject({ path: "/data/nowhere" });
  });

  test("needs the right to edit flows; another tenant's flow is not there", async () => {
    expect((await ask(sample(), "worker")).status).toBe(403);
    const [real, none] = [await ask({ id: "test-report" }, "admin-b"), await ask({ id: "no-such-flow" }, "admin-b")];
    expect([real.status, real.body]).toEqual([404, none.body]);
  });

  test("five hundred acts are answered", { timeout: 60_000 }, async () => {
    const { status, body } = await ask({ ...sample(), acts: [submit, ...Array.from({ length: 499 }, (_, i) => ({ type: "command", command: "comment", by: worker(), comment: String(i) }))] });
    expect([status, body.log.length]).toEqual([200, 501]);
  });
});
