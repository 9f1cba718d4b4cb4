import type { Migration } from "../migration.ts";

/** Who may write the engine's head: a second server process that takes over fences the first one off. */
export const engineOwner: Migration = {
  name: "0023_engine_owner",
  async up(db) {
    await db.schema.alterTable("engine_heads", (t) => {
      t.text("owner").nullable();
    });
  },
  async down(db) {
    await db.schema.alterTable("engine_heads", (t) => {
      t.dropColumn("owner");
    });
  },
};
