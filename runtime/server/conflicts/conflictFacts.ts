import { conflictFact, type ConflictFact } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { conflictsAround, isWork, type WorkingTicket } from "./works.ts";

/** What checks may ask of simultaneous work; what is not known is left out, and unknown refuses. */
export interface ConflictFacts {
  readonly conflicts?: readonly ConflictFact[];
  readonly livePermits?: number; // in the area, this one left out
}

const liveSql = "select count(*) as n from instances where tenant_id = ? and permit = 1 and status = 'running' and life_tone = 'live' and (area_id = ? or area_id is null) and submission_id <> ?";

/** `ctx.conflicts` and `ctx.livePermits` of a form that is work; nothing of others. */
export async function conflictFacts(ctx: ServerContext, reader: Reader, one: WorkingTicket, areaId: string | undefined): Promise<ConflictFacts> {
  if (!isWork(ctx, one.tenantId, one.form)) return {};
  const conflicts = await conflictsAround(ctx, reader, one);
  const live = areaId === undefined ? undefined : await reader.first<{ n: number | string }>({ sql: liveSql, bindings: [one.tenantId, areaId, one.ticket.id] });
  return { ...(conflicts ? { conflicts: conflicts.map(conflictFact) } : {}), ...(live ? { livePermits: Number(live.n) } : {}) };
}
