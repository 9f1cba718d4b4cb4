import type { AbsenceView } from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { personRef } from "../views/personRef.ts";
import type { AbsenceRow } from "./absencesStore.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

/** The absent one, who registered it, and those who edit people at his unit may end it. */
export function mayEnd(ctx: ServerContext, actor: Actor, row: AbsenceRow): boolean {
  return row.person_id === actor.id || row.made_by === actor.id || editsPerson(ctx, actor, row.person_id);
}

/** True when the actor holds `people.edit` at the person's unit. */
export function editsPerson(ctx: ServerContext, actor: Actor, personId: string): boolean {
  const person = ctx.directory(actor.tenantId).person(personId);
  return person !== undefined && ctx.reach(actor, "people.edit").has(person.orgId);
}

/** Before, in or after the window. */
export function stateOf({ from_at, to_at }: AbsenceRow, now: number): AbsenceView["state"] {
  if (now < from_at) return "future";
  return now < to_at ? "present" : "past";
}

export function absenceView(ctx: ServerContext, actor: Actor, row: AbsenceRow): AbsenceView {
  const directory = ctx.directory(actor.tenantId);
  const state = stateOf(row, ctx.clock.now());
  return {
    id: row.id,
    person: personRef(directory, row.person_id),
    deputy: personRef(directory, row.deputy_id),
    from: iso(row.from_at),
    to: iso(row.to_at),
    ...(row.reason === null ? {} : { reason: row.reason }),
    state,
    madeBy: personRef(directory, row.made_by),
    madeAt: iso(row.made_at),
    mayEnd: state !== "past" && mayEnd(ctx, actor, row),
  };
}

/** Present and future ones first, the nearest first; then past ones, the latest first. */
export function inListOrder(rows: readonly AbsenceRow[], now: number): AbsenceRow[] {
  const byBeginning = [...rows].sort((a, b) => a.from_at - b.from_at || (a.id < b.id ? -1 : 1));
  const isOver = (row: AbsenceRow): boolean => stateOf(row, now) === "past";
  return [...byBeginning.filter((row) => !isOver(row)), ...byBeginning.filter(isOver).reverse()];
}
