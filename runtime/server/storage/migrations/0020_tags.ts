import type { Migration } from "../migration.ts";

/** Measured points. `no` is the small integer that stands for a tag in logs and blobs; it is never used twice. */
export const tags: Migration = {
  name: "0020_tags",
  async up(db) {
    await db.schema.createTable("tags", (t) => {
      t.increments("no");
      t.text("tenant_id").notNullable();
      t.text("id").notNullable();
      t.text("org_id").notNullable();
      t.text("area_id").notNullable();
      t.text("definition").notNullable(); // JSON Tag
      t.bigInteger("updated_at").notNullable();
      t.bigInteger("retired_at").nullable(); // its readings stay readable
      t.unique(["tenant_id", "id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("tags");
  },
};
