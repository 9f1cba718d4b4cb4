import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call } from "../testing/asPerson.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { makePeopleSlice } from "../people/peopleSlice.ts";
import { hashPassword, passwordCost } from "./password.ts";
import { makeSessionSlice } from "./sessionSlice.ts";

const minute = 60_000;
let app: TestApp;
let hash: string;

interface Me {
  readonly person: { readonly login: string };
  readonly permissions: readonly string[];
}

beforeAll(async () => {
  passwordCost.N = 2 ** 12;
  hash = await hashPassword("tank farm 103!");
});
beforeEach(async () => {
  app = await makeTestApp({ slices: [makeSessionSlice, makePeopleSlice] });
  await app.store.unit((tx) => tx.run({ sql: "update people set password_hash = ?", bindings: [hash] }));
  return () => app.close();
});

const signIn = (login: string, password = "tank farm 103!", headers: Record<string, string> = {}) => call<Me & { params: { triesLeft: number; retryAfterS: number } }>(app, null, "POST", "/session", { login, password }, headers);
const cookieOf = (answer: { headers: Record<string, unknown> }): string => String(answer.headers["set-cookie"]).split(";")[0] ?? "";
const meBy = async (cookie: string) => (await app.http.inject({ url: "/api/v1/session", headers: { cookie } })).statusCode;

describe("signing in", () => {
  it("opens a session and says who one is; the cookie is out of reach of scripts and other sites", async () => {
    const answer = await signIn("Worker ");
    expect([answer.status, answer.body.person.login]).toEqual([200, "worker"]);
    expect(answer.body.permissions).toContain("submission.create");
    expect(String(answer.headers["set-cookie"])).toMatch(/^sl_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    expect(await meBy(cookieOf(answer))).toBe(200);
  });

  it("marks the cookie Secure behind https", async () => {
    await app.close();
    app = await makeTestApp({ slices: [makeSessionSlice], config: { publicUrl: "https://safe.example.com" } });
    await app.store.unit((tx) => tx.run({ sql: "update people set password_hash = ?", bindings: [hash] }));
    expect(String((await signIn("worker")).headers["set-cookie"])).toContain("; Secure");
  });

  it("gives a new id every time, so that a planted one is worth nothing", async () => {
    const planted = "sl_session=" + "a".repeat(43);
    const first = cookieOf(await signIn("worker", undefined, { cookie: planted }));
    const second = cookieOf(await signIn("worker", undefined, { cookie: first }));
    expect(first).not.toBe(planted);
    expect(second).not.toBe(first);
    expect(await meBy(planted)).toBe(401);
  });

  it("stores only a hash of the session id", async () => {
    const id = cookieOf(await signIn("worker")).slice("sl_session=".length);
    const rows = JSON.stringify(await app.store.all({ sql: "select * from sessions", bindings: [] }));
    expect(rows).not.toContain(id);
  });

  it("gives the same answer for a wrong password and for an unknown name", async () => {
    const [known, unknown] = [await signIn("worker", "wrong"), await signIn("nobody", "wrong")];
    expect([known.status, known.code, known.body.params]).toEqual([401, "LOGIN_FAILED", { triesLeft: 4 }]);
    expect([unknown.status, unknown.code, unknown.body.params]).toEqual([401, "LOGIN_FAILED", { triesLeft: 4 }]);
  });

  it("stops after five wrong passwords, also for unknown names, and opens again after 15 minutes", async () => {
    for (const login of ["worker", "nobody"]) {
      for (let n = 4; n >= 0; n -= 1) expect((await signIn(login, "wrong")).body.params.triesLeft).toBe(n);
      const blocked = await signIn(login);
      expect([blocked.status, blocked.code, blocked.headers["retry-after"]]).toEqual([429, "LOGIN_THROTTLED", "900"]);
    }
    app.clock.advance(15 * minute);
    expect((await signIn("worker")).status).toBe(200);
  });

  it("counts tries that arrive together", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn("worker", "wrong")));
    expect(answers.filter((one) => one.status === 401).length).toBe(5);
  });

  it("lets right passwords sent together all in", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn("worker")));
    expect(answers.map((one) => one.status)).toEqual(Array.from({ length: 12 }, () => 200));
  });

  it("counts tries of one address over many names, and ignores a forged address", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 52; n += 1) statuses.push((await signIn(`user${n}`, "wrong", { "x-forwarded-for": `10.0.0.${n}` })).status);
    expect([statuses.filter((one) => one === 401).length, statuses.at(-1)]).toEqual([50, 429]);
  }, 60_000);

  it("forgets earlier failures after a right password", async () => {
    await signIn("worker", "wrong");
    await signIn("worker");
    expect((await signIn("worker", "wrong")).body.params.triesLeft).toBe(4);
  });

  it("records sign-ins and refusals in the audit log", async () => {
    await signIn("worker", "wrong");
    await signIn("worker");
    const rows = await app.store.all<{ action: string; actor_id: string }>({ sql: "select action, actor_id from audit_rows order by id", bindings: [] });
    expect(rows).toEqual([{ action: "session.refused", actor_id: "p-worker" }, { action: "session.create", actor_id: "p-worker" }]);
  });
});

