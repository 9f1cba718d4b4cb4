import type { Migration } from "../migration.ts";

/**
 * Each block knows the class of its point, so that raw readings of a class go
 * when their time is over without passing over those that stay longer. Blocks
 * of before have none: they stay as long as any class does.
 */
export const readingClasses: Migration = {
  name: "0049_reading_classes",
  async up(db) {
    await db.schema.alterTable("reading_blocks", (t) => {
      t.text("class").nullable(); // see retention.ts
    });
    await db.raw("drop index reading_blocks_raw");
    await db.raw("create index reading_blocks_raw on reading_blocks (tenant_id, class, from_ts) where data is not null");
  },
  async down(db) {
    await db.raw("drop index reading_blocks_raw");
    await db.schema.alterTable("reading_blocks", (t) => t.dropColumn("class"));
    await db.raw("create index reading_blocks_raw on reading_blocks (tenant_id, from_ts) where data is not null");
  },
};
