import type { Migration } from "../migration.ts";

/** Ways out for notices, as a tenant has set them up, and where its people are reached. */
export const channels: Migration = {
  name: "0042_channels",
  async up(db) {
    await db.schema.alterTable("people", (t) => {
      t.text("email").nullable();
    });
    await db.schema.createTable("channels", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("kind").notNullable();
      t.text("title").notNullable();
      t.text("language").notNullable(); // zh | en | both
      t.integer("place").notNullable(); // the order of the fall-over, 1 first
      t.integer("enabled").notNullable();
      t.text("settings").notNullable(); // JSON
      t.text("secrets").notNullable(); // JSON; needed to send, so stored as they are, and never given back
      t.text("failures").notNullable(); // JSON: times (epoch ms) of failed tries since the last success
      t.bigInteger("down_since").nullable();
      t.bigInteger("probe_at").nullable();
      t.bigInteger("last_ok_at").nullable();
      t.text("last_answer").nullable();
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id", "place"]);
    });
    await db.schema.createTable("push_subscriptions", (t) => {
      t.text("id").primary(); // hash of the endpoint: a browser that subscribes again is the same row
      t.text("tenant_id").notNullable();
      t.text("person_id").notNullable().references("id").inTable("people").onDelete("CASCADE");
      t.text("endpoint").notNullable();
      t.text("p256dh").notNullable();
      t.text("auth").notNullable();
      t.text("browser").notNullable(); // what the person calls it
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id", "person_id"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("push_subscriptions");
    await db.schema.dropTable("channels");
    await db.schema.alterTable("people", (t) => t.dropColumn("email"));
  },
};
