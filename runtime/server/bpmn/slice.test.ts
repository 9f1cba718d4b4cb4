import { canonicalJson } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { reportFlow, reportForm } from "../testing/testDefinitions.ts";
import { process, simple } from "./testing/files.testkit.ts";

describe("flows in and out as BPMN over HTTP", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [reportForm], flows: [reportFlow] });
  });
  afterAll(async () => app.close());

  const send = (payload: object, as = "designer") => app.inject(as, { method: "POST", url: "/api/v1/flows/import", payload });
  const get = (url: string, as = "designer") => app.inject(as, { method: "GET", url: `/api/v1${url}` });

  test("a published flow is exported, and comes back the same without being stored", async () => {
    const file = await get("/flows/test-report/export?as=bpmn", "worker");
    expect(file.statusCode, file.body).toBe(200);
    expect(file.headers["content-type"]).toContain("application/xml");
    expect(file.headers["content-disposition"]).toContain("test-report.bpmn");
    const back = await send({ xml: file.body });
    expect(back.statusCode, back.body).toBe(200);
    const published = (await get("/flows/test-report")).json().published;
    expect(canonicalJson(back.json().flow)).toBe(canonicalJson(published));
    expect(back.json().issues.filter((one: { severity: string }) => one.severity === "error")).toEqual([]);
    expect((await get("/flows/test-report/versions")).json()).toHaveLength(1);
  });

  test("a drawing of another tool is a proposal that can be saved as a draft and exported again", async () => {
    const read = await send({ xml: simple });
    expect(read.statusCode, read.body).toBe(200);
    expect(read.json().issues).toContainEqual(expect.objectContaining({ code: "DEF_REFERENCE", message: expect.stringContaining("form-to-choose") }));
    const saved = await app.inject("designer", { method: "POST", url: "/api/v1/flows", payload: { definition: { ...read.json().flow, id: "imported" } } });
    expect(saved.statusCode, saved.body).toBe(201);
    const file = await get("/flows/imported/export");
    expect(file.statusCode, file.body).toBe(200);
    expect(canonicalJson((await send({ xml: file.body })).json().flow)).toBe(canonicalJson({ ...read.json().flow, id: "imported" }));
    expect((await get("/flows/imported/export?of=published")).statusCode).toBe(404);
    expect((await get("/flows/imported/export", "worker")).statusCode).toBe(404);
  });

  test("a called process that is a flow here still asks for the revision to start", async () => {
    const { issues } = (await send({ xml: process(`<callActivity id="x" calledElement="test-report"/>`) })).json<{ issues: { code: string; path: string }[] }>();
    expect(issues).toContainEqual(expect.objectContaining({ code: "FLOW_SUBFLOW", path: expect.stringMatching(/^\/nodes\/\d+\/flow\/hash$/) }));
  });

  test("what a file cannot be is refused with its code", async () => {
    const bad = await send({ xml: "<!DOCTYPE x><x/>" });
    expect(bad.statusCode).toBe(422);
    expect(bad.json()).toMatchObject({ code: "BPMN_REFUSED", issues: [{ code: "BPMN_DOCTYPE" }] });
    expect((await send({ xml: simple, process: "nope" })).json()).toMatchObject({ code: "BPMN_REFUSED", issues: [{ code: "BPMN_PROCESS_UNKNOWN" }] });
    expect((await send({})).json().code).toBe("REQUEST_INVALID");
    const huge = await send({ xml: process(`<task id="t" name="${"x".repeat(2_200_000)}"/>`) });
    expect(huge.json()).toMatchObject({ code: "BPMN_REFUSED", issues: [{ code: "BPMN_TOO_LARGE" }] });
  });

  test("importing needs the right to edit flows, and another tenant's flow is not there", async () => {
    expect((await send({ xml: simple }, "worker")).statusCode).toBe(403);
    expect((await get("/flows/test-report/export", "admin-b")).statusCode).toBe(404);
    expect((await get("/flows/no-such-flow/export")).statusCode).toBe(404);
    expect((await get("/flows/test-report/export?of=draft")).json().code).toBe("DEF_NO_DRAFT");
    expect((await get("/flows/test-report/export?as=pdf")).json().code).toBe("REQUEST_INVALID");
  });
});
