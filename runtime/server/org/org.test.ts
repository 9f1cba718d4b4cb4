import { afterEach, describe, expect, it } from "vitest";
import { makeTokenSlice } from "../auth/tokenSlice.ts";
import { makePeopleSlice } from "../people/peopleSlice.ts";
import { call } from "../testing/asPerson.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { Directories } from "./directories.ts";
import { makeOrgSlice } from "./orgSlice.ts";

let app: TestApp;
afterEach(async () => app?.close());

interface Org {
  readonly units: readonly { readonly id: string }[];
  readonly areas: readonly { readonly id: string }[];
}
interface People {
  readonly items: readonly { readonly login: string }[];
  readonly next: string | null;
  readonly total: number;
}

const slices = [makeOrgSlice, makePeopleSlice, makeTokenSlice];
const title = { zh: "新", en: "new" };
const logins = async (as: string, query = ""): Promise<string[]> => (await call<People>(app, as, "GET", `/people?limit=200${query}`)).body.items.map((one) => one.login);

describe.each(await testDrivers())("organisation and people on %s", (driver) => {
  it("are changed together with the directory and an audit row", async () => {
    app = await makeTestApp({ slices, driver });
    const unit = await call<{ id: string }>(app, "admin", "POST", "/org/units", { parentId: "site-1", level: "unit", title, code: "NEW" });
    expect(unit.status).toBe(201);
    expect(app.ctx.directory("tenant-a").orgUnit(unit.body.id)?.code).toBe("NEW");
    const area = await call<{ id: string }>(app, "admin", "POST", "/org/areas", { orgId: unit.body.id, code: "N1", title, risk: 1, bounds: { x: 0, y: 0, w: 10, h: 5 } });
    expect(app.ctx.directory("tenant-a").area(area.body.id)).toMatchObject({ risk: 1, bounds: { w: 10 } });
    expect((await call(app, "admin", "DELETE", `/org/units/${unit.body.id}`)).code).toBe("ORG_IN_USE");
    expect((await call(app, "admin", "DELETE", `/org/areas/${area.body.id}`)).status).toBe(204);
    expect((await call(app, "admin", "DELETE", `/org/units/${unit.body.id}`)).status).toBe(204);
    expect(app.ctx.directory("tenant-a").orgUnit(unit.body.id)).toBeUndefined();
    const actions = await app.store.all<{ action: string }>({ sql: "select action from audit_rows order by id", bindings: [] });
    expect(actions.map((one) => one.action)).toEqual(["org.unit.create", "org.area.create", "org.area.delete", "org.unit.delete"]);
  });

  it("keep roles and managers of an invited person", async () => {
    app = await makeTestApp({ slices, driver });
    const body = { login: "Neu", name: "新人", orgId: "tank-farm", roles: [{ role: "worker", orgId: "tank-farm" }], managerId: "p-head" };
    const made = await call<{ person: { id: string }; invite: { link: string } }>(app, "admin", "POST", "/people", body);
    expect(made.body.invite.link).toMatch(/^\/invite\?token=[\w-]{43}$/);
    expect((await call(app, "admin", "GET", `/people/${made.body.person.id}`)).body).toMatchObject({ login: "neu", status: "invited", managerId: "p-head", roles: [{ role: "worker", orgId: "tank-farm" }] });
    expect((await call(app, "admin", "POST", "/people", body)).code).toBe("LOGIN_TAKEN");
    const changed = await call(app, "admin", "PATCH", `/people/${made.body.person.id}`, { name: "老人", roles: [{ role: "guardian", orgId: "site-1" }] });
    expect(changed.body).toMatchObject({ name: "老人", roles: [{ role: "guardian", orgId: "site-1" }] });
    expect(app.ctx.directory("tenant-a").person(made.body.person.id)?.roles).toEqual([{ role: "guardian", orgId: "site-1" }]);
  });
});

it("changed by another process on the same database is noticed at the next look, and only then read", async () => {
  const [driver] = (await testDrivers()).slice(-1);
  app = await makeTestApp({ slices, ...(driver ? { driver } : {}) });
  const other = new Directories(app.store);
  await other.load();
  expect(await other.refresh()).toBe(false);
  await call(app, "admin", "POST", "/org/units", { parentId: "site-1", level: "unit", title, code: "FAR" });
  expect(other.of("tenant-a").units.some((unit) => unit.code === "FAR")).toBe(false);
  expect([await other.refresh(), await other.refresh()]).toEqual([true, false]);
  expect(other.of("tenant-a").units.some((unit) => unit.code === "FAR")).toBe(true);
  expect(await app.parts.directories.refresh()).toBe(false);
});

