import type { Migration } from "../migration.ts";

/** What has to go out: each notice once, each (notice, channel, target) a row until it is sent or given up. */
export const deliveries: Migration = {
  name: "0043_deliveries",
  async up(db) {
    await db.schema.createTable("outgoing_notices", (t) => {
      t.text("id").primary(); // hash of tenant and effect key: a repeated effect is the same row
      t.text("tenant_id").notNullable();
      t.text("effect_key").notNullable();
      t.text("topic").notNullable();
      t.text("message").notNullable(); // JSON {zh,en}
      t.text("params").notNullable(); // JSON
      t.text("priority").nullable();
      t.text("subject_type").nullable();
      t.text("subject_id").nullable();
      t.text("people").notNullable(); // JSON string[]: whom the next channel may have to reach
      t.bigInteger("at").notNullable(); // of what it tells, e.g. when the alarm was raised
      t.bigInteger("created_at").notNullable();
    });
    await db.schema.createTable("deliveries", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("notice_id").notNullable().references("id").inTable("outgoing_notices").onDelete("CASCADE");
      t.text("channel_id").notNullable().references("id").inTable("channels").onDelete("CASCADE");
      t.text("target").notNullable(); // "group", an e-mail address, the id of a browser
      t.text("person_id").nullable();
      t.integer("urgency").notNullable(); // 1 for P1 … 4 for P4, 5 without a priority; the smaller goes first
      t.text("state").notNullable(); // waiting | failed (will be tried again) | sent | dead
      t.integer("fell_over").notNullable(); // 1: the next channel has it too
      t.integer("tries").notNullable();
      t.bigInteger("next_at").notNullable();
      t.text("message_id").nullable(); // what it was last sent with; a digest has many
      t.text("last_answer").nullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("done_at").nullable();
      t.unique(["notice_id", "channel_id", "target"]);
      t.index(["channel_id", "state", "next_at"]);
      t.index(["tenant_id", "state", "created_at"]);
    });
    // What went to a target in the last minute, kept so that a restart does not begin the minute anew.
    await db.schema.createTable("channel_sends", (t) => {
      t.text("id").primary();
      t.text("channel_id").notNullable().references("id").inTable("channels").onDelete("CASCADE");
      t.text("target").notNullable();
      t.bigInteger("at").notNullable();
      t.index(["channel_id", "at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("channel_sends");
    await db.schema.dropTable("deliveries");
    await db.schema.dropTable("outgoing_notices");
  },
};
