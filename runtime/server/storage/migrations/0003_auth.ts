import type { Migration } from "../migration.ts";

/** Sessions, one-time links, API tokens and failed logins. Secrets are stored as SHA-256 only. */
export const auth: Migration = {
  name: "0003_auth",
  async up(db) {
    await db.schema.createTable("sessions", (t) => {
      t.text("id_hash").primary();
      t.text("person_id").notNullable().references("id").inTable("people").onDelete("CASCADE");
      t.text("tenant_id").notNullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("seen_at").notNullable();
      t.bigInteger("expires_at").notNullable();
      t.index(["person_id"]);
      t.index(["expires_at"]);
    });
    await db.schema.createTable("one_time_links", (t) => {
      t.text("token_hash").primary();
      t.text("purpose").notNullable(); // invite | reset | setup
      t.text("person_id").nullable();
      t.text("tenant_id").nullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("expires_at").notNullable();
      t.bigInteger("used_at").nullable();
    });
    await db.schema.createTable("api_tokens", (t) => {
      t.text("id").primary();
      t.text("token_hash").notNullable().unique();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable();
      t.text("title").notNullable();
      t.text("permissions").notNullable(); // JSON string[]
      t.text("created_by").notNullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("expires_at").nullable();
      t.bigInteger("revoked_at").nullable();
      t.index(["tenant_id"]);
    });
    await db.schema.createTable("login_failures", (t) => {
      t.text("subject").primary(); // hash of the login, or of the address
      t.integer("failures").notNullable();
      t.bigInteger("window_start").notNullable();
      t.bigInteger("blocked_until").notNullable();
    });
  },
  async down(db) {
    for (const table of ["login_failures", "api_tokens", "one_time_links", "sessions"]) await db.schema.dropTable(table);
  },
};