describe("a role", () => {
  it("reaches down the tree, never sideways", async () => {
    app = await makeTestApp({ slices });
    const reach = (login: string) => [...app.ctx.reach(app.actor(login), "submission.read")].sort();
    expect(reach("head")).toEqual(["site-1", "tank-farm", "tank-farm-shift"]); // discipline-dept at site-1
    expect(reach("worker")).toEqual(["tank-farm", "tank-farm-shift"]);
    expect(reach("worker-site2")).toEqual(["site-2"]);
    expect(app.ctx.directory("tenant-a").holders("safety-officer", "tank-farm-shift").map((one) => one.login)).toEqual(["safety"]);
    expect(app.ctx.directory("tenant-a").holders("safety-officer", "site-2")).toEqual([]);
  });

  it("shows people of the own site and what lies below, and of no other", async () => {
    app = await makeTestApp({ slices });
    expect(await logins("worker")).not.toContain("worker-site2");
    expect(await logins("worker")).toContain("director");
    expect(await logins("worker-site2")).toEqual(["worker-site2"]);
    expect(await logins("admin")).not.toContain("worker-b");
    expect((await call<Org>(app, "worker-site2", "GET", "/org")).body).toMatchObject({ units: [{ id: "site-2" }, { id: "tenant-a" }], areas: [{ id: "area-2" }] });
  });

  it("is given only by who has it there", async () => {
    app = await makeTestApp({ slices });
    await call(app, "admin", "PATCH", "/people/p-shift", { roles: [{ role: "admin", orgId: "tank-farm" }] });
    const grant = (orgId: string, role: string) => call(app, "shift", "PATCH", "/people/p-worker", { roles: [{ role, orgId }] });
    expect((await grant("site-1", "worker")).code).toBe("ROLE_NOT_GRANTABLE");
    expect((await grant("tank-farm", "guardian")).status).toBe(200);
    expect((await call(app, "shift", "PATCH", "/people/p-worker-site2", { name: "x" })).code).toBe("NOT_FOUND");
    expect((await call(app, "shift", "PATCH", "/people/p-head", { name: "x" })).code).toBe("ROLE_NOT_GRANTABLE"); // head also has a role at the site
    expect((await call(app, "worker", "PATCH", "/people/p-worker2", { name: "x" })).code).toBe("FORBIDDEN");
  });
});

describe("the tree", () => {
  it("refuses wrong levels, circles, taken codes and the removal of the root", async () => {
    app = await makeTestApp({ slices });
    const add = (body: object) => call(app, "admin", "POST", "/org/units", { title, code: "X1", ...body });
    expect((await add({ parentId: "tank-farm-shift", level: "site" })).code).toBe("ORG_LEVEL");
    expect((await add({ parentId: "tank-farm", level: "unit" })).status).toBe(201);
    expect((await add({ parentId: "site-1", level: "unit" })).code).toBe("CODE_TAKEN");
    expect((await call(app, "admin", "PATCH", "/org/units/tank-farm", { parentId: "tank-farm" })).code).toBe("ORG_CYCLE");
    expect((await call(app, "admin", "PATCH", "/org/units/tank-farm", { level: "team" })).code).toBe("ORG_LEVEL");
    expect((await call(app, "admin", "DELETE", "/org/units/tenant-a")).code).toBe("ORG_IN_USE");
    expect((await call(app, "admin", "POST", "/org/areas", { orgId: "tenant-a", code: "Z", title, risk: 1 })).code).toBe("AREA_BASE");
  });

  it("keeps its last administrator and nobody's circle of managers", async () => {
    app = await makeTestApp({ slices });
    expect((await call(app, "admin", "PATCH", "/people/p-admin", { roles: [] })).code).toBe("LAST_ADMIN");
    expect((await call(app, "admin", "POST", "/people/p-admin/disable")).code).toBe("SELF_DISABLE");
    expect((await call(app, "admin", "PATCH", "/people/p-director", { managerId: "p-worker" })).code).toBe("MANAGER_INVALID");
    expect((await call(app, "admin", "PATCH", "/people/p-worker", { managerId: "p-worker-b" })).code).toBe("MANAGER_INVALID");
  });
});

