import { type AuditAction, meSchema, Refusal } from "@safeloop/engine";
import type { Actor, MakeSlice, Route, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { closed } from "../http/shapes.ts";
import { findLink, useLink } from "./links.ts";
import { loginOf } from "./loginOf.ts";
import { meOf } from "./me.ts";
import { checkPassword, hashPassword, verifyPassword } from "./password.ts";
import { clearedCookie, sessionCookieHeader } from "./sessionCookie.ts";
import { Sessions } from "./sessions.ts";
import { Throttle } from "./throttle.ts";

const passwordText = { type: "string", minLength: 1, maxLength: 200 } as const;
const loginText = { type: "string", minLength: 1, maxLength: 100 } as const;

interface AccountRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly org_id: string;
  readonly name: string;
  readonly login: string;
  readonly status: string;
  readonly password_hash: string | null;
}

function actorOf(account: AccountRow, ip: string | undefined): Actor {
  return { id: account.id, kind: "person", name: account.name, tenantId: account.tenant_id, orgId: account.org_id, permissions: new Set(), ...(ip === undefined ? {} : { ip }) };
}

/** Sign-in, sign-out, passwords and one-time links. */
class SessionRoutes {
  readonly #ctx: ServerContext;
  readonly #sessions: Sessions;
  readonly #throttle: Throttle;

  constructor(ctx: ServerContext) {
    this.#ctx = ctx;
    this.#sessions = new Sessions(ctx.store, ctx.clock);
    this.#throttle = new Throttle(ctx.store, ctx.clock);
  }

  signIn(req: RouteRequest): Promise<RouteReply> {
    const { login, password } = req.body as { login: string; password: string };
    return this.#throttle.inTurn(loginOf(login), () => this.#try(req, loginOf(login), password));
  }

  async #try(req: RouteRequest, login: string, password: string): Promise<RouteReply> {
    const address = req.actor.ip ?? "";
    const triesLeft = await this.#throttle.take(login, address);
    const account = await this.#account("login", login);
    const right = await verifyPassword(password, account?.status === "active" ? account.password_hash : null);
    if (!account || !right) {
      if (account) await this.#auditFailure(account, req);
      throw new Refusal("LOGIN_FAILED", { triesLeft });
    }
    return this.#openSession(req, account, "session.create", (tx) => this.#throttle.succeeded(tx, login, address));
  }

  async signOut(req: RouteRequest): Promise<RouteReply> {
    await this.#ctx.store.unit(async (tx) => {
      await this.#sessions.end(tx, req.sessionHash ?? "");
      await this.#ctx.audit(tx, req.actor, { action: "session.end", subject: { type: "person", id: req.actor.id } });
    });
    return { status: 204, headers: { "set-cookie": clearedCookie(this.#ctx.config, req) } };
  }

  /** Ends every other session of the person; the present one gets a new id. */
  async changePassword(req: RouteRequest): Promise<RouteReply> {
    const body = req.body as { old: string; new: string };
    const account = await this.#account("id", req.actor.id);
    if (!account) throw new Refusal("UNAUTHENTICATED");
    // A stolen session must not become a way to guess the password.
    await this.#throttle.take(account.login, req.actor.ip ?? "");
    if (!(await verifyPassword(body.old, account.password_hash))) throw new Refusal("PASSWORD_WRONG");
    const reply = await this.#setPassword(req, account, body.new, "password.change", (tx) => this.#throttle.succeeded(tx, account.login, req.actor.ip ?? ""));
    return { status: 204, headers: reply.headers ?? {} };
  }

  /** An invited person, or one whose password was reset, sets a password and is signed in. */
  async redeemLink(req: RouteRequest): Promise<RouteReply> {
    const { token, password } = req.body as { token: string; password: string };
    const link = await findLink(this.#ctx.store, this.#ctx.clock, token, ["invite", "reset"]);
    const account = await this.#account("id", link.person_id ?? "");
    if (!account || account.status === "disabled") throw new Refusal("LINK_INVALID");
    return this.#setPassword(req, account, password, "password.set", async (tx) => {
      await useLink(tx, this.#ctx.clock, token);
      await tx.run({ sql: "update people set status = 'active' where id = ? and status = 'invited'", bindings: [account.id] });
      await this.#ctx.directoryChanged(tx, account.tenant_id);
    });
  }

  /** For whom a link is, so that the page can greet; the token is the permission. */
  async showLink(req: RouteRequest): Promise<RouteReply> {
    const { token } = req.body as { token: string };
    const link = await findLink(this.#ctx.store, this.#ctx.clock, token, ["invite", "reset"]);
    const account = await this.#account("id", link.person_id ?? "");
    if (!account || account.status === "disabled") throw new Refusal("LINK_INVALID");
    return { body: { purpose: link.purpose, login: account.login, name: account.name } };
  }

  async #setPassword(req: RouteRequest, account: AccountRow, password: string, action: AuditAction, also: (tx: Tx) => Promise<void>): Promise<RouteReply> {
    checkPassword(password, account.login);
    const hash = await hashPassword(password);
    return this.#openSession(req, account, action, async (tx) => {
      await also(tx);
      await tx.run({ sql: "update people set password_hash = ?, must_change = 0 where id = ?", bindings: [hash, account.id] });
      await this.#sessions.endAll(tx, account.id);
    });
  }

  async #openSession(req: RouteRequest, account: AccountRow, action: AuditAction, also: (tx: Tx) => Promise<void>): Promise<RouteReply> {
    const id = await this.#ctx.store.unit(async (tx) => {
      await also(tx);
      const present = await tx.first<{ status: string }>({ sql: "select status from people where id = ?", bindings: [account.id] });
      if (present?.status !== "active") throw new Refusal("UNAUTHENTICATED"); // disabled while the password was being hashed
      await this.#ctx.audit(tx, actorOf(account, req.actor.ip), { action, subject: { type: "person", id: account.id } });
      return this.#sessions.create(tx, { id: account.id, tenantId: account.tenant_id });
    });
    const headers = { "set-cookie": sessionCookieHeader(this.#ctx.config, req, id), "cache-control": "no-store" };
    return { status: 200, headers, body: await meOf(this.#ctx, account.tenant_id, account.id) };
  }

  #account(by: "login" | "id", value: string): Promise<AccountRow | undefined> {
    return this.#ctx.store.first<AccountRow>({ sql: `select id, tenant_id, org_id, name, login, status, password_hash from people where ${by} = ?`, bindings: [value] });
  }

  #auditFailure(account: AccountRow, req: RouteRequest): Promise<void> {
    return this.#ctx.store.unit((tx) => this.#ctx.audit(tx, actorOf(account, req.actor.ip), { action: "session.refused", subject: { type: "person", id: account.id } }));
  }
}