describe("a session", () => {
  it("ends after 30 minutes without use, and after 12 hours in any case", async () => {
    const cookie = cookieOf(await signIn("worker"));
    app.clock.advance(29 * minute);
    expect(await meBy(cookie)).toBe(200);
    app.clock.advance(29 * minute);
    expect(await meBy(cookie)).toBe(200);
    app.clock.advance(30 * minute);
    expect(await meBy(cookie)).toBe(401);

    const long = cookieOf(await signIn("worker"));
    for (let n = 0; n < 35; n += 1) {
      app.clock.advance(20 * minute);
      expect(await meBy(long)).toBe(200);
    }
    app.clock.advance(20 * minute);
    expect(await meBy(long)).toBe(401);
  });

  it("ends at sign-out, and only that one", async () => {
    const [one, two] = [cookieOf(await signIn("worker")), cookieOf(await signIn("worker"))];
    const out = await app.http.inject({ method: "DELETE", url: "/api/v1/session", headers: { cookie: one, "x-safeloop": "1" } });
    expect([out.statusCode, await meBy(one), await meBy(two)]).toEqual([204, 401, 200]);
  });

  it("ends at once when the person is disabled", async () => {
    const cookie = cookieOf(await signIn("worker"));
    expect((await call(app, "admin", "POST", "/people/p-worker/disable")).status).toBe(200);
    expect(await meBy(cookie)).toBe(401);
    expect((await signIn("worker")).code).toBe("LOGIN_FAILED");
    expect((await call(app, "admin", "POST", "/people/p-worker/enable")).status).toBe(200);
    expect((await signIn("worker")).status).toBe(200);
  });

  it("of every other browser ends when the password changes", async () => {
    const [one, two] = [cookieOf(await signIn("worker")), cookieOf(await signIn("worker"))];
    const change = (body: object) => app.http.inject({ method: "POST", url: "/api/v1/session/password", headers: { cookie: one, "x-safeloop": "1" }, payload: body });
    expect((await change({ old: "wrong", new: "a better one 7" })).json().code).toBe("PASSWORD_WRONG");
    expect((await change({ old: "tank farm 103!", new: "short" })).json().code).toBe("PASSWORD_WEAK");
    expect((await change({ old: "tank farm 103!", new: "xxworkerxx99" })).json().code).toBe("PASSWORD_WEAK");
    const changed = await change({ old: "tank farm 103!", new: "a better one 7" });
    expect(changed.statusCode).toBe(204);
    expect([await meBy(one), await meBy(two), await meBy(cookieOf(changed))]).toEqual([401, 401, 200]);
    expect([(await signIn("worker")).status, (await signIn("worker", "a better one 7")).status]).toEqual([401, 200]);
  });

  it("must change a given password before anything else", async () => {
    await app.store.unit((tx) => tx.run({ sql: "update people set must_change = 1 where id = 'p-worker'", bindings: [] }));
    expect((await call(app, "worker", "GET", "/people")).code).toBe("PASSWORD_CHANGE_REQUIRED");
    expect((await call<{ mustChangePassword: boolean }>(app, "worker", "GET", "/session")).body.mustChangePassword).toBe(true);
  });
});

describe("a one-time link", () => {
  interface Invited {
    readonly person: { readonly id: string };
    readonly invite: { readonly link: string };
  }
  const invite = async () => (await call<Invited>(app, "admin", "POST", "/people", { login: "new.one", name: "新人", orgId: "tank-farm", roles: [{ role: "worker", orgId: "tank-farm" }] })).body;
  const tokenOf = (link: string): string => link.split("token=")[1] ?? "";

  it("lets an invited person set a password once, and then works no more", async () => {
    const token = tokenOf((await invite()).invite.link);
    expect((await signIn("new.one")).code).toBe("LOGIN_FAILED");
    expect((await call(app, null, "POST", "/session/link/show", { token })).body).toEqual({ purpose: "invite", login: "new.one", name: "新人" });
    const used = await call<Me>(app, null, "POST", "/session/link", { token, password: "my own words 5" });
    expect([used.status, used.body.person.login]).toEqual([200, "new.one"]);
    expect((await call(app, null, "POST", "/session/link", { token, password: "my own words 6" })).code).toBe("LINK_INVALID");
    expect((await signIn("new.one", "my own words 5")).status).toBe(200);
  });

  it("expires after seven days, and dies with a disabled person", async () => {
    const { person, invite: first } = await invite();
    app.clock.advance(7 * 86_400_000);
    expect((await call(app, null, "POST", "/session/link", { token: tokenOf(first.link), password: "my own words 5" })).code).toBe("LINK_INVALID");
    const again = (await call<{ link: string }>(app, "admin", "POST", `/people/${person.id}/reset-password`)).body;
    await call(app, "admin", "POST", `/people/${person.id}/disable`);
    expect((await call(app, null, "POST", "/session/link", { token: tokenOf(again.link), password: "my own words 5" })).code).toBe("LINK_INVALID");
  });

  it("resets a password: the old one and open sessions end", async () => {
    const cookie = cookieOf(await signIn("worker"));
    const { link } = (await call<{ link: string }>(app, "admin", "POST", "/people/p-worker/reset-password")).body;
    expect([await meBy(cookie), (await signIn("worker")).status]).toEqual([401, 401]);
    expect((await call(app, null, "POST", "/session/link", { token: tokenOf(link), password: "my own words 5" })).status).toBe(200);
  });

  it("is stored as a hash only", async () => {
    const token = tokenOf((await invite()).invite.link);
    expect(JSON.stringify(await app.store.all({ sql: "select * from one_time_links", bindings: [] }))).not.toContain(token);
    expect(JSON.stringify(await app.store.all({ sql: "select * from idempotency", bindings: [] }))).not.toContain(token);
  });
});

