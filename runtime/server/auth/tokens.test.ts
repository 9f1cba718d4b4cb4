import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTestApp, testDrivers, type TestApp } from "../testing/testApp.ts";

describe.each(await testDrivers())("API tokens on %s", (driver) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await makeTestApp({ driver });
  });
  afterEach(() => app.close());

  const make = async (more: object = {}) => (await app.inject("admin", { method: "POST", url: "/api/v1/tokens", payload: { title: "gateway", permissions: ["tag.read"], ...more } })).json<{ id: string; token: string }>();
  const status = async (token: string) => (await app.http.inject({ url: "/api/v1/tags", headers: { authorization: `Bearer ${token}` } })).statusCode;

  it("open what they may open, and nothing from the moment they are revoked", async () => {
    const [kept, revoked] = [await make(), await make()];
    for (const { token } of [kept, revoked, kept, revoked]) expect(await status(token)).toBe(200);
    await app.inject("admin", { method: "DELETE", url: `/api/v1/tokens/${revoked.id}` });
    expect([await status(kept.token), await status(revoked.token)]).toEqual([200, 401]);
  });

  it("open nothing from their expiry on", async () => {
    const { token } = await make({ expiresAt: new Date(app.clock.now() + 60_000).toISOString() });
    expect(await status(token)).toBe(200);
    app.clock.advance(60_000);
    expect(await status(token)).toBe(401);
  });
});
