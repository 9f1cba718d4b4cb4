import type { Migration } from "../migration.ts";

/** People and their roles at org units. A login is unique over all tenants: sign-in asks for nothing else. */
export const people: Migration = {
  name: "0002_people",
  async up(db) {
    await db.schema.createTable("people", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable().references("id").inTable("org_units");
      t.text("login").notNullable().unique(); // lower case
      t.text("name").notNullable();
      t.text("manager_id").nullable();
      t.text("status").notNullable(); // active | invited | disabled
      t.text("certificates").notNullable().defaultTo("[]"); // JSON Certificate[]
      t.text("password_hash").nullable();
      t.integer("must_change").notNullable().defaultTo(0);
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id", "name"]);
    });
    await db.schema.createTable("role_assignments", (t) => {
      t.text("person_id").notNullable().references("id").inTable("people").onDelete("CASCADE");
      t.text("role").notNullable();
      t.text("org_id").notNullable().references("id").inTable("org_units");
      t.text("tenant_id").notNullable();
      t.primary(["person_id", "role", "org_id"]);
      t.index(["tenant_id", "role"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("role_assignments");
    await db.schema.dropTable("people");
  },
};
