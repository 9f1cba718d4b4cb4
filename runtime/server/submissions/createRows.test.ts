import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm } from "../testing/testDefinitions.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");
const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
const hour = 3_600_000;

const checkForm = { ...inspectionForm, id: "test-check", title: t("检查", "Check"), logic: [], numbering: { pattern: "CK-{seq}" } } as FormDefinition;

/** A register: measures with a period, checked once at first and then every eight hours until it is stopped. */
const registerForm = {
  ...inspectionForm, id: "test-register", title: t("清单", "Register"), logic: [], numbering: { pattern: "RG-{seq}" },
  schema: { type: "object", required: ["what"], properties: {
    what: { type: "string", "x-id": "what", "x-title": t("内容", "What") },
    rows: { type: "array", "x-id": "rows", "x-kind": "repeat-table", "x-title": t("措施", "Measures"), maxItems: 50, items: { type: "object", properties: {
      text: { type: "string", "x-id": "text", "x-title": t("措施", "Measure") }, shift: { type: "boolean", "x-id": "shift", "x-kind": "boolean", "x-title": t("每班", "Each shift") },
    } } },
  } },
  ui: { sections: [{ id: "main", title: t("内容", "Content"), fields: ["what", "rows"] }] }, listFields: ["what"],
} as unknown as FormDefinition;

const lateForm = { ...checkForm, id: "test-late", title: t("补查", "Late check"), numbering: { pattern: "LC-{seq}" } } as FormDefinition;

const make = (when?: unknown) => ({ do: "createSubmission", form: "test-check", rows: "rows", data: { what: { var: "$row.text" } }, ...(when === undefined ? {} : { when }) });
const period = (id: string, from: unknown) => ({ id, after: "PT8H", from, whileIn: ["on"], fires: "due" });
const registerFlow = {
  id: "test-register", revision: 1, title: t("清单", "Register"), form: { id: "test-register" },
  nodes: [{ id: "start", kind: "start", title: t("填写", "Fill"), fields: { "*": "edit" } }, { id: "first", kind: "act", title: t("首次", "First"), act: make() }, { id: "end", kind: "end", title: t("生效", "In force"), outcome: "approved" }],
  edges: [{ id: "e1", from: "start", to: "first" }, { id: "e2", from: "first", to: "end" }],
  settings: { withdraw: "never", admin: [{ kind: "role", role: "admin", at: "$root" }] },
  life: {
    initial: "on",
    states: [{ id: "on", title: t("生效", "In force"), tone: "done", timers: [period("first", "enter"), period("next", { event: "due" })] }, { id: "off", title: t("停用", "Stopped"), tone: "void", final: true }],
    events: [
      { id: "due", title: t("到期", "Due"), from: ["on"], to: "on", by: "timer", quiet: true, effects: [make({ "===": [{ var: "$row.shift" }, true] })] },
      { id: "stop", title: t("停用", "Stop"), from: ["on"], to: "off", by: [{ kind: "initiator" }], effects: [{ do: "createSubmission", form: "test-late", data: { what: { var: "what" } } }] },
    ],
  },
} as unknown as FlowDefinition;

describe.each(drivers)("a register that gives out work on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [checkForm, lateForm, registerForm], flows: [registerFlow] });
  });
  afterAll(async () => app.close());

  const checks = async (): Promise<string[]> => {
    await app.settle();
    const { items }: { items: { title: string }[] } = (await app.inject("safety", { method: "GET", url: "/api/v1/submissions?form=test-check" })).json();
    return items.map((one) => one.title).sort();
  };

  test("one submission for each row at once, those of the shift every eight hours, each once, also when effects are repeated", async () => {
    const sent = await app.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: { form: "test-register", data: { what: "泵房", rows: [{ text: "A", shift: true }, { text: "B", shift: false }, { text: "C" }] } } });
    expect(sent.statusCode, sent.body).toBe(201);
    expect(await checks()).toEqual(["A", "B", "C"]);
    await app.store.unit((tx) => tx.run({ sql: "update outbox set state = 'pending', due_at = 0", bindings: [] }));
    expect(await checks()).toEqual(["A", "B", "C"]);
    app.clock.advance(8 * hour);
    expect(await checks()).toEqual(["A", "A", "B", "C", "C"]);
    app.clock.advance(8 * hour);
    expect(await checks()).toEqual(["A", "A", "A", "B", "C", "C", "C"]);
    expect(await app.store.all({ sql: "select kind, last_error from outbox where state <> 'done'", bindings: [] })).toEqual([]);
  });

  test("a form that only an event after approval fills cannot be taken out of use", async () => {
    const gone = await app.inject("designer", { method: "DELETE", url: "/api/v1/forms/test-late", headers: { "accept-language": "en" } });
    expect(gone.statusCode, gone.body).toBe(409);
    expect(gone.body).toContain("test-register");
  });
});