describe("another tenant's id", () => {
  const ids: readonly (readonly ["GET" | "POST" | "PATCH" | "DELETE", (id: string) => string, string, object?])[] = [
    ["GET", (id) => `/people/${id}`, "p-worker-b"],
    ["PATCH", (id) => `/people/${id}`, "p-worker-b", { name: "x" }],
    ["POST", (id) => `/people/${id}/disable`, "p-worker-b"],
    ["POST", (id) => `/people/${id}/reset-password`, "p-worker-b"],
    ["PATCH", (id) => `/org/units/${id}`, "site-b", { code: "x" }],
    ["DELETE", (id) => `/org/units/${id}`, "site-b"],
    ["PATCH", (id) => `/org/areas/${id}`, "area-b", { code: "x" }],
    ["DELETE", (id) => `/org/areas/${id}`, "area-b"],
    ["DELETE", (id) => `/tokens/${id}`, "token-b"],
  ];

  it("answers exactly like one that does not exist, on every route", async () => {
    app = await makeTestApp({ slices });
    for (const [method, path, theirs, body] of ids) {
      const [other, none] = [await call(app, "admin", method, path(theirs), body), await call(app, "admin", method, path("nothing-here"), body)];
      expect([method, path("…"), other.status, other.body]).toEqual([method, path("…"), 404, none.body]);
    }
    const inBody = await call(app, "admin", "POST", "/people", { login: "zz", name: "z", orgId: "site-b", roles: [] });
    expect([inBody.status, inBody.code]).toEqual([404, "NOT_FOUND"]);
    expect((await call(app, "admin", "PATCH", "/people/p-worker", { roles: [{ role: "worker", orgId: "site-b" }] })).code).toBe("ROLE_NOT_GRANTABLE");
  });

  it("and members nobody may set are refused, never applied", async () => {
    app = await makeTestApp({ slices });
    for (const extra of [{ tenantId: "tenant-b" }, { status: "active" }, { id: "x" }, { password_hash: "x" }, { createdAt: 1 }]) {
      expect((await call(app, "admin", "PATCH", "/people/p-worker", extra)).code).toBe("REQUEST_INVALID");
    }
  });
});

describe("an API token", () => {
  const make = (body: object, as = "admin") => call<{ id: string; token: string }>(app, as, "POST", "/tokens", body);
  const get = (token: string, url: string) => app.http.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } });

  it("may do what it was given, until it expires or is revoked", async () => {
    app = await makeTestApp({ slices });
    const { token, id } = (await make({ title: "bridge", permissions: ["people.read"], expiresAt: new Date(app.clock.now() + 3_600_000).toISOString() })).body;
    expect([(await get(token, "/people")).statusCode, (await get(token, "/tokens")).statusCode, (await get(token, "/roles")).statusCode]).toEqual([200, 403, 403]);
    app.clock.advance(3_600_000);
    expect((await get(token, "/people")).statusCode).toBe(401);
    const other = (await make({ title: "b2", permissions: ["people.read"] })).body;
    expect((await call(app, "admin", "DELETE", `/tokens/${other.id}`)).status).toBe(204);
    expect((await get(other.token, "/people")).statusCode).toBe(401);
    const list = JSON.stringify((await call(app, "admin", "GET", "/tokens")).body);
    expect([list.includes(id), list.includes(token), list.includes("token_hash")]).toEqual([true, false, false]);
  });

  it("needs no CSRF header, cannot exceed its maker, and a bad one is refused everywhere", async () => {
    app = await makeTestApp({ slices });
    const { token } = (await make({ title: "org", permissions: ["org.edit"] })).body;
    const post = await app.http.inject({ method: "POST", url: "/api/v1/org/units", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, payload: { parentId: "site-1", level: "unit", title, code: "T" } });
    expect(post.statusCode).toBe(201);
    await call(app, "admin", "PATCH", "/people/p-shift", { roles: [{ role: "admin", orgId: "tank-farm" }] });
    expect((await make({ title: "x", permissions: ["audit.read"] }, "shift")).status).toBe(201);
    expect((await make({ title: "x", permissions: ["everything"] })).code).toBe("REQUEST_INVALID");
    expect((await make({ title: "x", permissions: ["people.read"], expiresAt: "2020-01-01T00:00:00Z" })).code).toBe("TOKEN_EXPIRY");
    for (const bad of ["slt_" + "x".repeat(43), "nonsense", ""]) expect((await get(bad, "/people")).statusCode).toBe(401);
  });
});
