import type { ServerContext } from "../context.ts";
import { withDeputies } from "../people/absences.ts";
import type { FreeTask, TasksService } from "../services.ts";
import { ownersOf } from "./owners.ts";
import { taskById, writeTask, type TaskWrite } from "./taskStore.ts";

function rowOf(task: FreeTask, at: number, version: number): TaskWrite {
  return {
    id: task.id, tenant_id: task.tenantId, kind: task.kind, state: "open", instance_id: null, submission_id: null, alarm_id: task.alarmId, node: task.kind, node_kind: task.kind,
    title_zh: task.title.zh, title_en: task.title.en, number: task.number, person_id: task.holders[0] ?? "", seat_state: "open", version, opened_at: at,
    due_at: task.dueAt ?? null, closed_at: null, holders: task.holders.map((person) => ({ person, open: true })),
  };
}

const countOpen = "select count(*) as n from task_holders where tenant_id = ? and person_id = ? and open = 1";
const countOpenOf = (people: number): string => `select count(distinct task_id) as n from task_holders where tenant_id = ? and person_id in (${Array(people).fill("?").join(", ")}) and open = 1`;

/** Inboxes for tasks that no flow made. */
export function taskService(ctx: ServerContext): TasksService {
  const tell = (tenantId: string, people: readonly string[], taskId: string): void => {
    if (people.length > 0) ctx.live.publish({ type: "task", tenantId, people: withDeputies(ctx.directory(tenantId), people, ctx.clock.now()), data: { taskId } });
  };
  return {
    async open(tx, task) {
      const known = await taskById(tx, task.tenantId, task.id);
      await writeTask(tx, rowOf(task, known?.opened_at ?? ctx.clock.now(), (known?.version ?? 0) + 1), known);
      tx.afterCommit(() => tell(task.tenantId, task.holders, task.id));
    },
    async close(tx, tenantId, taskId, by) {
      const known = await taskById(tx, tenantId, taskId);
      if (!known || known.state !== "open") return;
      const holders = await tx.all<{ person_id: string }>({ sql: "select person_id from task_holders where task_id = ?", bindings: [taskId] });
      const people = holders.map((row) => row.person_id);
      const now = ctx.clock.now();
      await writeTask(tx, { ...known, state: "done", seat_state: "approved", version: known.version + 1, person_id: by ?? known.person_id, closed_at: now, holders: people.map((person) => ({ person, open: false })) }, known);
      tx.afterCommit(() => tell(tenantId, people, taskId));
    },
    async countOpen(tenantId, personId) {
      const people = ownersOf(ctx, tenantId, personId);
      const row = await ctx.store.first<{ n: number }>({ sql: people.length === 1 ? countOpen : countOpenOf(people.length), bindings: [tenantId, ...people] });
      return row?.n ?? 0;
    },
  };
}
