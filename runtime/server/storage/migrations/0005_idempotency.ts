import type { Migration } from "../migration.ts";

/** The first answer to a write, kept under its Idempotency-Key. */
export const idempotency: Migration = {
  name: "0005_idempotency",
  async up(db) {
    await db.schema.createTable("idempotency", (t) => {
      t.text("caller").notNullable();
      t.text("key").notNullable();
      t.text("request_hash").notNullable();
      t.integer("status").notNullable();
      t.text("reply").notNullable(); // JSON {headers, body}
      t.bigInteger("at").notNullable();
      t.primary(["caller", "key"]);
      t.index(["at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("idempotency");
  },
};
