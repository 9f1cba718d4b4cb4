import type { Migration } from "../migration.ts";

/** Approved bypasses that have begun: which alarms are out of service, until when, and when that ended. */
export const bypasses: Migration = {
  name: "0048_bypasses",
  async up(db) {
    await db.schema.createTable("alarm_bypasses", (t) => {
      t.text("instance_id").primary(); // the approval's flow
      t.text("tenant_id").notNullable();
      t.text("submission_id").notNullable();
      t.text("number").notNullable();
      t.text("points").notNullable(); // JSON list of tag ids; empty: every point of the rules
      t.text("rules").notNullable(); // JSON list of rule ids; empty: every alarm of the points
      t.bigInteger("from_at").notNullable();
      t.bigInteger("until_at").notNullable();
      t.bigInteger("ended_at"); // the flow ended or left its live state
    });
    await db.raw("create index alarm_bypasses_open on alarm_bypasses (tenant_id, until_at) where ended_at is null");
  },
  async down(db) {
    await db.schema.dropTable("alarm_bypasses");
  },
};
