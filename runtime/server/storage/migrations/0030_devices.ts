import type { Migration } from "../migration.ts";

/** Gateways and other machines that send readings. The id is what MQTT calls user name and client id. */
export const devices: Migration = {
  name: "0030_devices",
  async up(db) {
    await db.schema.createTable("devices", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("title_zh").notNullable();
      t.text("title_en").notNullable();
      t.text("secret_hash").notNullable();
      t.text("status").notNullable().defaultTo("never"); // never | online | offline
      t.bigInteger("status_at").nullable();
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("devices");
  },
};
