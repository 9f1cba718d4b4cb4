import type { ServerContext } from "../context.ts";
import type { PermitsService, StoppedPermit } from "../services.ts";
import { releaseCause } from "./interlock.ts";
import { watchPermit, watchPerson, watchReferred, watchRegistered } from "./watches.ts";

interface StopRow {
  readonly cause_id: string;
  readonly submission_id: string;
  readonly number: string | null;
}

const counts = "select life_tone as tone, count(*) as n from instances where tenant_id = ? and permit = 1 and status = 'running' and life_tone in ('live', 'stopped') group by life_tone";

function stopsSql(causes: number): string {
  const marks = Array.from({ length: causes }, () => "?").join(",");
  return `select p.cause_id, i.submission_id, s.number from permit_stops p join instances i on i.id = p.instance_id join submissions s on s.id = i.submission_id
    where p.tenant_id = ? and p.cause_id in (${marks}) order by s.seq`;
}

/** What alarms and the start page ask about permits. */
export function permitService(ctx: ServerContext): PermitsService {
  return {
    personChanged: (tx, tenantId, person) => watchPerson(ctx, tx, tenantId, person),
    registerChanged: (tx, tenantId, key) => watchRegistered(ctx, tx, tenantId, key),
    referredChanged: (tx, tenantId, formId, submissionId) => watchReferred(ctx, tx, tenantId, formId, submissionId),
    watch: (tx, tenantId, instanceId) => watchPermit(ctx, tx, tenantId, instanceId),
    interlockOver: (tx, tenantId, causeId) => releaseCause(ctx, tx, tenantId, causeId),
    async stoppedBy(reader, tenantId, causeIds) {
      const found = new Map<string, StoppedPermit[]>();
      for (let i = 0; i < causeIds.length; i += 200) {
        const some = causeIds.slice(i, i + 200);
        for (const row of await reader.all<StopRow>({ sql: stopsSql(some.length), bindings: [tenantId, ...some] })) {
          found.set(row.cause_id, [...(found.get(row.cause_id) ?? []), { submissionId: row.submission_id, number: row.number ?? "" }]);
        }
      }
      return found;
    },
    async counts(tenantId) {
      const rows = await ctx.store.all<{ tone: string; n: number }>({ sql: counts, bindings: [tenantId] });
      const of = (tone: string): number => rows.find((row) => row.tone === tone)?.n ?? 0;
      return { live: of("live"), suspended: of("stopped") };
    },
  };
}
