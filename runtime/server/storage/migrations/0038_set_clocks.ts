import type { Migration } from "../migration.ts";

/** Jobs that wait for a length of time: where the clock stood when they were written, so that setting it does not change the length. */
export const setClocks: Migration = {
  name: "0038_set_clocks",
  async up(db) {
    await db.schema.alterTable("jobs", (t) => {
      t.text("elapsed").nullable(); // exact | atMost; null: an instant of the calendar
      t.bigInteger("base_at").nullable(); // due_at as it was asked for
      t.text("boot").nullable();
      t.bigInteger("set_ms").nullable();
    });
  },
  async down(db) {
    await db.schema.alterTable("jobs", (t) => t.dropColumns("elapsed", "base_at", "boot", "set_ms"));
  },
};
