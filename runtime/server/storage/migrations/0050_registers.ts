import type { Migration } from "../migration.ts";

/** What records state of people, contractors, equipment and areas, for the checks of others: written in the unit of the step that changes it. */
export const registers: Migration = {
  name: "0050_registers",
  async up(db) {
    await db.schema.createTable("register_entries", (t) => {
      t.text("submission_id").notNullable();
      t.integer("i").notNullable(); // which declaration of its form; -1 and below: causes its flow keeps in areas
      t.text("tenant_id").notNullable();
      t.text("register").notNullable(); // contractors, certificates, people, devices, areas
      t.text("key").notNullable(); // whom or what it is about
      t.text("form_id").notNullable();
      t.text("cause_id").nullable(); // of an area: what ends it
      t.bigInteger("at").notNullable(); // epoch ms: the newest counts
      t.text("facts").notNullable(); // JSON object
      t.bigInteger("updated_at").notNullable();
      t.primary(["submission_id", "i", "key"]);
      t.index(["tenant_id", "key", "register"]);
    });
    await db.raw("create index register_entries_causes on register_entries (tenant_id, cause_id) where cause_id is not null");
  },
  async down(db) {
    await db.schema.dropTable("register_entries");
  },
};
