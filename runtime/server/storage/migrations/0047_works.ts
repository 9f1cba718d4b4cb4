import type { Migration } from "../migration.ts";

/** Work that others must reckon with: one row a kind, of each ticket that is approved or live, and of each activity that was reported. */
export const works: Migration = {
  name: "0047_works",
  async up(db) {
    await db.schema.createTable("works", (t) => {
      t.text("submission_id").notNullable();
      t.integer("i").notNullable(); // kinds of one ticket
      t.text("tenant_id").notNullable();
      t.text("instance_id").nullable();
      t.text("number").notNullable();
      t.text("kind").notNullable();
      t.bigInteger("from_at").nullable(); // unknown: from ever
      t.bigInteger("to_at").nullable(); // unknown: no end
      t.integer("live").notNullable(); // 1: goes on past `to_at` until it is over
      t.double("pos_x").nullable(); // metres on the site's axes
      t.double("pos_y").nullable();
      t.double("pos_z").nullable();
      t.double("lat").nullable();
      t.double("lng").nullable();
      t.double("reach_m").nullable();
      t.integer("layers").nullable();
      t.text("keys").notNullable(); // JSON object; null: not known which
      t.text("linked").notNullable(); // JSON list of submission ids
      t.primary(["submission_id", "i"]);
      t.index(["tenant_id", "kind", "to_at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("works");
  },
};
