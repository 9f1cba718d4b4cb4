import type { Migration } from "../migration.ts";

/** The way out of alarms: each notice with what holds it or what became of it, what the pipeline remembers, and silences. */
export const alarmNotices: Migration = {
  name: "0040_alarm_notices",
  async up(db) {
    await db.schema.createTable("alarm_notices", (t) => {
      t.text("tenant_id").notNullable();
      t.text("alarm_id").notNullable();
      t.integer("generation").notNullable();
      t.integer("step").notNullable(); // 0: the announcement; 1, 2, …: escalation
      t.text("rule_id").notNullable();
      t.text("key").notNullable();
      t.bigInteger("at").notNullable(); // epoch ms at which it was taken in
      t.text("due").nullable(); // JSON DueStep of an escalation
      t.text("state").notNullable(); // waiting | sent | ended
      t.text("held").nullable(); // JSON HeldWhy: what holds it, or held it last
      t.text("why").nullable(); // of an ended one
      t.text("batch").nullable(); // the message it went out in
      t.text("people").nullable(); // JSON list of person ids it was sent to
      t.bigInteger("changed_at").notNullable();
      t.primary(["tenant_id", "alarm_id", "generation", "step"]);
      t.index(["tenant_id", "batch"]);
    });
    await db.raw("create index alarm_notices_waiting on alarm_notices (tenant_id) where state = 'waiting'");
    await db.schema.createTable("notice_states", (t) => {
      t.text("tenant_id").primary();
      t.text("state").notNullable(); // JSON: times of groups, people and the last digest
    });
    await db.schema.createTable("alarm_silences", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable();
      t.text("matcher").notNullable(); // JSON SilenceMatcher
      t.text("reason").notNullable();
      t.bigInteger("from_at").notNullable();
      t.bigInteger("until_at").notNullable(); // the first instant after it
      t.text("made_by").notNullable();
      t.bigInteger("made_at").notNullable();
      t.text("ended_by").nullable(); // who ended it before its time
      t.index(["tenant_id", "until_at"]);
    });
  },
  async down(db) {
    for (const table of ["alarm_silences", "notice_states", "alarm_notices"]) await db.schema.dropTable(table);
  },
};
