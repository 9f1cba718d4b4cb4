import { checkDutyPlan, idParamsSchema, onDutyBy, Refusal, rosterBodySchema, rosterChangeSchema, rosterPageSchema, rosterViewSchema, type AuditAction, type DutyPlan, type RosterBody, type RosterChange, type RosterView } from "@safeloop/engine";
import type { Actor, MakeSlice, Policy, Route, RouteRequest, ServerContext, Tx } from "../context.ts";
import { pageOf, pageQuery } from "../http/page.ts";
import { closed } from "../http/shapes.ts";
import { visibleUnits } from "../people/personView.ts";
import { personRef } from "../views/personRef.ts";
import { changeRoster, deleteRoster, insertRoster, rosterById, rostersOf, type StoredRoster } from "./dutyRows.ts";

const read: Policy = { kind: "permission", permission: "people.read" };
const edit: Policy = { kind: "permission", permission: "people.edit" };

/** Duty rosters: who is on duty for a role at a unit. Alarms find their receivers on them, flows their people on duty. */
class DutyService {
  readonly #ctx: ServerContext;

  constructor(ctx: ServerContext) {
    this.#ctx = ctx;
  }

  async list(actor: Actor): Promise<readonly RosterView[]> {
    const visible = visibleUnits(this.#ctx, actor);
    return (await rostersOf(this.#ctx.store, actor.tenantId)).filter((one) => visible.has(one.orgId)).map((one) => this.#view(actor, one));
  }

  async create(tx: Tx, actor: Actor, body: RosterBody): Promise<RosterView> {
    const roster: StoredRoster = { id: this.#ctx.newId(), orgId: body.orgId, role: body.role, plan: body.plan, version: 1 };
    if (!visibleUnits(this.#ctx, actor).has(roster.orgId)) throw new Refusal("NOT_FOUND", { what: roster.orgId });
    this.#mayEdit(actor, roster.orgId);
    this.#check(actor, roster.plan);
    if (!(await insertRoster(tx, actor.tenantId, roster, actor.id, this.#ctx.clock.now()))) throw new Refusal("ROSTER_TAKEN");
    await this.#done(tx, actor, "roster.create", roster);
    return this.#view(actor, roster);
  }

  async change(tx: Tx, actor: Actor, id: string, { plan, version }: RosterChange): Promise<RosterView> {
    const before = await this.#one(tx, actor, id);
    this.#check(actor, plan);
    if (!(await changeRoster(tx, actor.tenantId, id, version, plan, actor.id, this.#ctx.clock.now()))) throw new Refusal("ROSTER_CHANGED", { present: before.version });
    const after = { ...before, plan: plan as DutyPlan, version: version + 1 };
    await this.#done(tx, actor, "roster.change", after);
    return this.#view(actor, after);
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<void> {
    const roster = await this.#one(tx, actor, id);
    await deleteRoster(tx, actor.tenantId, id);
    await this.#done(tx, actor, "roster.delete", roster);
  }

  async #one(tx: Tx, actor: Actor, id: string): Promise<StoredRoster> {
    const roster = await rosterById(tx, actor.tenantId, id);
    if (!roster || !visibleUnits(this.#ctx, actor).has(roster.orgId)) throw new Refusal("NOT_FOUND", { what: id });
    this.#mayEdit(actor, roster.orgId);
    return roster;
  }

  #mayEdit(actor: Actor, orgId: string): void {
    if (!this.#ctx.reach(actor, "people.edit").has(orgId)) throw new Refusal("FORBIDDEN", { permission: "people.edit" });
  }

  #check(actor: Actor, plan: DutyPlan): void {
    const directory = this.#ctx.directory(actor.tenantId);
    const [first] = checkDutyPlan(plan, (id) => directory.person(id)?.status === "active");
    if (first) throw new Refusal(first.code, first.params);
  }

  async #done(tx: Tx, actor: Actor, action: AuditAction, roster: StoredRoster): Promise<void> {
    await this.#ctx.audit(tx, actor, { action, subject: { type: "roster", id: roster.id }, detail: { unit: roster.orgId, role: roster.role, version: roster.version } });
    await this.#ctx.directoryChanged(tx, actor.tenantId);
  }

  #view(actor: Actor, roster: StoredRoster): RosterView {
    const directory = this.#ctx.directory(actor.tenantId);
    const { id, orgId, role, plan, version } = roster;
    const named = [...new Set([...Object.values(plan.week).flat(2), ...plan.exceptions.flatMap((one) => one.people)])];
    return {
      id, org: { id: orgId, title: directory.orgUnit(orgId)?.title ?? { zh: orgId, en: orgId } }, role, plan: plan as RosterView["plan"], people: named.map((one) => personRef(directory, one)),
      onDuty: this.#onDuty(plan).map((one) => personRef(directory, one)), version, mayEdit: this.#ctx.reach(actor, "people.edit").has(orgId),
    };
  }

  #onDuty(plan: DutyPlan): readonly string[] {
    return onDutyBy(plan, this.#ctx.clock.now(), this.#ctx.config.siteTz);
  }
}

/** `/api/v1/rosters`: seen where people are seen, changed with `people.edit` at the unit. */
export const makeDutySlice: MakeSlice = (ctx) => {
  const duty = new DutyService(ctx);
  const url = "/api/v1/rosters";
  const id = (req: RouteRequest): string => req.params["id"] ?? "";
  const routes: readonly Route[] = [
    { method: "GET", url, summary: "Duty rosters, with who is on duty now", policy: read, schema: { query: closed(pageQuery), response: { 200: rosterPageSchema } }, handler: async (req) => ({ body: pageOf(await duty.list(req.actor), req.query) }) },
    { method: "POST", url, summary: "Add the roster of a role at a unit", policy: edit, schema: { body: rosterBodySchema, response: { 201: rosterViewSchema } }, handler: (req) => req.unit(async (tx) => ({ status: 201, body: await duty.create(tx, req.actor, req.body as RosterBody) })) },
    { method: "PUT", url: `${url}/:id`, summary: "Change a roster", policy: edit, schema: { params: idParamsSchema, body: rosterChangeSchema, response: { 200: rosterViewSchema } }, handler: (req) => req.unit(async (tx) => ({ body: await duty.change(tx, req.actor, id(req), req.body as RosterChange) })) },
    { method: "DELETE", url: `${url}/:id`, summary: "Remove a roster: everyone who holds the role is told again", policy: edit, schema: { params: idParamsSchema }, handler: (req) => req.unit(async (tx) => { await duty.remove(tx, req.actor, id(req)); return { status: 204 }; }) },
  ];
  return { name: "duty", routes };
};
