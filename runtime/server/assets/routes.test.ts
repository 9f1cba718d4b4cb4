import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTestApp, testDrivers, type TestApp } from "../testing/testApp.ts";
import { assetsSlice } from "./routes.ts";

describe.each(await testDrivers())("equipment on %s", (driver) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await makeTestApp({ driver, slices: [assetsSlice] });
  });
  afterEach(() => app.close());

  const meter = { id: "GD-11", title: { zh: "四合一检测仪", en: "Four-gas meter" }, kind: "gas-meter", calibrationDue: "2026-12-01T00:00:00.000Z" };

  it("tells checks what is known, and leaves out what is not", async () => {
    expect((await app.inject("admin", { method: "POST", url: "/api/v1/assets", payload: meter })).statusCode).toBe(201);
    expect(app.ctx.services.deviceFacts?.deviceFacts(app.tenantId, ["GD-11", "GD-12"])).toEqual({ "GD-11": { calibrationDue: "2026-12-01T00:00:00.000Z" } });
  });

  it("is found by its number and both names, and survives a restart", async () => {
    await app.inject("admin", { method: "POST", url: "/api/v1/assets", payload: meter });
    for (const q of ["gd-1", "gd1", "四合一", "siheyi", "shy", "meter"]) expect((await app.inject("admin", { method: "GET", url: `/api/v1/assets?q=${encodeURIComponent(q)}` })).json()).toMatchObject({ total: 1 });
    const again = assetsSlice({ ...app.ctx, services: {} });
    await again.load?.();
    expect((await again.routes[0]?.handler?.({ actor: app.actor("admin"), query: {} } as never))?.body).toMatchObject({ items: [meter] });
  });

  it("refuses a number twice, an area that is not there and an unknown number", async () => {
    await app.inject("admin", { method: "POST", url: "/api/v1/assets", payload: meter });
    expect((await app.inject("admin", { method: "POST", url: "/api/v1/assets", payload: meter })).json()).toMatchObject({ code: "ASSET_EXISTS" });
    expect((await app.inject("admin", { method: "PATCH", url: "/api/v1/assets/GD-11", payload: { area: "nowhere" } })).json()).toMatchObject({ code: "TAG_AREA_UNKNOWN" });
    expect((await app.inject("admin", { method: "DELETE", url: "/api/v1/assets/GD-12" })).statusCode).toBe(404);
  });
});
