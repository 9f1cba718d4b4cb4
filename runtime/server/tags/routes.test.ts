import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTestApp, testDrivers, type TestApp } from "../testing/testApp.ts";
import { tagsSlice } from "./routes.ts";

describe.each(await testDrivers())("tags on %s", (driver) => {
  let app: TestApp;
  let areaCode: string;
  beforeEach(async () => {
    app = await makeTestApp({ driver, slices: [tagsSlice] });
    areaCode = app.ctx.directory(app.tenantId).areas[0]?.code ?? "";
  });
  afterEach(() => app.close());

  const tag = () => ({ id: "PT-1", title: { zh: "压力", en: "Pressure" }, measurement: "pressure", unit: "kPa", range: { min: 0, max: 100 }, area: areaCode, periodS: 1 });

  it("are added, changed, found and retired; a reading-less tag is unknown, not normal", async () => {
    const created = await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: tag() });
    expect(created.statusCode).toBe(201);
    expect(created.json()).toMatchObject({ id: "PT-1", latest: null, orgId: expect.any(String) });
    await app.inject("admin", { method: "PATCH", url: "/api/v1/tags/PT-1", payload: { title: { zh: "罐顶压力", en: "Top pressure" } } });
    for (const q of ["guanding", "gd"]) expect((await app.inject("admin", { method: "GET", url: `/api/v1/tags?q=${q}` })).json()).toMatchObject({ total: 1 });
    const found = await app.inject("admin", { method: "GET", url: `/api/v1/tags?q=${encodeURIComponent("罐顶")}` });
    expect(found.json()).toMatchObject({ total: 1, items: [{ id: "PT-1", periodS: 1 }] });
    expect((await app.inject("admin", { method: "DELETE", url: "/api/v1/tags/PT-1" })).statusCode).toBe(204);
    expect((await app.inject("admin", { method: "GET", url: "/api/v1/tags/PT-1" })).statusCode).toBe(404);
  });

  it("come back under their old number", async () => {
    await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: tag() });
    const before = app.ctx.services.tags?.numberOf(app.tenantId, "PT-1");
    await app.inject("admin", { method: "DELETE", url: "/api/v1/tags/PT-1" });
    await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: tag() });
    expect(app.ctx.services.tags?.numberOf(app.tenantId, "PT-1")).toBe(before);
  });

  it("are imported line by line: what is right is taken, what is wrong is listed, a dry run writes nothing", async () => {
    const csv = ["id,title_zh,title_en,measurement,unit,area,period_s", `A-1,甲,A,pressure,kPa,${areaCode},1`, "A-2,乙,B,pressure,kPa,nowhere,1"].join("\n");
    const send = (url: string) => app.inject("admin", { method: "POST", url, payload: csv, headers: { "content-type": "text/csv" } });
    expect((await send("/api/v1/tags/import?dryRun=true")).json()).toMatchObject({ created: 1, updated: 0 });
    expect((await app.inject("admin", { method: "GET", url: "/api/v1/tags" })).json()).toMatchObject({ total: 0 });
    expect((await send("/api/v1/tags/import")).json()).toMatchObject({ created: 1, updated: 0, issues: [{ code: "TAG_AREA_UNKNOWN", path: "/3/area" }] });
    expect((await send("/api/v1/tags/import")).json()).toMatchObject({ created: 0, updated: 1 });
  });

  it("refuse a range upside down, a name taken and an unknown key, each with its code", async () => {
    await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: tag() });
    const codes = await Promise.all(
      [{ ...tag() }, { ...tag(), id: "PT-2", range: { min: 5, max: 5 } }, { ...tag(), id: "PT-3", area: "zz" }, { ...tag(), id: "PT-5", unit: "mA", signal: "4-20mA" }].map(async (payload) => (await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload })).json<{ code: string }>().code),
    );
    expect(codes).toEqual(["TAG_EXISTS", "TAG_RANGE", "TAG_AREA_UNKNOWN", "TAG_SIGNAL"]);
    expect((await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: { ...tag(), id: "PT-4", tenantId: "other" } })).statusCode).toBe(400);
  });

  it("are read again after a restart", async () => {
    await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: tag() });
    const again = tagsSlice({ ...app.ctx, services: {} });
    await again.load?.();
    const reply = await again.routes[0]?.handler?.({ actor: app.actor("admin"), query: {}, params: {} } as never);
    expect(reply?.body).toMatchObject({ total: 1 });
  });
});
