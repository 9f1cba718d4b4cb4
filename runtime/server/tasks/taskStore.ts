import type { TaskState } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../context.ts";

/** A row of `tasks`. */
export interface TaskRecord {
  readonly id: string;
  readonly tenant_id: string;
  readonly kind: "approval" | "fill" | "life" | "disposal";
  readonly state: "open" | "waiting" | "done" | "superseded";
  readonly instance_id: string | null;
  readonly submission_id: string | null;
  readonly alarm_id: string | null;
  readonly node: string;
  readonly node_kind: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly number: string;
  readonly person_id: string;
  readonly seat_state: string;
  readonly version: number;
  readonly opened_at: number;
  readonly due_at: number | null;
  readonly closed_at: number | null;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const upsert = `insert into tasks (id, tenant_id, kind, state, instance_id, submission_id, alarm_id, node, node_kind, title_zh, title_en, number, person_id, seat_state, version, opened_at, due_at, closed_at)
  values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
  on conflict (id) do update set state = excluded.state, person_id = excluded.person_id, seat_state = excluded.seat_state, version = excluded.version, due_at = excluded.due_at, closed_at = excluded.closed_at`;
const addHolder = `insert into task_holders (tenant_id, person_id, task_id, open, kind, opened_at) values (?,?,?,?,?,?)
  on conflict (person_id, task_id) do update set open = excluded.open`;
const closeHolders = "update task_holders set open = 0 where task_id = ?";
const dropHolders = "delete from task_holders where task_id = ?";

/** One task of the tenant, or nothing. */
export function taskById(reader: Reader, tenantId: string, id: string): Promise<TaskRecord | undefined> {
  return reader.first(query("select * from tasks where id = ? and tenant_id = ?", id, tenantId));
}

export function tasksOfInstance(reader: Reader, instanceId: string): Promise<TaskRecord[]> {
  return reader.all(query("select * from tasks where instance_id = ?", instanceId));
}

/** What changes of a task. */
export type TaskMark = Pick<TaskRecord, "id" | "state" | "seat_state" | "version" | "due_at" | "person_id">;

/** The same tasks, only what changes: a step reads them to see which of its rows are new. */
export function marksOfInstance(reader: Reader, instanceId: string): Promise<TaskMark[]> {
  return reader.all(query("select id, state, seat_state, version, due_at, person_id from tasks where instance_id = ?", instanceId));
}

export interface TaskWrite extends TaskRecord {
  readonly holders: readonly { readonly person: string; readonly open: boolean }[];
}

/** Stores a task and puts it into, or takes it out of, the inboxes of its holders. `before`: its row so far. */
export async function writeTask(tx: Tx, task: TaskWrite, before?: Pick<TaskRecord, "version">): Promise<void> {
  await tx.run(
    query(
      upsert, task.id, task.tenant_id, task.kind, task.state, task.instance_id, task.submission_id, task.alarm_id, task.node, task.node_kind, task.title_zh, task.title_en,
      task.number, task.person_id, task.seat_state, task.version, task.opened_at, task.due_at, task.closed_at,
    ),
  );
  // A seat gets other holders only with another version; one that is over lies in nobody's inbox.
  if (before?.version === task.version && task.holders.every((one) => !one.open)) return void (await tx.run(query(closeHolders, task.id)));
  if (before) await tx.run(query(dropHolders, task.id));
  for (const { person, open } of task.holders) await tx.run(query(addHolder, task.tenant_id, person, task.id, open ? 1 : 0, task.kind, task.opened_at));
}

const decided = new Set<TaskState["state"]>(["approved", "rejected", "carried"]);

/** How an inbox shows a seat. A seat whose turn has not come waits outside the inbox. */
export function taskStateOf(seat: TaskState["state"]): TaskRecord["state"] {
  if (seat === "open" || seat === "claimed" || seat === "delegated") return "open";
  if (seat === "waiting" || seat === "blocked") return "waiting";
  return decided.has(seat) ? "done" : "superseded";
}
