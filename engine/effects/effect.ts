import type { JsonObject, JsonValue } from "../model/json.ts";
import type { ChildRef, Elapsed, ParentRef } from "../flows/types.ts";
import type { I18nText } from "../model/text.ts";

/**
 * Something a decision causes. The server stores effects in the same
 * transaction as the new state and carries them out after the commit, at
 * least once, each under its `key` (idempotency).
 */
export type Effect =
  | { readonly kind: "notify"; readonly key: string; readonly people: readonly string[]; readonly topic: string; readonly message: I18nText; readonly params?: JsonObject; readonly subject?: SubjectRef }
  | { readonly kind: "startTimer"; readonly key: string; readonly timerId: string; readonly dueAt: number; readonly elapsed?: Elapsed; readonly owner: SubjectRef }
  | { readonly kind: "cancelTimer"; readonly key: string; readonly timerId: string; readonly owner: SubjectRef }
  /** Same transaction: write a field of the instance's submission. */
  | { readonly kind: "setField"; readonly key: string; readonly field: string; readonly value: JsonValue }
  | { readonly kind: "createSubmission"; readonly key: string; readonly form: string; readonly data: { readonly [xid: string]: JsonValue }; readonly linkField?: string; readonly by: string; readonly origin: SubjectRef }
  | { readonly kind: "startFlow"; readonly key: string; readonly flow: string; readonly origin: SubjectRef }
  | { readonly kind: "raiseAlarm"; readonly key: string; readonly rule: string; readonly alarmKey?: string }
  | { readonly kind: "ackAlarm"; readonly key: string; readonly rule: string; readonly alarmKey?: string }
  /** Same transaction: an approved bypass begins. Times are epoch ms; null where they are not known, which refuses. */
  | { readonly kind: "outOfService"; readonly key: string; readonly instance: string; readonly submission: string; readonly number: string; readonly points: readonly string[]; readonly rules: readonly string[]; readonly from: number | null; readonly until: number | null }
  | { readonly kind: "webhook"; readonly key: string; readonly event: string; readonly subject: SubjectRef; readonly data: JsonObject }
  | { readonly kind: "mqtt"; readonly key: string; readonly topic: string; readonly data: JsonObject }
  /** Start a child of a subflow node, once per `child`. */
  | { readonly kind: "startChild"; readonly key: string; readonly flow: { readonly id: string; readonly hash: string }; readonly submission: string; readonly initiator: string; readonly parent: ParentRef }
  | { readonly kind: "toChild"; readonly key: string; readonly child: ChildRef; readonly do: "end" | "suspend" | "resume" | "event"; readonly reason: I18nText }
  /** A named event for flows that wait for it. */
  | { readonly kind: "flowEvent"; readonly key: string; readonly name: string; readonly eventKey: string }
  /** Same transaction: the event as one of these flows takes it, once. */
  | { readonly kind: "flowEventFor"; readonly key: string; readonly instance: string; readonly name: string; readonly eventKey: string }
  | { readonly kind: "childEnded"; readonly key: string; readonly parent: ChildRef; readonly outcome: string }
  /** Same transaction: fire the interlock event of live instances in scope. `standing`: the cause is kept in the area until it is over, for whoever asks later. */
  | { readonly kind: "interlock"; readonly key: string; readonly cause: string; readonly areaId?: string; readonly around?: { readonly x: number; readonly y: number; readonly z?: number }; readonly radiusM?: number; readonly causeId: string; readonly permits?: readonly string[]; readonly reason: I18nText; readonly standing?: { readonly submission: string } }
  /** Same transaction: a cause that stood is over; what it stopped may be resumed by people. */
  | { readonly kind: "interlockOver"; readonly key: string; readonly causeId: string }
  /** Same transaction: open a disposal task for an alarm. */
  | { readonly kind: "disposalTask"; readonly key: string; readonly alarmId: string; readonly form?: string };

export type EffectKind = Effect["kind"];

/** What an effect or notice is about. */
export interface SubjectRef {
  readonly type: "instance" | "submission" | "task" | "alarm" | "permit" | "device";
  readonly id: string;
}
