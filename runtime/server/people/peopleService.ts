import { type AuditAction, type Certificate, isFound, type JsonObject, type Person, type PersonView, Refusal, type RoleAssignment } from "@safeloop/engine";
import { spelling } from "@safeloop/engine/spelling";
import { makeLink } from "../auth/links.ts";
import { Sessions } from "../auth/sessions.ts";
import { loginOf } from "../auth/loginOf.ts";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { checkAdminRemains, checkGrants, checkManager } from "./grants.ts";
import { personView, visibleUnits } from "./personView.ts";

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly orgId: string;
  readonly roles: readonly RoleAssignment[];
  readonly managerId?: string | null;
  readonly certificates?: readonly Certificate[];
}

export type PersonChange = Partial<Omit<NewPerson, "login">>;

export interface PeopleQuery {
  readonly q?: string;
  readonly role?: string;
  readonly orgId?: string;
}

export interface OneTimeLink {
  readonly link: string;
  readonly expiresAt: string;
}

/** People: looked up in the directory, changed in units with their audit rows. */
export class PeopleService {
  readonly #ctx: ServerContext;
  readonly #sessions: Sessions;

  constructor(ctx: ServerContext) {
    this.#ctx = ctx;
    this.#sessions = new Sessions(ctx.store, ctx.clock);
  }

