import type { Migration } from "../migration.ts";

/** Durable timers and jobs on SQLite: due time, lease, tries. PostgreSQL uses graphile-worker's own tables. */
export const jobs: Migration = {
  name: "0007_jobs",
  async up(db) {
    await db.schema.createTable("jobs", (t) => {
      t.text("task").notNullable();
      t.text("key").notNullable();
      t.text("tenant_id").notNullable();
      t.bigInteger("due_at").notNullable();
      t.text("payload").notNullable(); // JSON
      t.bigInteger("lease_until").notNullable();
      t.integer("tries").notNullable();
      t.integer("generation").notNullable(); // raised when rescheduled, so that a finished run does not delete the new time
      t.integer("dead").notNullable();
      t.text("last_error").nullable();
      t.primary(["task", "key"]);
      t.index(["dead", "due_at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("jobs");
  },
};
