import type { Migration } from "../migration.ts";

/** Running flows: the envelope, its history, the tasks people see, and which cause stopped which permit. */
export const instances: Migration = {
  name: "0012_instances",
  async up(db) {
    await db.schema.createTable("instances", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("org_id").notNullable();
      t.text("submission_id").notNullable();
      t.text("form_id").notNullable();
      t.text("flow_id").notNullable();
      t.text("flow_hash").notNullable();
      t.text("status").notNullable();
      t.integer("seq").notNullable();
      t.text("envelope").notNullable(); // JSON FlowInstance
      t.integer("permit").notNullable();
      t.text("life_state").nullable();
      t.text("life_tone").nullable();
      t.text("area_id").nullable();
      t.double("pos_x").nullable();
      t.double("pos_y").nullable();
      t.bigInteger("valid_until").nullable();
      t.bigInteger("gas_due_at").nullable();
      t.bigInteger("created_at").notNullable();
      t.bigInteger("updated_at").notNullable();
      t.text("origin_key").nullable();
      t.unique(["tenant_id", "origin_key"]);
      t.index(["submission_id"]);
      t.index(["tenant_id", "flow_id", "status"]);
      t.index(["tenant_id", "life_tone", "area_id"]);
      t.index(["tenant_id", "permit", "created_at", "id"]);
    });
    await db.schema.createTable("instance_history", (t) => {
      t.text("instance_id").notNullable();
      t.integer("seq").notNullable();
      t.integer("i").notNullable();
      t.text("entry").notNullable(); // JSON HistoryEntry
      t.primary(["instance_id", "seq", "i"]);
    });
    await db.schema.createTable("tasks", (t) => {
      t.text("id").primary();
      t.text("tenant_id").notNullable();
      t.text("kind").notNullable(); // approval | fill | life | disposal
      t.text("state").notNullable(); // open | done | superseded
      t.text("instance_id").nullable();
      t.text("submission_id").nullable();
      t.text("alarm_id").nullable();
      t.text("node").notNullable();
      t.text("node_kind").notNullable();
      t.text("title_zh").notNullable();
      t.text("title_en").notNullable();
      t.text("number").notNullable();
      t.text("person_id").notNullable();
      t.text("seat_state").notNullable();
      t.integer("version").notNullable();
      t.bigInteger("opened_at").notNullable();
      t.bigInteger("due_at").nullable();
      t.bigInteger("closed_at").nullable();
      t.index(["instance_id"]);
      t.index(["alarm_id"]);
    });
    await db.schema.createTable("task_holders", (t) => {
      t.text("tenant_id").notNullable();
      t.text("person_id").notNullable();
      t.text("task_id").notNullable();
      t.integer("open").notNullable();
      t.text("kind").notNullable();
      t.bigInteger("opened_at").notNullable();
      t.primary(["person_id", "task_id"]);
      t.index(["tenant_id", "person_id", "open", "opened_at", "task_id"]);
      t.index(["task_id"]);
    });
    await db.schema.createTable("permit_stops", (t) => {
      t.text("tenant_id").notNullable();
      t.text("cause_id").notNullable();
      t.text("instance_id").notNullable();
      t.bigInteger("at").notNullable();
      t.bigInteger("over_at").nullable();
      t.primary(["tenant_id", "cause_id", "instance_id"]);
    });
  },
  async down(db) {
    for (const table of ["permit_stops", "task_holders", "tasks", "instance_history", "instances"]) await db.schema.dropTable(table);
  },
};
