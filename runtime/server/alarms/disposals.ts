import { defaultChains, receiversOf, Refusal, type Effect } from "@safeloop/engine";
import type { Actor, Reader, ServerContext, Tx } from "../context.ts";
import { ownersOf } from "../tasks/owners.ts";
import { alarmById, type StoredAlarm } from "./alarmRows.ts";

export const dispositions = ["true", "false", "test", "maintenance", "duplicate"] as const;
export type Disposition = (typeof dispositions)[number];

export interface DisposalInput {
  readonly disposition?: string;
  readonly cause?: string;
  readonly action?: string;
  readonly evidence?: readonly string[];
}

export interface DisposalRow {
  readonly task_id: string;
  readonly alarm_id: string;
  readonly state: "open" | "done";
  readonly disposition: Disposition | null;
  readonly assignee: string | null;
}

export function disposalTaskId(alarmId: string): string {
  return `disposal:${alarmId}`;
}

/** Opens the disposal task of an alarm, once; in the transaction of the alarm. */
export async function openDisposal(ctx: ServerContext, tx: Tx, effect: Extract<Effect, { kind: "disposalTask" }>, tenantId: string): Promise<void> {
  const stored = await alarmById(tx, tenantId, effect.alarmId);
  if (!stored) throw new Error(`disposal of an alarm that is not stored: ${effect.alarmId}`);
  const now = ctx.clock.now();
  const taskId = disposalTaskId(effect.alarmId);
  const dueAt = now + defaultChains[stored.alarm.priority].disposeWithinS * 1000;
  const fresh = await tx.run({ sql: "insert into disposals (task_id, tenant_id, alarm_id, org_id, state, opened_at, due_at) values (?, ?, ?, ?, 'open', ?, ?) on conflict (task_id) do nothing", bindings: [taskId, tenantId, effect.alarmId, stored.orgId, now, dueAt] });
  if (fresh > 0) await openTask(ctx, tx, tenantId, stored, holders(ctx, tenantId, stored), dueAt);
}

function holders(ctx: ServerContext, tenantId: string, stored: StoredAlarm): readonly string[] {
  return receiversOf(ctx.directory(tenantId), [{ kind: "onDuty", role: "shift-leader" }, { kind: "onDuty", role: "operator" }], stored.orgId, ctx.clock.now()).people;
}

async function openTask(ctx: ServerContext, tx: Tx, tenantId: string, stored: StoredAlarm, people: readonly string[], dueAt: number): Promise<void> {
  const { display, alarm } = stored;
  const what = alarm.tagId ?? alarm.key;
  await ctx.services.tasks?.open(tx, {
    id: disposalTaskId(alarm.id), tenantId, orgId: stored.orgId, kind: "disposal", holders: people, alarmId: alarm.id, number: alarm.id.slice(0, 8).toUpperCase(), dueAt,
    title: { zh: `处置：${what} ${display.title.zh}`, en: `Dispose: ${what} ${display.title.en}` },
  });
}

/** Gives the disposal to one person. */
export async function assignDisposal(ctx: ServerContext, tx: Tx, tenantId: string, stored: StoredAlarm, person: string): Promise<void> {
  const row = await disposalOf(tx, stored.alarm.id);
  if (!row || row.state !== "open") throw new Refusal("ALARM_NO_DISPOSAL");
  if (ctx.directory(tenantId).person(person)?.status !== "active") throw new Refusal("NOT_FOUND", { what: person });
  await tx.run({ sql: "update disposals set assignee = ? where task_id = ?", bindings: [person, row.task_id] });
  const due = await tx.first<{ due_at: number | string }>({ sql: "select due_at from disposals where task_id = ?", bindings: [row.task_id] });
  await openTask(ctx, tx, tenantId, stored, [person], Number(due?.due_at));
}

/** Records the disposal: verdict, cause, action. It does not change the alarm's state. */
export async function dispose(ctx: ServerContext, tx: Tx, actor: Actor, stored: StoredAlarm, input: DisposalInput): Promise<void> {
  const row = await disposalOf(tx, stored.alarm.id);
  if (!row || row.state !== "open") throw new Refusal("ALARM_NO_DISPOSAL");
  if (row.assignee !== null && !ownersOf(ctx, actor.tenantId, actor.id).includes(row.assignee)) throw new Refusal("ALARM_FORBIDDEN", { permission: "alarm.dispose" });
  const { disposition, cause, action } = checked(input);
  const sql = "update disposals set state = 'done', disposition = ?, cause = ?, action = ?, evidence = ?, closed_by = ?, closed_at = ? where task_id = ? and state = 'open'";
  await tx.run({ sql, bindings: [disposition, cause, action, JSON.stringify(input.evidence ?? []), actor.id, ctx.clock.now(), row.task_id] });
  await ctx.services.tasks?.close(tx, actor.tenantId, row.task_id, actor.id);
}

function checked(input: DisposalInput): { readonly disposition: Disposition; readonly cause: string; readonly action: string } {
  const disposition = dispositions.find((one) => one === input.disposition);
  if (!disposition) throw new Refusal("ALARM_DISPOSITION", { field: "disposition" });
  const cause = input.cause?.trim() ?? "";
  const action = input.action?.trim() ?? "";
  if (cause === "") throw new Refusal("ALARM_DISPOSITION", { field: "cause" });
  if (action === "") throw new Refusal("ALARM_DISPOSITION", { field: "action" });
  return { disposition, cause, action };
}

export async function disposalOf(from: Reader, alarmId: string): Promise<DisposalRow | undefined> {
  return from.first<DisposalRow>({ sql: "select task_id, alarm_id, state, disposition, assignee from disposals where alarm_id = ?", bindings: [alarmId] });
}

export async function disposalsOf(from: Reader, alarmIds: readonly string[]): Promise<ReadonlyMap<string, DisposalRow>> {
  if (alarmIds.length === 0) return new Map();
  const rows = await from.all<DisposalRow>({ sql: `select task_id, alarm_id, state, disposition, assignee from disposals where alarm_id in (${alarmIds.map(() => "?").join(",")})`, bindings: alarmIds });
  return new Map(rows.map((row) => [row.alarm_id, row]));
}
