import type { Migration } from "../migration.ts";

/** Who is away, from when until just before when, and who stands in. A person's windows never overlap. */
export const absences: Migration = {
  name: "0035_absences",
  async up(db) {
    await db.schema.createTable("absences", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("person_id").notNullable().references("id").inTable("people");
      t.text("deputy_id").notNullable().references("id").inTable("people");
      t.bigInteger("from_at").notNullable(); // epoch ms, the first instant
      t.bigInteger("to_at").notNullable(); // epoch ms, the first instant after it
      t.text("reason").nullable();
      t.text("made_by").notNullable();
      t.bigInteger("made_at").notNullable();
      t.index(["tenant_id", "to_at"]);
      t.index(["person_id", "to_at"]);
      t.index(["deputy_id", "to_at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("absences");
  },
};
