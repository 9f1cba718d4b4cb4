import type { Migration } from "../migration.ts";

/** Readings: an append log for durability, sealed blocks for questions, and the head and snapshots of the alarm engine. */
export const readings: Migration = {
  name: "0021_readings",
  async up(db) {
    await db.schema.createTable("reading_log", (t) => {
      t.text("tenant_id").notNullable();
      t.bigInteger("seq").notNullable();
      t.bigInteger("at").notNullable(); // receivedAt of the batch, epoch ms
      t.integer("n").notNullable();
      t.bigInteger("max_ts").notNullable(); // newest event time of the batch
      t.binary("data").notNullable(); // columns, see readingBlob.ts
      t.primary(["tenant_id", "seq"]);
    });
    await db.schema.createTable("reading_blocks", (t) => {
      t.text("tenant_id").notNullable();
      t.integer("tag_no").notNullable();
      t.bigInteger("from_ts").notNullable(); // begin of the ten minutes, epoch ms
      t.integer("n").notNullable();
      t.binary("data").nullable(); // null once the raw readings have served their time
      t.text("minutes").notNullable(); // JSON rows [minute, min, max, sum, good, all, last]
      t.primary(["tenant_id", "tag_no", "from_ts"]);
    });
    await db.schema.alterTable("reading_blocks", (t) => t.index(["tenant_id", "from_ts"]));
    await db.schema.createTable("engine_heads", (t) => {
      t.text("tenant_id").primary();
      t.bigInteger("seq").notNullable(); // last log number that was judged
      t.bigInteger("head_now").notNullable(); // wall time of the last stored decision
      t.bigInteger("sealed_seq").notNullable(); // log numbers up to here are in blocks
    });
    await db.schema.createTable("engine_snapshots", (t) => {
      t.text("tenant_id").notNullable();
      t.bigInteger("seq").notNullable();
      t.bigInteger("at").notNullable();
      t.bigInteger("needed_seq").notNullable(); // first log number a restore reads
      t.text("hash").notNullable();
      t.text("state").notNullable();
      t.primary(["tenant_id", "seq", "at"]);
    });
  },
  async down(db) {
    for (const table of ["engine_snapshots", "engine_heads", "reading_blocks", "reading_log"]) await db.schema.dropTable(table);
  },
};
