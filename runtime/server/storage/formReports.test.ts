import type { Knex } from "knex";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres } from "../testing/testApp.ts";
import { migrate, type MigrationTarget } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { openOldDatabase, type OldDatabase } from "./oldDatabase.testkit.ts";

const before = migrations.slice(0, migrations.findIndex((one) => one.name === "0046_form_reports"));
const day = 86_400_000;
const newest = 100 * day;
const field = (kind: string, more: object) => ({ "x-id": kind, "x-kind": kind, "x-title": { zh: kind, en: kind }, ...more });
const body = JSON.stringify({
  id: "f", revision: 1, title: { zh: "f", en: "f" }, logic: [], ui: { sections: [] },
  schema: { type: "object", properties: { where: field("place", { type: "object" }), n: field("number", { type: "number" }), tests: { ...field("repeat-table", { type: "array" }), items: { type: "object", properties: { v: { ...field("integer", { type: "integer" }), "x-id": "v" } } } } } },
});
const revision = (number: number) => ({ tenant_id: "t", kind: "forms", id: "f", revision: number, hash: "h", body, at: 0, by_id: "p", by_name: "p", reason: "x" });
const submission = (id: string, at: number, answers: object, more: object = {}) => ({
  id, tenant_id: "t", org_id: "o", form_id: "f", form_revision: 1, form_hash: "h", number: id, title: id, state: "submitted", state_zh: "", state_en: "", tone: "done", draft: 0, version: 1, by_id: "p", by_name: "p",
  answers: JSON.stringify(answers), listed: "{}", created_at: at, updated_at: at, ...more,
});
const drivers = ["sqlite", ...((await hasPostgres()) ? ["postgres"] : [])];

describe.each(drivers)("an upgrade of %s", (driver) => {
  let old: OldDatabase;
  let db: Knex;
  let target: MigrationTarget;
  beforeEach(async () => {
    old = await openOldDatabase(driver, "reports");
    ({ db, target } = old);
  });
  afterEach(() => old.close());

  it("keeps what was sent in the last weeks as history for rules; no draft, nothing older, nothing twice", async () => {
    await migrate(target, before);
    await db("definition_revisions").insert([revision(1), revision(3)]); // published again
    await db("submissions").insert([
      submission("old", newest - 39 * day, { number: 1 }), submission("draft", newest, { number: 2 }, { draft: 1 }),
      submission("offline", newest, { place: { area: "a1" }, number: 3, "repeat-table": [{ v: 4 }, {}] }, { captured_at: newest - day }), submission("plain", newest, { number: 5 }),
    ]);
    await migrate(target);
    const rows = await db("form_reports").select<{ at: number | string; value: string }[]>("submission_id", "rows_of", "area_id", "at", "value", "taken").orderBy("seq");
    expect(rows.map((row) => ({ ...row, at: Number(row.at), value: JSON.parse(row.value) as object }))).toEqual([
      { submission_id: "offline", rows_of: "", area_id: "a1", at: newest - day, value: { number: 3, "#": "offline" }, taken: 1 },
      { submission_id: "offline", rows_of: "repeat-table", area_id: "a1", at: newest - day, value: { v: 4, "#": "offline/0" }, taken: 1 },
      { submission_id: "offline", rows_of: "repeat-table", area_id: "a1", at: newest - day, value: { "#": "offline/1" }, taken: 1 },
      { submission_id: "plain", rows_of: "", area_id: "", at: newest, value: { number: 5, "#": "plain" }, taken: 1 },
    ]);
  });
});
