import type { Migration } from "../migration.ts";

/** Equipment and instruments a form may name: tanks, gas meters, cameras, machines. */
export const assets: Migration = {
  name: "0033_assets",
  async up(db) {
    await db.schema.createTable("assets", (t) => {
      t.text("tenant_id").notNullable();
      t.text("id").notNullable(); // the plant's own number, e.g. GD-11
      t.text("title_zh").notNullable();
      t.text("title_en").notNullable();
      t.text("kind").notNullable();
      t.text("area_id").nullable();
      t.bigInteger("calibration_due").nullable(); // epoch ms
      t.integer("ex_proof").nullable(); // 1 yes, 0 no, null not known
      t.bigInteger("updated_at").notNullable();
      t.primary(["tenant_id", "id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("assets");
  },
};
