import type { Migration } from "../migration.ts";

/** What puts a migrated instance back on its former revision; of use until its `seq` moves. */
export const flowBackups: Migration = {
  name: "0037_flow_backups",
  async up(db) {
    await db.schema.createTable("flow_backups", (t) => {
      t.text("instance_id").primary();
      t.text("tenant_id").notNullable();
      t.integer("seq").notNullable(); // of the migrated instance
      t.text("form_hash").notNullable(); // of the submission, before
      t.integer("submission_version").notNullable(); // of the submission, after
      t.text("backup").notNullable(); // JSON MigrationBackup
      t.bigInteger("at").notNullable();
      t.index(["tenant_id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("flow_backups");
  },
};
