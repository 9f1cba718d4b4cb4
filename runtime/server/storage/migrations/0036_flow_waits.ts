import type { Migration } from "../migration.ts";

/** Events that flows wait for, so that one that comes finds them by name and key. */
export const flowWaits: Migration = {
  name: "0036_flow_waits",
  async up(db) {
    await db.schema.createTable("flow_waits", (t) => {
      t.text("tenant_id").notNullable();
      t.text("event").notNullable();
      t.text("key").notNullable();
      t.text("instance_id").notNullable();
      t.text("visit").notNullable();
      t.primary(["instance_id", "visit"]);
      t.index(["tenant_id", "event", "key"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("flow_waits");
  },
};
