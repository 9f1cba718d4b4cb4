import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("definitions on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
  });
  afterAll(async () => app.close());

  const post = (url: string, payload: object, as = "designer", headers: Record<string, string> = {}) => app.inject(as, { method: "POST", url: `/api/v1${url}`, payload, headers });
  const get = (url: string, as = "designer") => app.inject(as, { method: "GET", url: `/api/v1${url}` });

  test("a form is drafted, published as revision 1 and read by workers without its draft", async () => {
    const made = await post("/forms", { definition: inspectionForm });
    expect(made.statusCode, made.body).toBe(201);
    expect(made.json().issues).toEqual([]);
    const published = await post("/forms/test-inspection/publish", { reason: "first" }, "designer", { "if-match": made.json().etag });
    expect(published.statusCode, published.body).toBe(200);
    expect(published.json()).toMatchObject({ revision: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const detail = await get("/forms/test-inspection", "worker");
    expect(detail.json()).toMatchObject({ id: "test-inspection", draft: null, hash: published.json().hash, published: { title: { zh: "巡检记录" } } });
  });
});
