import type { Migration } from "../migration.ts";

/** Kept runs of a tenant's own: what a change of the definition is tried with, beside the cases its pack brings. */
export const definitionCases: Migration = {
  name: "0053_definition_cases",
  async up(db) {
    await db.schema.createTable("definition_cases", (t) => {
      t.text("tenant_id").notNullable();
      t.text("kind").notNullable(); // flows
      t.text("definition_id").notNullable();
      t.text("case_id").notNullable();
      t.text("body").notNullable(); // JSON PackCase
      t.bigInteger("at").notNullable();
      t.text("by_id").notNullable();
      t.primary(["tenant_id", "kind", "definition_id", "case_id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("definition_cases");
  },
};
