import type { Migration } from "../migration.ts";

/** Cases of packs that came in a file: what an upgrade is tried with. Outside the pack's hash, which names what is put in force. */
export const packCases: Migration = {
  name: "0052_pack_cases",
  async up(db) {
    await db.schema.createTable("pack_cases", (t) => {
      t.text("hash").primary(); // of pack_bodies
      t.text("body").notNullable(); // JSON: cases and the worlds they play in
    });
  },
  async down(db) {
    await db.schema.dropTable("pack_cases");
  },
};
