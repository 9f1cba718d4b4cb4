import type { Migration } from "../migration.ts";

/** The inbox of notices: one row per person and effect key, so that a repeated effect tells nobody twice. */
export const notices: Migration = {
  name: "0031_notices",
  async up(db) {
    await db.schema.createTable("notices", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("person_id").notNullable();
      t.text("effect_key").notNullable();
      t.text("topic").notNullable();
      t.text("message").notNullable(); // JSON {zh,en}
      t.text("params").notNullable(); // JSON
      t.text("subject_type").nullable();
      t.text("subject_id").nullable();
      t.bigInteger("at").notNullable();
      t.bigInteger("read_at").nullable();
      t.unique(["person_id", "effect_key"]);
      t.index(["person_id", "at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("notices");
  },
};
