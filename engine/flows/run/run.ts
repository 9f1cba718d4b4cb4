import type { Effect } from "../../effects/effect.ts";
import type { Issue } from "../../issues/issue.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import { put } from "../../model/put.ts";
import type { I18nText } from "../../model/text.ts";
import type { FlowPlan } from "../plan/plan.ts";
import type { FlowEnv, FlowInstance, HistoryEntry, Seat, Visit } from "../types.ts";
import type { View } from "./view.ts";

/** A finished visit waiting to be told to the machine. */
export interface QueueItem {
  readonly visit: string;
  readonly event: "done" | "fail";
}

/** One step in the making. Only what is kept in here changes; the old instance stays as it was. */
export interface Run extends View {
  readonly plan: FlowPlan;
  readonly env: FlowEnv;
  readonly by: string | null;
  readonly command: string;
  instance: FlowInstance;
  answers: { readonly [xid: string]: JsonValue };
  readonly queue: QueueItem[];
  readonly effects: Effect[];
  readonly history: HistoryEntry[];
  readonly writes: { [xid: string]: JsonValue };
  readonly touched: Set<string>; // people already told that their task no longer holds
  asked?: string; // node a return leads to: asked anew
  seatsAgain?: readonly Seat[]; // takeBack: the seats of that node, with the votes that stay
}

/** Leaves a step with a refusal; caught at the door, so that nothing of it stays. */
export class StepRefused extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues[0]?.code ?? "refused");
  }
}

/** Begins a step: `seq` goes up by one. */
export function beginRun(plan: FlowPlan, instance: FlowInstance, env: FlowEnv, by: string | null, command: string): Run {
  return {
    plan, env, by, command, instance: { ...instance, seq: instance.seq + 1 }, answers: env.answers,
    queue: [], effects: [], history: [], writes: Object.create(null) as { [xid: string]: JsonValue }, touched: new Set(),
  };
}

/** Changes fields of the instance: the run's own copy, made when it began; what hangs below it is shared and never changed. */
export function patch(run: Run, change: Partial<FlowInstance>): void {
  Object.assign(run.instance, change);
}

/** Changes one visit and gives it back. */
export function patchVisit(run: Run, id: string, change: Partial<Visit>): Visit {
  let changed: Visit | undefined;
  const visits = run.instance.visits.map((visit) => (visit.id === id ? (changed = put(visit, change)) : visit));
  if (!changed) throw new Error(`no visit ${id}`);
  patch(run, { visits });
  return changed;
}

/** Writes a line of the timeline. */
export function note(run: Run, line: Omit<HistoryEntry, "seq" | "i" | "at" | "by"> & { readonly by?: string | null }): void {
  run.history.push(put<HistoryEntry>({ command: line.command, by: run.by, seq: run.instance.seq, i: run.history.length, at: run.env.now }, line));
}

/** Adds an effect under a key that a repeat of this very step would give again. */
export function emit(run: Run, effect: WithoutKey<Effect>): void {
  run.effects.push(put(effect as Effect, { key: `${run.instance.id}:${run.instance.seq}:${run.effects.length}` }));
}

type WithoutKey<E> = E extends unknown ? Omit<E, "key"> : never;

/** Tells people something about this instance; nobody twice in one notice. */
export function tell(run: Run, people: readonly string[], topic: string, message: I18nText, params: JsonObject = {}): void {
  const unique = [...new Set(people)];
  if (unique.length === 0) return;
  emit(run, { kind: "notify", people: unique, topic, message, params: { number: run.instance.number, ...params }, subject: { type: "instance", id: run.instance.id } });
}

/** Counts people as participants, who may comment, urge and are told of what happens. */
export function join(run: Run, people: readonly string[]): void {
  const missing = people.filter((one) => !run.instance.participants.includes(one));
  if (missing.length > 0) patch(run, { participants: [...run.instance.participants, ...new Set(missing)] });
}

/** Sets an answer and says so to the caller. */
export function write(run: Run, xid: string, value: JsonValue): void {
  const next: Record<string, JsonValue> = { ...run.answers };
  if (value === null) delete next[xid];
  else next[xid] = value;
  run.answers = next;
  run.writes[xid] = value;
}
