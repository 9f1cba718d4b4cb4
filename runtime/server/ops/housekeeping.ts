import { Sessions } from "../auth/sessions.ts";
import { Throttle } from "../auth/throttle.ts";
import type { ServerContext } from "../context.ts";

const day = 86_400_000;

/** How long answers to writes, finished effects and sent deliveries are kept. */
export const keptMs = { idempotency: 7 * day, outbox: 7 * day, links: 30 * day, deliveries: 30 * day } as const;

/** Removes what has served its time: ended sessions, old answers, finished effects, used links, sent deliveries. Dead letters stay. */
export async function housekeeping(ctx: Pick<ServerContext, "store" | "clock">): Promise<void> {
  const now = ctx.clock.now();
  const remove = (sql: string, before: number): Promise<number> => ctx.store.unit((tx) => tx.run({ sql, bindings: [before] }));
  await new Sessions(ctx.store, ctx.clock).removeOld();
  await new Throttle(ctx.store, ctx.clock).removeOld();
  await remove("delete from idempotency where at < ?", now - keptMs.idempotency);
  await remove("delete from outbox where state = 'done' and done_at < ?", now - keptMs.outbox);
  await remove("delete from deliveries where state = 'sent' and done_at < ?", now - keptMs.deliveries);
  await remove("delete from outgoing_notices where created_at < ? and not exists (select 1 from deliveries d where d.notice_id = outgoing_notices.id)", now - keptMs.deliveries);
  await remove("delete from one_time_links where expires_at < ?", now - keptMs.links);
}
