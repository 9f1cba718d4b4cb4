import type { Knex } from "knex";
import type { Migration } from "../migration.ts";

interface Suspended {
  readonly id: string;
  readonly tenant_id: string;
  readonly body: string;
}

/** The names of events that a stored flow waits for somewhere. */
function eventsIn(body: string): string[] {
  const { nodes } = JSON.parse(body) as { readonly nodes: readonly { readonly kind: string; readonly until?: { readonly event?: string } }[] };
  return [...new Set(nodes.flatMap(({ kind, until }) => (kind === "wait" && until?.event !== undefined ? [until.event] : [])))];
}

/** Flows that were suspended before this version listen from now on; the text sought is never inside a string of the envelope, whose quotes are escaped. */
async function fillSuspended(db: Knex): Promise<void> {
  const rows = await db<Suspended>("instances as i")
    .join("definition_revisions as d", (on) => void on.on("d.tenant_id", "i.tenant_id").andOn("d.hash", "i.flow_hash").andOnVal("d.kind", "flows"))
    .distinct<Suspended[]>("i.id", "i.tenant_id", "d.body").where("i.status", "running").andWhere("i.envelope", "like", '%"suspended":{%');
  for (const { id, tenant_id, body } of rows) {
    for (const event of eventsIn(body)) await db("flow_listeners").insert({ tenant_id, event, instance_id: id }).onConflict(["instance_id", "event"]).ignore();
  }
}

/** Suspended flows by the names of events their waits know: what comes for one of them is kept until it goes on. */
export const flowListeners: Migration = {
  name: "0039_flow_listeners",
  async up(db) {
    await db.schema.createTable("flow_listeners", (t) => {
      t.text("tenant_id").notNullable();
      t.text("event").notNullable();
      t.text("instance_id").notNullable();
      t.primary(["instance_id", "event"]);
      t.index(["tenant_id", "event"]);
    });
    await fillSuspended(db);
  },
  async down(db) {
    await db.schema.dropTable("flow_listeners");
  },
};
