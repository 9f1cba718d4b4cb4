import type { Migration } from "../migration.ts";

/** Tenants (root units), the organisation tree and areas. */
export const org: Migration = {
  name: "0001_org",
  async up(db) {
    await db.schema.createTable("org_units", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("parent_id").nullable().references("id").inTable("org_units");
      t.text("level").notNullable();
      t.text("title_zh").notNullable();
      t.text("title_en").notNullable();
      t.text("code").notNullable();
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id"]);
      t.unique(["tenant_id", "code"]);
    });
    await db.schema.createTable("areas", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable().references("id").inTable("org_units");
      t.text("code").notNullable();
      t.text("title_zh").notNullable();
      t.text("title_en").notNullable();
      t.integer("risk").notNullable();
      t.text("hazard_class").nullable();
      t.text("gas_zone").nullable();
      t.text("bounds").nullable(); // JSON {x,y,w,h}
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id"]);
      t.unique(["tenant_id", "code"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("areas");
    await db.schema.dropTable("org_units");
  },
};
