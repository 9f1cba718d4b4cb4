import type { Migration } from "../migration.ts";

/**
 * Roll-ups of blocks in columns of bytes instead of JSON text. Two indexes: over
 * the blocks that still hold raw readings, so that what is to go is found
 * without passing over two years of roll-ups; over the time of receipt of
 * batches, so that sealing finds where to stop without reading the log.
 */
export const columnarBlocks: Migration = {
  name: "0044_columnar_blocks",
  async up(db) {
    await db.schema.alterTable("reading_blocks", (t) => {
      t.binary("rollup").nullable(); // see rollUp.ts; null: the block is of the first edition, its roll-up is the JSON in `minutes`
    });
    await db.raw("create index reading_blocks_raw on reading_blocks (tenant_id, from_ts) where data is not null");
    await db.raw("create index reading_log_at on reading_log (tenant_id, at, seq)");
  },
  async down(db) {
    await db.raw("drop index reading_log_at");
    await db.raw("drop index reading_blocks_raw");
    await db.schema.alterTable("reading_blocks", (t) => t.dropColumn("rollup"));
  },
};
