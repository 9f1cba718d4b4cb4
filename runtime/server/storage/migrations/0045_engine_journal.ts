import type { Migration } from "../migration.ts";

/** What the alarm engine was told beside readings, in order, so that a live day can be replayed; and how far each snapshot has taken it in. */
export const engineJournal: Migration = {
  name: "0045_engine_journal",
  async up(db) {
    await db.schema.createTable("engine_journal", (t) => {
      t.text("tenant_id").notNullable();
      t.bigInteger("no").notNullable(); // 1, 2, 3 … without a gap
      t.bigInteger("seq").notNullable(); // the last batch of the reading log before it, or of its own step
      t.bigInteger("at").notNullable(); // wall time the engine was told, epoch ms
      t.text("kind").notNullable(); // restart | base | rules | tick | command | …
      t.bigInteger("needed_seq").nullable(); // of a base: the first batch it needs again
      t.binary("data").nullable(); // what it was told, see journalBytes.ts; null where the kind says all
      t.primary(["tenant_id", "no"]);
    });
    await db.raw("create index engine_journal_bases on engine_journal (tenant_id, no, at) where kind = 'base'");
    await db.schema.alterTable("engine_snapshots", (t) => {
      t.bigInteger("journal_no").notNullable().defaultTo(0); // the last entry it has taken in
    });
  },
  async down(db) {
    await db.schema.alterTable("engine_snapshots", (t) => t.dropColumn("journal_no"));
    await db.schema.dropTable("engine_journal");
  },
};
