import type { Migration } from "../migration.ts";

/** Where signed events are sent. The secret is needed to sign, so it is stored as it is and never shown again. */
export const webhooks: Migration = {
  name: "0032_webhooks",
  async up(db) {
    await db.schema.createTable("webhooks", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("url").notNullable();
      t.text("events").notNullable(); // JSON string[]
      t.text("secret").notNullable();
      t.text("created_by").notNullable();
      t.bigInteger("created_at").notNullable();
      t.index(["tenant_id"]);
    });
    await db.schema.createTable("webhook_deliveries", (t) => {
      t.text("id").primary(); // webhook-id header: the same for every try
      t.text("webhook_id").notNullable().references("id").inTable("webhooks").onDelete("CASCADE");
      t.text("tenant_id").notNullable();
      t.text("event").notNullable();
      t.text("body").notNullable();
      t.text("state").notNullable(); // pending | delivered | dead
      t.integer("tries").notNullable().defaultTo(0);
      t.text("last_error").nullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("done_at").nullable();
      t.index(["webhook_id", "created_at"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("webhook_deliveries");
    await db.schema.dropTable("webhooks");
  },
};
