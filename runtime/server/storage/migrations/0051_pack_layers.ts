import type { Migration } from "../migration.ts";

/** Packs as they were brought, what each tenant made of them, and who follows whom. */
export const packLayers: Migration = {
  name: "0051_pack_layers",
  async up(db) {
    // Whole packs, plain, named by their content; never changed.
    await db.schema.createTable("pack_bodies", (t) => {
      t.text("hash").primary();
      t.text("pack_id").notNullable();
      t.text("version").notNullable();
      t.text("body").notNullable(); // JSON
      t.bigInteger("at").notNullable();
    });
    // Packs a tenant has taken in from a file.
    await db.schema.createTable("pack_offers", (t) => {
      t.text("tenant_id").notNullable();
      t.text("pack_id").notNullable();
      t.text("version").notNullable();
      t.text("hash").notNullable();
      t.text("signer").nullable(); // JSON: key id, name, time
      t.bigInteger("at").notNullable();
      t.text("by_id").notNullable();
      t.primary(["tenant_id", "pack_id", "version"]);
    });
    // What is in force; `seq` points into pack_moves.
    await db.schema.createTable("pack_layers", (t) => {
      t.text("tenant_id").notNullable();
      t.text("pack_id").notNullable();
      t.integer("seq").notNullable();
      t.text("policy").notNullable(); // manual | autoIfClean
      t.bigInteger("adopt_by").nullable();
      t.primary(["tenant_id", "pack_id"]);
    });
    // Every pair of upper and overlay that was in force, in the order it happened.
    await db.schema.createTable("pack_moves", (t) => {
      t.text("tenant_id").notNullable();
      t.text("pack_id").notNullable();
      t.integer("seq").notNullable();
      t.text("action").notNullable(); // install | edit | upgrade | rollback
      t.text("version").notNullable(); // of the upper
      t.text("upper").notNullable(); // pack:<hash> of pack_bodies, or move:<tenant>/<seq> of the tenant above
      t.text("effective_hash").notNullable(); // of the tree that came of it; the tree itself is folded when asked for
      t.text("overlay").notNullable(); // JSON
      t.text("answers").notNullable(); // JSON
      t.bigInteger("at").notNullable();
      t.text("by_id").notNullable();
      t.text("by_name").notNullable();
      t.text("reason").notNullable();
      t.primary(["tenant_id", "pack_id", "seq"]);
    });
    // Whose packs count as signed.
    await db.schema.createTable("pack_keys", (t) => {
      t.text("tenant_id").notNullable();
      t.text("key_id").notNullable();
      t.text("public_key").notNullable();
      t.text("name").notNullable();
      t.bigInteger("at").notNullable();
      t.text("by_id").notNullable();
      t.primary(["tenant_id", "key_id"]);
    });
    // A subsidiary takes its packs as the tenant above it has them.
    await db.schema.createTable("tenant_links", (t) => {
      t.text("tenant_id").primary();
      t.text("upstream_id").notNullable();
      t.bigInteger("at").notNullable();
      t.index(["upstream_id"]);
    });
  },
  async down(db) {
    for (const table of ["tenant_links", "pack_keys", "pack_moves", "pack_layers", "pack_offers", "pack_bodies"]) await db.schema.dropTable(table);
  },
};
