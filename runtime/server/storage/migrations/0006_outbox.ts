import type { Migration } from "../migration.ts";

/** Effects written with the decision that caused them, carried out after the commit. */
export const outbox: Migration = {
  name: "0006_outbox",
  async up(db) {
    await db.schema.createTable("outbox", (t) => {
      t.bigIncrements("id");
      t.text("tenant_id").notNullable();
      t.text("key").notNullable();
      t.text("kind").notNullable();
      t.text("effect").notNullable(); // JSON
      t.text("state").notNullable(); // pending | done | dead
      t.integer("tries").notNullable();
      t.bigInteger("due_at").notNullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("done_at").nullable();
      t.text("last_error").nullable();
      t.unique(["tenant_id", "key"]);
      t.index(["state", "due_at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("outbox");
  },
};