/** `/api/v1/session`. */
export const makeSessionSlice: MakeSlice = (ctx) => {
  const own = new SessionRoutes(ctx);
  const url = "/api/v1/session";
  const tokenText = { type: "string", minLength: 20, maxLength: 100 };
  const routes: readonly Route[] = [
    { method: "POST", url, summary: "Sign in with login and password", policy: { kind: "public" }, idempotency: "off", bodyLimit: 16_384, schema: { body: closed({ login: loginText, password: passwordText }, ["login", "password"]), response: { 200: meSchema } }, handler: (req) => own.signIn(req) },
    { method: "GET", url, summary: "The signed-in person and what they may do", policy: { kind: "session" }, schema: { response: { 200: meSchema } }, handler: async (req) => ({ headers: { "cache-control": "no-store" }, body: await meOf(ctx, req.actor.tenantId, req.actor.id) }) },
    { method: "DELETE", url, summary: "Sign out", policy: { kind: "session" }, idempotency: "off", handler: (req) => own.signOut(req) },
    { method: "POST", url: `${url}/password`, summary: "Change the own password; other sessions end", policy: { kind: "session" }, idempotency: "off", bodyLimit: 16_384, schema: { body: closed({ old: passwordText, new: passwordText }, ["old", "new"]) }, handler: (req) => own.changePassword(req) },
    { method: "POST", url: `${url}/link/show`, summary: "For whom a one-time link is", policy: { kind: "public" }, idempotency: "off", bodyLimit: 16_384, schema: { body: closed({ token: tokenText }, ["token"]) }, handler: (req) => own.showLink(req) },
    { method: "POST", url: `${url}/link`, summary: "Set a password by a one-time link and sign in", policy: { kind: "public" }, idempotency: "off", bodyLimit: 16_384, schema: { body: closed({ token: tokenText, password: passwordText }, ["token", "password"]), response: { 200: meSchema } }, handler: (req) => own.redeemLink(req) },
  ];
  return { name: "session", routes };
};
