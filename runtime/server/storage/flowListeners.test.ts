import type { Knex } from "knex";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres } from "../testing/testApp.ts";
import { migrate, type MigrationTarget } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { openOldDatabase, type OldDatabase } from "./oldDatabase.testkit.ts";

const before = migrations.slice(0, migrations.findIndex((one) => one.name === "0039_flow_listeners"));
const wait = (id: string, until: object) => ({ id, kind: "wait", until });
const body = JSON.stringify({ nodes: [{ id: "S", kind: "start" }, wait("A", { event: "lab.result", key: "k" }), wait("B", { event: "lab.result", key: "l" }), wait("C", { event: "alarm.cleared", key: "k" }), wait("D", { duration: "PT1H" })] });
const revision = (number: number) => ({ tenant_id: "t", kind: "flows", id: "f", revision: number, hash: "h", body, at: 0, by_id: "p", by_name: "p", reason: "x" });
const instance = (id: string, status: string, more: object) => ({ id, tenant_id: "t", org_id: "t", submission_id: "s", form_id: "f", flow_id: "f", flow_hash: "h", status, seq: 1, permit: 0, created_at: 0, updated_at: 0, envelope: JSON.stringify({ id, status, ...more }) });
const suspended = { by: "p", reason: "storm", at: 1 };
const drivers = ["sqlite", ...((await hasPostgres()) ? ["postgres"] : [])];

describe.each(drivers)("an upgrade of %s", (driver) => {
  let old: OldDatabase;
  let db: Knex;
  let target: MigrationTarget;
  beforeEach(async () => {
    old = await openOldDatabase(driver, "listeners");
    ({ db, target } = old);
  });
  afterEach(() => old.close());

  it("lets flows that are suspended already listen; no others, whatever their words are", async () => {
    await migrate(target, before);
    await db("definition_revisions").insert([revision(1), revision(3)]); // published again
    await db("instances").insert([
      instance("held", "running", { suspended }), instance("free", "running", { causes: [{ reason: { zh: '"suspended":{', en: "x" } }], life: { enteredAt: { suspended: 1 } } }), instance("over", "ended", { suspended }),
    ]);
    await migrate(target);
    expect(await db("flow_listeners").select("tenant_id", "event", "instance_id").orderBy("event")).toEqual([
      { tenant_id: "t", event: "alarm.cleared", instance_id: "held" }, { tenant_id: "t", event: "lab.result", instance_id: "held" },
    ]);
  });
});
