import type { Migration } from "../migration.ts";

/** Audit rows are written with the change; the sealer numbers and chains them after the commit. */
export const audit: Migration = {
  name: "0004_audit",
  async up(db) {
    await db.schema.createTable("audit_rows", (t) => {
      t.bigIncrements("id");
      t.text("tenant_id").notNullable();
      t.bigInteger("at").notNullable();
      t.text("actor_id").notNullable();
      t.text("actor_kind").notNullable();
      t.text("actor_name").notNullable();
      t.text("ip").nullable();
      t.text("action").notNullable();
      t.text("subject_type").notNullable();
      t.text("subject_id").notNullable();
      t.text("detail").notNullable(); // canonical JSON
      t.text("own_hash").notNullable();
      t.bigInteger("seq").nullable().unique();
      t.text("chain_hash").nullable();
      t.index(["tenant_id", "id"]);
      t.index(["subject_type", "subject_id"]);
    });
    await db.schema.createTable("audit_head", (t) => {
      t.integer("one").primary();
      t.bigInteger("seq").notNullable();
      t.text("hash").notNullable();
      t.bigInteger("checkpoint_seq").notNullable();
      t.bigInteger("checkpoint_at").notNullable();
    });
    await db.schema.createTable("audit_checkpoints", (t) => {
      t.bigInteger("seq").primary();
      t.text("hash").notNullable();
      t.bigInteger("at").notNullable();
      t.text("signature").notNullable();
    });
  },
  async down(db) {
    for (const table of ["audit_checkpoints", "audit_head", "audit_rows"]) await db.schema.dropTable(table);
  },
};
