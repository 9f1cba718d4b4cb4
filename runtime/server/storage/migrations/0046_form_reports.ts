import type { Migration } from "../migration.ts";

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
      t.integer("taken").notNullable().defaultTo(0);
      t.index(["tenant_id", "form_id", "rows_of", "at"]);
    });
    await db.raw("create index form_reports_waiting on form_reports (tenant_id, seq) where taken = 0");
  },
  async down(db) {
    await db.schema.dropTable("form_reports");
  },
};
