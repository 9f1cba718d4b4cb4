import { tasksOf, type FlowDefinition, type FlowInstance, type TaskState } from "@safeloop/engine";
import type { Tx } from "../context.ts";
import { marksOfInstance, taskStateOf, writeTask, type TaskMark, type TaskWrite } from "../tasks/taskStore.ts";

function nodeKindOf(flow: FlowDefinition, task: TaskState): string {
  return flow.nodes.find((node) => node.id === task.node)?.kind ?? task.kind;
}

function rowOf(flow: FlowDefinition, tenantId: string, instance: FlowInstance, task: TaskState): TaskWrite {
  return {
    id: task.id, tenant_id: tenantId, kind: task.kind, state: taskStateOf(task.state), instance_id: instance.id, submission_id: instance.submissionId, alarm_id: null,
    node: task.node, node_kind: nodeKindOf(flow, task), title_zh: task.title.zh, title_en: task.title.en, number: instance.number, person_id: task.person,
    seat_state: task.state, version: task.version, opened_at: task.openedAt, due_at: task.dueAt ?? null, closed_at: task.closedAt ?? null, holders: inboxesOf(task),
  };
}

/** In whose inbox a task lies: of everybody concerned, open only for those whose turn it is. */
function inboxesOf(task: TaskState): TaskWrite["holders"] {
  return [...new Set([...task.holders, ...task.actors])].map((person) => ({ person, open: task.actors.includes(person) }));
}

function isSame(known: TaskMark, row: TaskWrite): boolean {
  return known.state === row.state && known.seat_state === row.seat_state && known.version === row.version && known.due_at === row.due_at && known.person_id === row.person_id;
}

export interface ProjectedTasks {
  readonly tasks: readonly TaskState[];
  /** Everybody whose inbox changed. */
  readonly touched: ReadonlySet<string>;
}

/** Brings the table of tasks in line with the instance, in the transaction of the step. */
export async function projectTasks(tx: Tx, tenantId: string, flow: FlowDefinition, instance: FlowInstance, isNew: boolean): Promise<ProjectedTasks> {
  const tasks = tasksOf(flow, instance);
  const known = new Map<string, TaskMark>((isNew ? [] : await marksOfInstance(tx, instance.id)).map((row) => [row.id, row]));
  const touched = new Set<string>();
  for (const task of tasks) {
    const row = rowOf(flow, tenantId, instance, task);
    const before = known.get(task.id);
    if (before && isSame(before, row)) continue;
    await writeTask(tx, row, before);
    for (const { person } of row.holders) touched.add(person);
    if (before) touched.add(before.person_id);
  }
  return { tasks, touched };
}