  /** People of the actor's site and of the units a role reaches, by name. */
  list(actor: Actor, query: PeopleQuery): readonly PersonView[] {
    const directory = this.#ctx.directory(actor.tenantId);
    const visible = visibleUnits(this.#ctx, actor);
    const within = query.orgId === undefined ? undefined : directory.below(query.orgId);
    return directory.people
      .filter((one) => visible.has(one.orgId) && (within === undefined || within.has(one.orgId)))
      .filter((one) => query.role === undefined || one.roles.some(({ role }) => role === query.role))
      .filter((one) => isFound([one.name, one.login], query.q ?? "", spelling))
      .map(personView);
  }

  get(actor: Actor, id: string): PersonView {
    const person = this.#ctx.directory(actor.tenantId).person(id);
    if (!person || !(visibleUnits(this.#ctx, actor).has(person.orgId) || id === actor.id)) throw new Refusal("NOT_FOUND", { what: "person" });
    return personView(person);
  }

  /** Adds an invited person and the link by which they set their password. */
  async invite(tx: Tx, actor: Actor, given: NewPerson): Promise<{ person: PersonView; invite: OneTimeLink }> {
    const ctx = this.#ctx;
    const id = ctx.newId();
    const login = loginOf(given.login);
    this.#mustReach(actor, given.orgId, "org unit");
    checkGrants(ctx, actor, [], given.roles);
    checkManager(ctx.directory(actor.tenantId), id, given.managerId ?? null);
    const sql = "insert into people (id, tenant_id, org_id, login, name, manager_id, status, certificates, must_change, created_at) values (?, ?, ?, ?, ?, ?, 'invited', ?, 0, ?) on conflict (login) do nothing";
    const added = await tx.run({ sql, bindings: [id, actor.tenantId, given.orgId, login, given.name, given.managerId ?? null, JSON.stringify(given.certificates ?? []), ctx.clock.now()] });
    if (added === 0) throw new Refusal("LOGIN_TAKEN", { login });
    await this.#writeRoles(tx, actor.tenantId, id, given.roles);
    const invite = await this.#link(tx, "invite", { id, tenantId: actor.tenantId });
    await this.#done(tx, actor, "person.invite", id, { login, orgId: given.orgId, roles: given.roles.map(({ role, orgId }) => `${role}@${orgId}`) });
    return { person: { ...given, id, login, status: "invited", managerId: given.managerId ?? null, certificates: given.certificates ?? [] }, invite };
  }

  async change(tx: Tx, actor: Actor, id: string, change: PersonChange): Promise<PersonView> {
    const before = this.#editable(actor, id);
    const after = { ...before, ...change };
    if (change.orgId !== undefined) this.#mustReach(actor, change.orgId, "org unit");
    if (change.roles) checkGrants(this.#ctx, actor, before.roles, change.roles);
    if (change.managerId !== undefined) checkManager(this.#ctx.directory(actor.tenantId), id, change.managerId);
    await tx.run({ sql: "update people set name = ?, org_id = ?, manager_id = ?, certificates = ? where id = ?", bindings: [after.name, after.orgId, after.managerId ?? null, JSON.stringify(after.certificates ?? []), id] });
    if (change.roles) await this.#writeRoles(tx, actor.tenantId, id, change.roles);
    await checkAdminRemains(tx, actor.tenantId);
    await this.#ctx.services.permits?.personChanged(tx, actor.tenantId, after);
    await this.#done(tx, actor, "person.change", id, JSON.parse(JSON.stringify({ from: pick(before, change), to: change })) as JsonObject);
    return personView(after);
  }

  /** Ends all sessions at once. */
  async disable(tx: Tx, actor: Actor, id: string): Promise<PersonView> {
    const person = this.#editable(actor, id);
    if (id === actor.id) throw new Refusal("SELF_DISABLE");
    await tx.run({ sql: "update people set status = 'disabled' where id = ?", bindings: [id] });
    await tx.run({ sql: "delete from one_time_links where person_id = ?", bindings: [id] });
    await this.#sessions.endAll(tx, id);
    await checkAdminRemains(tx, actor.tenantId);
    await this.#ctx.services.permits?.personChanged(tx, actor.tenantId, { ...person, status: "disabled" });
    await this.#done(tx, actor, "person.disable", id);
    return personView({ ...person, status: "disabled" });
  }

  /** Back to active, or to invited when the person never set a password. */
  async enable(tx: Tx, actor: Actor, id: string): Promise<PersonView> {
    const person = this.#editable(actor, id);
    if (person.status !== "disabled") throw new Refusal("PERSON_NOT_INVITED", { status: person.status });
    const row = await tx.first<{ password_hash: string | null }>({ sql: "select password_hash from people where id = ?", bindings: [id] });
    const status = row?.password_hash ? "active" : "invited";
    await tx.run({ sql: "update people set status = ? where id = ?", bindings: [status, id] });
    await this.#ctx.services.permits?.personChanged(tx, actor.tenantId, { ...person, status });
    await this.#done(tx, actor, "person.enable", id);
    return personView({ ...person, status });
  }

  /** A fresh link (for an invited person a fresh invitation); the old password stops working and sessions end. */
  async resetPassword(tx: Tx, actor: Actor, id: string): Promise<OneTimeLink> {
    const person = this.#editable(actor, id);
    if (person.status === "disabled") throw new Refusal("PERSON_NOT_INVITED", { status: person.status });
    await tx.run({ sql: "update people set password_hash = null where id = ?", bindings: [id] });
    await this.#sessions.endAll(tx, id);
    const link = await this.#link(tx, person.status === "invited" ? "invite" : "reset", person);
    await this.#done(tx, actor, "person.reset-password", id);
    return link;
  }

  #editable(actor: Actor, id: string): Person {
    const person = this.#ctx.directory(actor.tenantId).person(id);
    if (!person || !this.#ctx.reach(actor, "people.edit").has(person.orgId)) throw new Refusal("NOT_FOUND", { what: "person" });
    // Somebody with a role above the editor's reach (another site's head, say) is not theirs to change.
    checkGrants(this.#ctx, actor, person.roles, []);
    return person;
  }

  #mustReach(actor: Actor, orgId: string, what: string): void {
    if (!this.#ctx.reach(actor, "people.edit").has(orgId)) throw new Refusal("NOT_FOUND", { what });
  }

  async #writeRoles(tx: Tx, tenantId: string, personId: string, roles: readonly RoleAssignment[]): Promise<void> {
    await tx.run({ sql: "delete from role_assignments where person_id = ?", bindings: [personId] });
    for (const { role, orgId } of roles) {
      await tx.run({ sql: "insert into role_assignments (person_id, role, org_id, tenant_id) values (?, ?, ?, ?) on conflict do nothing", bindings: [personId, role, orgId, tenantId] });
    }
  }

  async #link(tx: Tx, purpose: "invite" | "reset", person: { readonly id: string; readonly tenantId: string }): Promise<OneTimeLink> {
    const { token, expiresAt } = await makeLink(tx, this.#ctx.clock, purpose, person);
    return { link: `${this.#ctx.config.publicUrl?.replace(/\/$/, "") ?? ""}/invite?token=${token}`, expiresAt: new Date(expiresAt).toISOString() };
  }

  async #done(tx: Tx, actor: Actor, action: AuditAction, id: string, detail: JsonObject = {}): Promise<void> {
    await this.#ctx.audit(tx, actor, { action, subject: { type: "person", id }, detail });
    await this.#ctx.directoryChanged(tx, actor.tenantId);
  }
}

function pick(from: object, like: object): object {
  return Object.fromEntries(Object.entries(from).filter(([key]) => key in like));
}
