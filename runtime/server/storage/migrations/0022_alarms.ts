import type { Migration } from "../migration.ts";

/** Alarms by ISA-18.2, their history, and the disposal each P1 and P2 needs. */
export const alarms: Migration = {
  name: "0022_alarms",
  async up(db) {
    await db.schema.createTable("alarms", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("rule_id").notNullable();
      t.text("key").notNullable();
      t.integer("ordinal").notNullable(); // which record of this rule and key
      t.text("tag_id").nullable();
      t.text("area_id").notNullable();
      t.text("org_id").notNullable();
      t.text("priority").notNullable();
      t.text("state").notNullable();
      t.integer("open").notNullable();
      t.integer("active").notNullable();
      t.integer("generation").notNullable();
      t.integer("version").notNullable();
      t.bigInteger("raised_at").notNullable();
      t.bigInteger("closed_at").nullable();
      t.text("record").notNullable(); // JSON Alarm of the engine
      t.text("display").notNullable(); // JSON: title, message, limit as they were when it was raised
      t.unique(["tenant_id", "rule_id", "key", "ordinal"]);
      t.index(["tenant_id", "open", "raised_at"]);
      t.index(["tenant_id", "raised_at", "id"]);
      t.index(["tenant_id", "tag_id", "raised_at"]);
    });
    // At most one open alarm per rule and key, whatever the code above does.
    await db.raw("create unique index alarms_one_open on alarms (tenant_id, rule_id, key) where open = 1");
    await db.schema.createTable("alarm_events", (t) => {
      t.increments("no");
      t.text("id").notNullable().unique(); // hash of what it is: writing it again changes nothing
      t.text("tenant_id").notNullable();
      t.text("alarm_id").notNullable();
      t.text("kind").notNullable();
      t.bigInteger("at").notNullable();
      t.bigInteger("stored_at").notNullable();
      t.text("from_state").notNullable();
      t.text("to_state").notNullable();
      t.integer("generation").notNullable();
      t.text("why").notNullable();
      t.text("by_id").nullable();
      t.text("note").nullable();
      t.index(["alarm_id", "no"]);
      t.index(["tenant_id", "kind", "at"]);
    });
    await db.schema.createTable("disposals", (t) => {
      t.text("task_id").primary();
      t.text("tenant_id").notNullable();
      t.text("alarm_id").notNullable().unique();
      t.text("org_id").notNullable();
      t.text("state").notNullable(); // open | done
      t.bigInteger("opened_at").notNullable();
      t.bigInteger("due_at").notNullable();
      t.text("assignee").nullable();
      t.text("disposition").nullable();
      t.text("cause").nullable();
      t.text("action").nullable();
      t.text("evidence").nullable(); // JSON list of file ids
      t.text("closed_by").nullable();
      t.bigInteger("closed_at").nullable();
      t.index(["tenant_id", "state"]);
    });
  },
  async down(db) {
    for (const table of ["disposals", "alarm_events", "alarms"]) await db.schema.dropTable(table);
  },
};
