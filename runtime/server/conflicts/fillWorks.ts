import type { ServerContext } from "../context.ts";
import { loadInstance } from "../instances/loadInstance.ts";
import { followWork } from "./followWork.ts";
import { progressOf } from "./progressOf.ts";
import { isWork } from "./works.ts";

const unwritten = `select id from instances where tenant_id = ? and status = 'running' and life_tone in ('waiting', 'live', 'stopped')
  and not exists (select 1 from works where works.submission_id = instances.submission_id) order by id`;

/** Writes the works of what was approved before works were written, or before its form said that it is work. Run once at start. */
export async function fillWorks(ctx: ServerContext, tenantId: string): Promise<void> {
  for (const { id } of await ctx.store.all<{ id: string }>({ sql: unwritten, bindings: [tenantId] })) {
    await ctx.store.unit(async (tx) => {
      const loaded = await loadInstance(ctx, tx, tenantId, id);
      if (!loaded || loaded.submission.instance_id !== id || !isWork(ctx, tenantId, loaded.form.definition)) return;
      const { form, submission, answers, instance, record } = loaded;
      await followWork(ctx, tx, { tenantId, form: form.definition, ticket: { id: submission.id, number: submission.number ?? "" }, answers, progress: progressOf(instance, record.life_tone) }, id);
    });
  }
}
