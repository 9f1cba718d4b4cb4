import type { Migration } from "../migration.ts";

/** Who is on duty for a role at a unit: shifts, a weekly pattern, and dates that differ. */
export const dutyRosters: Migration = {
  name: "0041_duty_rosters",
  async up(db) {
    await db.schema.createTable("duty_rosters", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable();
      t.text("role").notNullable();
      t.text("plan").notNullable(); // JSON DutyPlan
      t.integer("version").notNullable();
      t.text("changed_by").notNullable();
      t.bigInteger("changed_at").notNullable();
      t.unique(["tenant_id", "org_id", "role"]);
    });
  },
  async down(db) {
    await db.schema.dropTable("duty_rosters");
  },
};
