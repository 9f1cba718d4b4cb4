import type { Migration } from "../migration.ts";

/** Facts about this installation: demo or not, released after a restore or not. */
export const meta: Migration = {
  name: "0009_meta",
  async up(db) {
    await db.schema.createTable("meta", (t) => {
      t.text("key").primary();
      t.text("value").notNullable();
    });
  },
  async down(db) {
    await db.schema.dropTable("meta");
  },
};
