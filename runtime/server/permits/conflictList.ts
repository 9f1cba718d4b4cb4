import { conflictFact, standingConflicts, type PermitConflict, type PermitConflicts, type StandingConflict } from "@safeloop/engine";
import { standingWorks, type CountedWork } from "../conflicts/workRows.ts";
import { tableOf } from "../conflicts/works.ts";
import type { Actor, ServerContext } from "../context.ts";
import { visibleCondition } from "../submissions/listFilter.ts";
import { serviceOf } from "../services.ts";

type Side = PermitConflict["a"];

interface TicketRow {
  readonly id: string;
  readonly form_id: string;
  readonly title: string;
  readonly life_tone: string | null;
  readonly area_id: string | null;
  readonly visible: number;
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What stands at this instant and is in each other's way, as far as the caller may see one of the two: whoever works has to know who is in the way, even where he may not open that ticket. */
export async function listConflicts(ctx: ServerContext, actor: Actor): Promise<PermitConflicts> {
  const now = ctx.clock.now();
  await serviceOf(ctx.services, "definitions").load(actor.tenantId);
  const found = standingConflicts(tableOf(ctx, actor.tenantId), await standingWorks(ctx.store, actor.tenantId, now), now);
  const tickets = await ticketsOf(ctx, actor);
  const shown = found.filter(({ mine, other }) => tickets.get(mine.ticket)?.visible === 1 || tickets.get(other.ticket)?.visible === 1);
  return { items: shown.map((one) => conflictView(ctx, actor, one, tickets)) };
}

/** The tickets whose work stands, and which of them the caller may read. */
async function ticketsOf(ctx: ServerContext, actor: Actor): Promise<ReadonlyMap<string, TicketRow>> {
  const visible = await visibleCondition(ctx, actor);
  const sql = `select s.id, s.form_id, s.title, i.life_tone, i.area_id, case when ${visible.sql} then 1 else 0 end as visible
    from submissions s left join instances i on i.id = s.instance_id where s.tenant_id = ? and s.id in (select submission_id from works where tenant_id = ?)`;
  const rows = await ctx.store.all<TicketRow>({ sql, bindings: [...visible.bindings, actor.tenantId, actor.tenantId] });
  return new Map(rows.map((row) => [row.id, row]));
}

function conflictView(ctx: ServerContext, actor: Actor, conflict: StandingConflict, tickets: ReadonlyMap<string, TicketRow>): PermitConflict {
  const { row, mine, other, overlap } = conflict;
  const { distanceM, basis, clause } = conflictFact(conflict);
  const side = (work: StandingConflict["mine"]): Side => sideView(ctx, actor, work as CountedWork, tickets.get(work.ticket));
  return { row: row.id, title: { ...row.title }, clause, verify: row.source.confidence.endsWith("verify"), distanceM, basis, a: side(mine), b: side(other), from: instant(overlap.from), to: instant(overlap.to) };
}

function sideView(ctx: ServerContext, { tenantId }: Actor, work: CountedWork, ticket: TicketRow | undefined): Side {
  const { x, y } = work.spot;
  const formId = ticket?.form_id ?? "";
  const title = ctx.services.definitions?.published(tenantId, "forms", formId)?.definition.title ?? { zh: formId, en: formId };
  return {
    submissionId: work.ticket, number: work.number, form: { id: formId, title: { ...title } }, visible: ticket?.visible === 1,
    ...(ticket?.visible === 1 ? { title: ticket.title } : {}),
    tone: work.live ? (ticket?.life_tone === "stopped" ? "stopped" : "live") : "waiting",
    from: instant(work.from), to: instant(work.to),
    ...(x === null || y === null ? {} : { position: { x, y } }),
    ...(ticket?.area_id ? { areaId: ticket.area_id } : {}),
  };
}
