import { tasksOf, type FlowDefinition, type FlowInstance, type JsonObject } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { withDeputies } from "../people/absences.ts";
import type { LoadedInstance } from "../instances/loadInstance.ts";
import type { PublishedRevision } from "../services.ts";
import { tasksOfInstance } from "../tasks/taskStore.ts";

/** The instance as if it were on this flow and its submission on this form; `saveStep` stores what it finds here. */
export function pinnedTo(loaded: LoadedInstance, flow: PublishedRevision<"flows">, form: PublishedRevision<"forms">): LoadedInstance {
  return { ...loaded, flow, form, submission: { ...loaded.submission, form_hash: form.hash, form_revision: form.revision } };
}

/** Notes which revision an instance runs on. `saveStep` leaves that alone, since no other step changes it. */
export async function pinFlow(tx: Tx, instanceId: string, flow: PublishedRevision<"flows">): Promise<void> {
  await tx.run({ sql: "update instances set flow_hash = ?, permit = ? where id = ?", bindings: [flow.hash, flow.definition.settings.permit === true ? 1 : 0, instanceId] });
}

/** Takes back lines of the timeline that are above a `seq` now in force again. */
export async function dropHistoryAbove(tx: Tx, instanceId: string, seq: number): Promise<void> {
  await tx.run({ sql: "delete from instance_history where instance_id = ? and seq > ?", bindings: [instanceId, seq] });
}

/**
 * Removes stored tasks that the instance, as it is now to be, does not have,
 * or that are called otherwise in this flow; the step that follows writes the
 * latter anew. People whose inbox loses one are told after the commit.
 */
export async function dropTasksUnlike(ctx: ServerContext, tx: Tx, tenantId: string, flow: FlowDefinition, instance: FlowInstance): Promise<void> {
  const wanted = new Map(tasksOf(flow, instance).map((task) => [task.id, task.title]));
  const lost: string[] = [];
  for (const row of await tasksOfInstance(tx, instance.id)) {
    const title = wanted.get(row.id);
    if (title?.zh === row.title_zh && title.en === row.title_en) continue;
    const holders = await tx.all<{ person_id: string }>({ sql: "select person_id from task_holders where task_id = ? and open = 1", bindings: [row.id] });
    lost.push(...holders.map((one) => one.person_id));
    await tx.run({ sql: "delete from task_holders where task_id = ?", bindings: [row.id] });
    await tx.run({ sql: "delete from tasks where id = ?", bindings: [row.id] });
  }
  if (lost.length === 0) return;
  const people = withDeputies(ctx.directory(tenantId), lost, ctx.clock.now());
  tx.afterCommit(() => ctx.live.publish({ type: "task", tenantId, people, data: { instanceId: instance.id, submissionId: instance.submissionId } }));
}

/** The context with more to say in the audit entry of a step. */
export function sayingMore(ctx: ServerContext, more: JsonObject): ServerContext {
  return { ...ctx, audit: (tx, actor, entry) => ctx.audit(tx, actor, { ...entry, detail: { ...entry.detail, ...more } }) };
}
