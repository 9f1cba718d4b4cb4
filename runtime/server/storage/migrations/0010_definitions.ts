import type { Migration } from "../migration.ts";

/** Forms, flows and rules: one row each with its draft, and every published revision for ever. */
export const definitions: Migration = {
  name: "0010_definitions",
  async up(db) {
    await db.schema.createTable("definitions", (t) => {
      t.text("tenant_id").notNullable();
      t.text("kind").notNullable(); // forms | flows | rules
      t.text("id").notNullable();
      t.text("title_zh").notNullable();
      t.text("title_en").notNullable();
      t.text("category").nullable();
      t.text("source").notNullable(); // pack | local
      t.text("pack_id").nullable();
      t.integer("revision").nullable(); // published
      t.text("hash").nullable();
      t.bigInteger("published_at").nullable();
      t.text("published_by").nullable();
      t.text("draft").nullable(); // JSON
      t.text("draft_etag").nullable();
      t.text("draft_by").nullable();
      t.bigInteger("draft_at").nullable();
      t.bigInteger("retired_at").nullable();
      t.primary(["tenant_id", "kind", "id"]);
    });
    await db.schema.createTable("definition_revisions", (t) => {
      t.text("tenant_id").notNullable();
      t.text("kind").notNullable();
      t.text("id").notNullable();
      t.integer("revision").notNullable();
      t.text("hash").notNullable();
      t.text("body").notNullable(); // JSON, never changed
      t.bigInteger("at").notNullable();
      t.text("by_id").notNullable();
      t.text("by_name").notNullable();
      t.text("reason").notNullable();
      t.primary(["tenant_id", "kind", "id", "revision"]);
      t.index(["tenant_id", "kind", "hash"]);
    });
    await db.schema.createTable("pack_installs", (t) => {
      t.text("tenant_id").notNullable();
      t.text("pack_id").notNullable();
      t.text("version").notNullable();
      t.bigInteger("at").notNullable();
      t.primary(["tenant_id", "pack_id"]);
    });
  },
  async down(db) {
    for (const table of ["pack_installs", "definition_revisions", "definitions"]) await db.schema.dropTable(table);
  },
};
