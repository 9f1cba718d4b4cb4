import type { DefinitionEvent, DefinitionKind, Presence } from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { personRef } from "../views/personRef.ts";
import type { DefinitionRow } from "./definitionStore.ts";

/** Who says nothing for so long has gone. */
const expiryMs = 30_000;

interface Present {
  readonly name: string;
  readonly since: number;
  readonly heard: number;
}

const iso = (ms: number | null): string => new Date(ms ?? 0).toISOString();

/**
 * Who has which definition open in the designer. Kept in the memory of this
 * process only: it helps people talk to each other and decides nothing; what
 * is saved is guarded by ETags. With several processes each knows its own.
 */
export class PresenceBook {
  readonly #open = new Map<string, Map<string, Present>>();

  constructor(private readonly ctx: ServerContext) {}

  /** The caller has it open, or has just closed it; who else has, is answered. Others are told when somebody came or went. */
  heard(actor: Actor, kind: DefinitionKind, row: DefinitionRow, isLeaving: boolean): Presence {
    const now = this.ctx.clock.now();
    const people = this.#peopleAt(`${actor.tenantId}/${kind}/${row.id}`, now);
    const before = people.get(actor.id);
    if (isLeaving) people.delete(actor.id);
    else people.set(actor.id, { name: actor.name, since: before?.since ?? now, heard: now });
    if (isLeaving ? before : !before) tellDefinition(this.ctx, actor, { kind, id: row.id, what: "present" });
    const others = [...people].filter(([id]) => id !== actor.id).map(([id, one]) => ({ id, name: one.name, since: iso(one.since) }));
    return { people: others, etag: row.draft_etag ?? row.hash ?? "", last: lastOf(this.ctx, row) };
  }

  #peopleAt(key: string, now: number): Map<string, Present> {
    for (const [place, people] of this.#open) {
      for (const [id, one] of people) if (now - one.heard > expiryMs) people.delete(id);
      if (people.size === 0 && place !== key) this.#open.delete(place);
    }
    const people = this.#open.get(key) ?? new Map<string, Present>();
    this.#open.set(key, people);
    return people;
  }
}

function lastOf(ctx: ServerContext, row: DefinitionRow): Presence["last"] {
  const directory = ctx.directory(row.tenant_id);
  if (row.draft !== null) return { what: "saved", by: personRef(directory, row.draft_by ?? ""), at: iso(row.draft_at), revision: row.revision };
  return { what: "published", by: personRef(directory, row.published_by ?? ""), at: iso(row.published_at), revision: row.revision };
}

const nounOf = { forms: "form", flows: "flow", rules: "rule" } as const satisfies { [K in DefinitionKind]: string };

/** Tells everyone in the designer who may edit such a definition. Call after the commit. */
export function tellDefinition(ctx: ServerContext, actor: Actor, event: Omit<DefinitionEvent, "by" | "at">): void {
  const data: DefinitionEvent = { ...event, by: { id: actor.id, name: actor.name }, at: iso(ctx.clock.now()) };
  ctx.live.publish({ type: "definition", tenantId: actor.tenantId, permission: `${nounOf[event.kind]}.edit`, data });
}
