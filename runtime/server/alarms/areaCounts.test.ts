import type { AlertRule } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeOrgSlice } from "../org/orgSlice.ts";
import { testDrivers } from "../testing/testApp.ts";
import { liveAlarmsOf } from "./liveAlarmsOf.ts";
import { replayLive } from "./journal/replayLive.ts";
import { gasRule, makeTestPlant, type TestPlant } from "./testPlant.ts";

const text = { zh: "区域", en: "Area" };
/** P2 itself, and about P2 alarms: it would never end if it counted its own. */
const composite: AlertRule = {
  id: "AREA", revision: 1, title: text, message: text, select: { measurement: "alarm-count" }, per: "area", limits: {},
  condition: { or: [{ ">=": [{ "area.alarms.count": ["P2"] }, 1] }, { ">=": [{ "area.records.open": ["hazard-major"] }, 1] }, { ">": [{ "area.permits.count": ["*"] }, 5] }] }, priority: "P2", actions: [],
};

describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("what the platform counts in an area on %s", (driver) => {
  let plant: TestPlant;
  beforeEach(async () => {
    plant = await makeTestPlant([gasRule(), composite], { driver, slices: [makeOrgSlice] });
    await live().open();
  });
  afterEach(() => plant.app.close());

  const live = () => liveAlarmsOf(plant.app.ctx).of(plant.app.tenantId);
  const open = async () => (await plant.open()).map((one) => `${String(one["ruleId"])} ${String((one["area"] as { id: string }).id)} ${String(one["state"])}`).sort();
  /** Some seconds of a plant: a reading and a count each second. */
  async function seconds(n: number, gas: number): Promise<void> {
    for (let second = 0; second < n; second += 1) {
      await plant.value("GT-1", gas);
      await plant.pass(1);
      await live().count();
    }
  }
  const newest = (id: string) => plant.app.ctx.services.latest?.of(plant.app.tenantId, id)?.value;

  it("is there for every area, whether it has a sensor or not, and nobody else may send it", async () => {
    await seconds(2, 5);
    const tags = plant.app.ctx.services.tags?.all(plant.app.tenantId).filter((tag) => tag.computed) ?? [];
    const areas = plant.app.ctx.directory(plant.app.tenantId).areas.length;
    expect([tags.length, new Set(tags.map((tag) => tag.area)).size]).toEqual([3 * areas, areas]);
    const [id] = tags.filter((tag) => tag.measurement === "alarm-count" && tag.area === "area-t103").map((tag) => tag.id);
    expect((await plant.send([{ tagId: id, ts: plant.app.clock.now(), value: 9 }])).body.issues.map((one) => one.code)).toEqual(["READING_COMPUTED"]);
  });

  it("is there for an area that is added later", async () => {
    await seconds(1, 5);
    const title = { zh: "新区", en: "New area" };
    const made = await plant.app.inject("admin", { method: "POST", url: "/api/v1/org/areas", payload: { orgId: "site-1", code: "NEW-1", title, risk: 1, bounds: { x: 0, y: 0, w: 10, h: 5 } } });
    expect(made.statusCode, made.body).toBe(201);
    await seconds(2, 5);
    expect(plant.app.ctx.services.tags?.all(plant.app.tenantId).filter((tag) => tag.computed && tag.area === made.json<{ id: string }>().id)).toHaveLength(3);
  });

  it("raises an area's alarm from another, does not keep it alive by itself, and is replayed as it was", async () => {
    const begin = plant.app.clock.now();
    await seconds(3, 5);
    expect(await open()).toEqual([]);
    await seconds(8, 40);
    expect(await open()).toEqual(["AREA area-t103 unack", "H1 area-t103 unack"]);
    const count = plant.app.ctx.services.tags?.all(plant.app.tenantId).find((tag) => tag.measurement === "alarm-count" && tag.area === "area-t103")?.id ?? "";
    expect(newest(count)).toBe(1);
    for (const alarm of await plant.open()) await plant.app.inject("admin", { method: "POST", url: `/api/v1/alarms/${alarm.id}/commands`, payload: { command: "ack", generation: 1 } });
    await seconds(30, 5);
    expect([await open(), newest(count)]).toEqual([[], 0]);
    expect(await replayLive(plant.app.store, { tenantId: plant.app.tenantId, from: begin, to: plant.app.clock.now(), calendars: plant.app.ctx.calendars.byId })).toMatchObject({ equal: true, first: null, missing: null });
  });

  it("counts records that are open where they are; those that do not say where may be anywhere, which raises and does not end", async () => {
    const record = (id: string, area: string | null) => plant.app.store.unit((tx) => tx.run({
      sql: "insert into instances (id, tenant_id, org_id, submission_id, form_id, flow_id, flow_hash, status, seq, envelope, permit, area_id, created_at, updated_at) values (?, ?, 'site-1', ?, 'hazard-major', 'hazard-major', 'h', 'running', 0, '{}', 0, ?, 0, 0)", bindings: [id, plant.app.tenantId, id, area],
    }));
    const close = (id: string) => plant.app.store.unit((tx) => tx.run({ sql: "update instances set status = 'approved' where id = ?", bindings: [id] }));
    await record("here", "area-t103");
    await seconds(2, 5);
    expect(await open()).toEqual(["AREA area-t103 unack"]);
    await record("somewhere", null);
    await close("here");
    await seconds(2, 5);
    const areas = plant.app.ctx.directory(plant.app.tenantId).areas.map((one) => `AREA ${one.id} unack`).sort();
    expect(await open()).toEqual(areas);
    await close("somewhere");
    await seconds(2, 5);
    expect(await open()).toEqual(areas.map((one) => one.replace("unack", "rtn-unack")));
  });
});
