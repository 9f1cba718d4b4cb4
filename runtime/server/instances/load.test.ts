import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstanceView } from "@safeloop/engine";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { reportFlow, reportForm } from "../testing/testDefinitions.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");
const clients = 16;
const rounds = 2;

describe.each(drivers)("many at once on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [reportForm], flows: [reportFlow] });
  });
  afterAll(async () => app.close());

  test("everybody who submits and decides gets through, with a number of his own", { timeout: 120_000 }, async () => {
    const numbers: string[] = [];
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let round = 0; round < rounds; round += 1) {
          const sent = await app.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: { form: "test-report", data: { what: `${client}-${round}` } } });
          expect(sent.statusCode, sent.body).toBe(201);
          const { number, instance } = sent.json<{ number: string; instance: InstanceView }>();
          numbers.push(number);
          const task = instance.tasks.find((one) => one.seat.person.id === "p-head");
          const decided = await app.inject("head", { method: "POST", url: `/api/v1/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, payload: { command: "approve", version: task?.version } });
          expect(decided.statusCode, decided.body).toBe(200);
        }
      }),
    );
    expect(new Set(numbers).size).toBe(clients * rounds);
    const rows = await app.store.all({ sql: "select action, count(*) as n from audit_rows where action in ('submission.create', 'task.approve') group by action order by action", bindings: [] });
    expect(rows).toEqual([{ action: "submission.create", n: clients * rounds }, { action: "task.approve", n: clients * rounds }]);
  });
});
