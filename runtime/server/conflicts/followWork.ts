import { conflictFact, standingAt, type Conflict, type Effect } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { conflictsBy, countedWorks, isWork, tableOf, type WorkingTicket } from "./works.ts";
import { writeWorks, type CountedWork } from "./workRows.ts";

/**
 * Keeps what others reckon with in line with a ticket, in the unit that
 * changes it. Live permits that come into conflict by the change are told:
 * their holders decide whether to stop, the newcomer was refused already
 * where his form has the check.
 */
export async function followWork(ctx: ServerContext, tx: Tx, one: WorkingTicket, instanceId: string | null): Promise<void> {
  if (!isWork(ctx, one.tenantId, one.form)) return;
  const works = countedWorks(ctx, one);
  if (await writeWorks(tx, one.tenantId, one.ticket.id, instanceId, works)) await tellNeighbours(ctx, tx, one.tenantId, works);
}

async function tellNeighbours(ctx: ServerContext, tx: Tx, tenantId: string, works: readonly CountedWork[]): Promise<void> {
  const conflicts = await conflictsBy(ctx, tx, tenantId, tableOf(ctx, tenantId), works.map((work) => ({ ...work, ...standingAt(work, ctx.clock.now()) })));
  const effects: Effect[] = [];
  for (const conflict of conflicts.filter((each) => (each.other as CountedWork).live)) effects.push(...(await noticeOf(tx, tenantId, conflict)));
  if (effects.length > 0) await ctx.effects.enqueue(tx, tenantId, effects);
}

const involved = "select distinct p.person_id from submission_people p join submissions s on s.seq = p.seq where s.id = ? and s.tenant_id = ? and p.role in ('by', 'named') order by p.person_id";

/** To whoever works, watches or leads on the other ticket. */
async function noticeOf(tx: Tx, tenantId: string, { row, mine, other, distanceM, basis }: Conflict): Promise<Effect[]> {
  const rows = await tx.all<{ person_id: string }>({ sql: involved, bindings: [other.ticket, tenantId] });
  const people = rows.map((each) => each.person_id);
  if (people.length === 0) return [];
  const { zh, en } = conflictFact({ row, mine: other, other: mine, distanceM, basis });
  return [{
    kind: "notify", key: `conflict:${mine.ticket}:${other.ticket}:${row.id}:${mine.from ?? ""}:${mine.to ?? ""}`, people, topic: "permit.conflict", subject: { type: "submission", id: other.ticket },
    message: { zh: `${other.number} 附近有冲突作业：${zh}。请核对并停下其中一项。`, en: `${other.number}: conflicting work nearby: ${en}. Check, and stop one of the two.` },
  }];
}
