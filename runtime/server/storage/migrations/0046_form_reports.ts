import { areaOfReport, reportsOf, type Answers, type FormDefinition } from "@safeloop/engine";
import type { Knex } from "knex";
import type { Migration } from "../migration.ts";

interface Sent {
  readonly seq: number | string;
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly form_id: string;
  readonly answers: string;
  readonly created_at: number | string;
  readonly captured_at: number | string | null;
  readonly body: string;
}

const page = 500;
/** The longest window (30 days) before the longest replay (8 days). */
const reachMs = 38 * 86_400_000;

/** What was sent before this version is history for new rules: as far back as a rule looks, with the answers as they stand now. */
async function fillPast(db: Knex): Promise<void> {
  const newest = await db("submissions").max<{ at: number | string | null }>("created_at as at").first();
  const since = Number(newest?.at ?? 0) - reachMs;
  for (let last = 0; ;) {
    const rows = await db("submissions as s")
      .join("definition_revisions as d", (on) => void on.on("d.tenant_id", "s.tenant_id").andOn("d.hash", "s.form_hash").andOnVal("d.kind", "forms"))
      .where("s.seq", ">", last).andWhere("s.draft", 0).andWhere("s.created_at", ">", since).orderBy("s.seq").limit(page)
      .select<Sent[]>("s.seq", "s.id", "s.tenant_id", "s.org_id", "s.form_id", "s.answers", "s.created_at", "s.captured_at", "d.body");
    const reports = rows.filter((row, at) => rows[at - 1]?.seq !== row.seq).flatMap(reportsIn); // an edition may have been published twice
    for (let at = 0; at < reports.length; at += page / 10) await db("form_reports").insert(reports.slice(at, at + page / 10));
    if (rows.length < page) return;
    last = Number(rows.at(-1)?.seq);
  }
}

function reportsIn({ id, tenant_id, org_id, form_id, answers, created_at, captured_at, body }: Sent): readonly object[] {
  const form = JSON.parse(body) as FormDefinition;
  const known = JSON.parse(answers) as Answers;
  return reportsOf(form, known).map(({ rows, row, value }) => ({
    tenant_id, form_id, rows_of: rows ?? "", area_id: areaOfReport(form, known) ?? "", org_id, submission_id: id, at: Number(captured_at ?? created_at), stored_at: Number(created_at),
    value: JSON.stringify({ ...value, "#": row === undefined ? id : `${id}/${row}` }), taken: 1,
  }));
}

/** What rules judge of each sent form, and of each row of its tables, as it was then: written with the submission, taken in by the alarm engine once. */
export const formReports: Migration = {
  name: "0046_form_reports",
  async up(db) {
    await db.schema.createTable("form_reports", (t) => {
      t.bigIncrements("seq");
      t.text("tenant_id").notNullable();
      t.text("form_id").notNullable();
      t.text("rows_of").notNullable(); // x-id of the table; "" for the form itself
      t.text("area_id").notNullable(); // "" where the form names none
      t.text("org_id").notNullable();
      t.text("submission_id").notNullable();
      t.bigInteger("at").notNullable(); // when it was filled in
      t.bigInteger("stored_at").notNullable();
      t.text("value").notNullable(); // JSON object by x-id, with the submission as "#"
      t.integer("taken").notNullable().defaultTo(0); // 1: the engine has it, as an event or as the past of a rule
      t.index(["tenant_id", "form_id", "rows_of", "at"]);
    });
    await db.raw("create index form_reports_waiting on form_reports (tenant_id, form_id, seq) where taken = 0");
    await fillPast(db);
  },
  async down(db) {
    await db.schema.dropTable("form_reports");
  },
};
