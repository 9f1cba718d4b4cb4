import { type AbsenceBody, type AbsenceEnded, type AbsenceView, type AuditAction, type JsonObject, type Person, Refusal } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { absenceOf, type AbsenceRow, absenceById, absencesAfter, absencesAround, deleteAbsence, endAbsence, insertAbsence } from "./absencesStore.ts";
import { checkAmongOthers, checkDeputy, checkWindow } from "./absencesChecks.ts";
import { cancelTurns, type Happening, noticesOf, renewAfterCommit, scheduleTurns } from "./absencesTelling.ts";
import { absenceView, editsPerson, inListOrder, mayEnd, stateOf } from "./absencesView.ts";
import { checkGrants } from "./grants.ts";
import { visibleUnits } from "./personView.ts";

const actOf: { readonly [happening in Happening]: AuditAction } = { created: "absence.create", ended: "absence.end", removed: "absence.end" };

/** Absences and who stands in: registered and ended in units with their audit rows; the engine asks the directory for them. */
export class AbsencesService {
  readonly #ctx: ServerContext;

  constructor(ctx: ServerContext) {
    this.#ctx = ctx;
  }

  /** Absences of a person (the actor when left out) and those in which he is the deputy. */
  async list(actor: Actor, personId: string = actor.id): Promise<readonly AbsenceView[]> {
    const person = this.#subject(actor, personId);
    const rows = await absencesAround(this.#ctx.store, actor.tenantId, person.id);
    return inListOrder(rows, this.#ctx.clock.now()).map((row) => absenceView(this.#ctx, actor, row));
  }

  async create(tx: Tx, actor: Actor, body: AbsenceBody): Promise<AbsenceView> {
    const ctx = this.#ctx;
    const person = this.#subject(actor, body.personId ?? actor.id);
    // Who may not take a person's roles away may not hand his decisions to another either.
    if (person.id !== actor.id) checkGrants(ctx, actor, person.roles, []);
    const row = this.#rowOf(actor, person, body);
    await this.#check(tx, row);
    await insertAbsence(tx, row);
    await scheduleTurns(ctx, tx, row);
    await this.#done(tx, actor, row, "created");
    return absenceView(ctx, actor, row);
  }

  /** Ends it now; one that has not begun is removed. */
  async end(tx: Tx, actor: Actor, id: string): Promise<AbsenceEnded> {
    const row = await absenceById(tx, actor.tenantId, id);
    if (!row || !(mayEnd(this.#ctx, actor, row) || row.deputy_id === actor.id)) throw new Refusal("NOT_FOUND", { what: "absence" });
    if (!mayEnd(this.#ctx, actor, row)) throw new Refusal("FORBIDDEN", { permission: "people.edit" });
    const now = this.#ctx.clock.now();
    if (stateOf(row, now) === "past") throw new Refusal("ABSENCE_OVER");
    const removed = row.from_at >= now; // also at its first instant: an empty window says nothing
    const left: AbsenceRow = removed ? row : { ...row, to_at: now };
    await (removed ? deleteAbsence(tx, id) : endAbsence(tx, id, now));
    await cancelTurns(this.#ctx, tx, id);
    await this.#done(tx, actor, left, removed ? "removed" : "ended");
    const view = absenceView(this.#ctx, actor, left);
    return { removed, absence: { ...view, mayEnd: false } };
  }

  /** The person, when the actor may register absences for him: himself, or by `people.edit` at his unit. */
  #subject(actor: Actor, id: string): Person {
    const person = this.#ctx.directory(actor.tenantId).person(id);
    const visible = person && (id === actor.id || visibleUnits(this.#ctx, actor).has(person.orgId));
    if (!visible) throw new Refusal("NOT_FOUND", { what: "person" });
    if (id !== actor.id && !editsPerson(this.#ctx, actor, id)) throw new Refusal("FORBIDDEN", { permission: "people.edit" });
    return person;
  }

  #rowOf(actor: Actor, person: Person, body: AbsenceBody): AbsenceRow {
    const now = this.#ctx.clock.now();
    return {
      id: this.#ctx.newId(), tenant_id: actor.tenantId, person_id: person.id, deputy_id: body.deputyId, from_at: Date.parse(body.from), to_at: Date.parse(body.to),
      reason: body.reason ?? null, made_by: actor.id, made_at: now,
    };
  }

  async #check(tx: Tx, row: AbsenceRow): Promise<void> {
    const { clock, config } = this.#ctx;
    const directory = this.#ctx.directory(row.tenant_id);
    const now = clock.now();
    checkWindow(row.from_at, row.to_at, now);
    checkDeputy(row.person_id, directory.person(row.deputy_id));
    const others = await absencesAfter(tx, row.tenant_id, Math.min(row.from_at, now));
    checkAmongOthers(absenceOf(row), { others: others.map(absenceOf), directory, now, siteTz: config.siteTz });
  }

  async #done(tx: Tx, actor: Actor, row: AbsenceRow, happening: Happening): Promise<void> {
    const ctx = this.#ctx;
    const detail: JsonObject = {
      absence: row.id, deputy: row.deputy_id, from: new Date(row.from_at).toISOString(), to: new Date(row.to_at).toISOString(),
      ...(row.reason === null ? {} : { reason: row.reason }), ...(happening === "removed" ? { removed: true } : {}),
    };
    await ctx.audit(tx, actor, { action: actOf[happening], subject: { type: "person", id: row.person_id }, detail });
    await ctx.effects.enqueue(tx, row.tenant_id, noticesOf(ctx, actor, row, happening));
    await ctx.directoryChanged(tx, row.tenant_id);
    renewAfterCommit(ctx, tx, row.tenant_id, row.person_id);
  }
}
