import { type AlarmSummary, isCovered, isReport, type Priority } from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import type { LiveAlarms } from "./liveAlarms.ts";

type Counts = { [p in Priority]: number };

const none = (): Counts => ({ P1: 0, P2: 0, P3: 0, P4: 0 });
const unackedStates: ReadonlySet<string> = new Set(["unack", "rtn-unack", "latched-unack"]);

/** The counts of the status bar, of what the caller may see. */
export async function summaryOf(ctx: ServerContext, alarms: LiveAlarms, actor: Actor): Promise<AlarmSummary> {
  const live = alarms.of(actor.tenantId);
  await live.open();
  const reach = ctx.reach(actor, "alarm.view");
  const directory = ctx.directory(actor.tenantId);
  const unacked = none();
  const active = none();
  for (const alarm of live.engine.book.open()) {
    if (!reach.has(directory.area(alarm.areaId)?.orgId ?? actor.tenantId)) continue;
    if (isCovered(alarm)) continue; // shelved, suppressed and out-of-service ones are counted in their own lists
    if (unackedStates.has(alarm.state)) unacked[alarm.priority] += 1;
    if (alarm.active) active[alarm.priority] += 1;
  }
  const permits = await ctx.services.permits?.counts(actor.tenantId);
  return {
    unacked, active, flood: live.flood.isFlood(ctx.clock.now()), tags: tagCounts(ctx, alarms, actor),
    permits: permits ?? { live: 0, suspended: 0 }, hazards: await hazardCounts(ctx, actor), tasks: { mine: (await ctx.services.tasks?.countOpen(actor.tenantId, actor.id)) ?? 0 },
  };
}

/** Measured tags whose value is known now; points that stand for forms have none, and what the platform counts itself is no measurement. Unknown is shown as a number of its own, never folded into normal. */
function tagCounts(ctx: ServerContext, alarms: LiveAlarms, actor: Actor): { readonly total: number; readonly known: number; readonly unknown: number } {
  const reach = ctx.reach(actor, "tag.read");
  const tags = (ctx.services.tags?.all(actor.tenantId) ?? []).filter((tag) => !isReport(tag) && tag.computed !== true && reach.has(tag.orgId));
  const known = tags.filter((tag) => alarms.latest(actor.tenantId, tag.id)?.unknown === false).length;
  return { total: tags.length, known, unknown: tags.length - known };
}

/** Hazards still being rectified, from the live instances of hazard forms. */
async function hazardCounts(ctx: ServerContext, actor: Actor): Promise<{ readonly open: number; readonly dueToday: number; readonly overdue: number }> {
  const now = ctx.clock.now();
  const sql = `select i.id as id, min(t.due_at) as due from instances i join submissions s on s.id = i.submission_id left join tasks t on t.instance_id = i.id and t.state = 'open'
    where i.tenant_id = ? and i.status = 'running' and s.form_id like 'hazard-%' group by i.id`;
  const rows = await ctx.store.all<{ due: number | string | null }>({ sql, bindings: [actor.tenantId] });
  const endOfDay = endOfLocalDay(now, ctx.config.siteTz);
  const due = rows.flatMap((row) => (row.due === null ? [] : [Number(row.due)]));
  return { open: rows.length, dueToday: due.filter((at) => at >= now && at < endOfDay).length, overdue: due.filter((at) => at < now).length };
}

function endOfLocalDay(now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return now + 86_400_000 - ((of("hour") * 60 + of("minute")) * 60 + of("second")) * 1000 - (now % 1000);
}
