import type { Migration } from "../migration.ts";

/** Attachments: the bytes lie in the data folder under their SHA-256. */
export const files: Migration = {
  name: "0008_files",
  async up(db) {
    await db.schema.createTable("files", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable();
      t.text("owner_id").notNullable();
      t.text("name").notNullable();
      t.text("mime").notNullable();
      t.text("kind").notNullable(); // photo | video | file | signature
      t.bigInteger("size").notNullable();
      t.text("sha256").notNullable();
      t.integer("width").nullable();
      t.integer("height").nullable();
      t.bigInteger("created_at").notNullable();
      t.text("subject_type").nullable(); // what it is attached to, once it is
      t.text("subject_id").nullable();
      t.index(["tenant_id", "owner_id"]);
      t.index(["subject_type", "subject_id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("files");
  },
};
