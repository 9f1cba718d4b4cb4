import type { Candidates } from "../../model/candidates.ts";
import type { AlertRule, Priority } from "../../model/rule.ts";
import type { Alarm } from "../alarm.ts";

/** An escalation step that has come due, as it was when it was scheduled. */
export interface DueStep {
  readonly on: "unacked" | "undisposed";
  readonly afterS: number;
  readonly to: Candidates;
}

/** Why a notice is not sent yet. `until` (epoch ms) is when it is looked at again, if that is known. */
export type HeldWhy =
  | { readonly stage: "mask"; readonly why: "masked" | "shelved" | "suppressed" | "outOfService" }
  | { readonly stage: "inhibit"; readonly alarmId: string; readonly ruleId: string }
  | { readonly stage: "group"; readonly group: string; readonly until: number }
  | { readonly stage: "silence"; readonly silenceId: string; readonly until: number }
  | { readonly stage: "route"; readonly why: "digest"; readonly until: number };

/** Why a notice will never be sent: nobody needs it any more, it was sent already, or its priority is shown in the list only. */
export const endedWhys = ["acked", "closed", "superseded", "returned", "disposed", "told", "listOnly"] as const;
export type EndedWhy = (typeof endedWhys)[number];

/** Something people must be told: an alarm's announcement (step 0) or a step of its escalation (1, 2, …). */
export interface PendingNotice {
  readonly alarmId: string;
  readonly ruleId: string;
  readonly key: string;
  readonly generation: number;
  readonly step: number;
  readonly at: number; // wall ms at which it was taken in
  readonly due?: DueStep; // of step 1, 2, …
  readonly held?: HeldWhy; // what holds it now
}

/** Whom a notice goes to; `nobody`: no receiver was found and the administrators stand in. */
export interface Receivers {
  readonly people: readonly string[];
  readonly nobody: boolean;
}

/** Alarms of a silence are recorded, not announced, until it ends. P1 is never silenced. */
export interface Silence {
  readonly id: string;
  readonly orgId: string; // the unit it reaches down from
  readonly matcher: SilenceMatcher;
  readonly from: number;
  readonly until: number;
}

/** Every member given must match. */
export interface SilenceMatcher {
  readonly area?: string;
  readonly rule?: string;
  readonly tag?: string;
  readonly priorities?: readonly Priority[];
}

/** When notices of one kind were gathered and last sent (wall ms). */
export interface GroupClock {
  readonly openedAt: number | null;
  readonly sentAt: number | null;
}

/** What the pipeline remembers between two looks. Immutable. */
export interface NoticeState {
  readonly pending: ReadonlyMap<string, PendingNotice>;
  readonly groups: ReadonlyMap<string, GroupClock>;
  readonly told: ReadonlyMap<string, readonly number[]>; // person → when he got notices that count against his budget
  readonly digestAt: number | null; // of the last digest
  readonly nextAt: number; // wall ms of the next look; +∞ when nothing waits
}

export const noNotices: NoticeState = { pending: new Map(), groups: new Map(), told: new Map(), digestAt: null, nextAt: Number.POSITIVE_INFINITY };

/** What the stages may ask of the plant as it is now. */
export interface NoticeScene {
  readonly now: number;
  /** The notice's own alarm, open or closed; undefined when nothing is known of it. */
  alarm(one: PendingNotice): Alarm | undefined;
  rule(id: string): AlertRule | undefined;
  /** Active alarms of a rule. */
  activeOf(ruleId: string): readonly Alarm[];
  /** What an alarm hangs on, by id: its key, tag, gateway and area. */
  chainOf(alarm: Alarm): readonly string[];
  /** The unit of the alarm and every unit above it. */
  unitsOf(alarm: Alarm): readonly string[];
  readonly silences: readonly Silence[];
  /** True when this very notice was sent before. */
  wasTold(id: string): boolean;
  isDisposed(alarmId: string): boolean;
  receivers(one: PendingNotice, alarm: Alarm): Receivers;
}

/** A notice beside the alarm it is about. */
export interface Subject {
  readonly notice: PendingNotice;
  readonly alarm: Alarm;
}

/** What goes out together. `group` names what gathered it. */
export interface Parcel {
  readonly subjects: readonly Subject[];
  readonly group: string | null;
  readonly receivers?: Receivers;
}

/** One message for people. `kind` says how it came about; a digest lists what was over their budget. */
export interface NoticeSend {
  readonly kind: "one" | "group" | "digest";
  readonly people: readonly string[];
  readonly nobody: boolean;
  readonly priority: Priority; // the highest in it
  readonly channels: readonly string[];
  readonly subjects: readonly Subject[];
}

export interface NoticeDecision {
  readonly state: NoticeState;
  readonly sends: readonly NoticeSend[];
  readonly sent: readonly PendingNotice[]; // each once, whatever the number of messages it is in
  readonly held: readonly PendingNotice[]; // whose reason is new
  readonly ended: readonly { readonly notice: PendingNotice; readonly why: EndedWhy }[];
}

/** One text per notice: the key under which it is stored and sent once. */
export function noticeId(one: Pick<PendingNotice, "alarmId" | "generation" | "step">): string {
  return `${one.alarmId}:${one.generation}:${one.step}`;
}

/** The highest priority among subjects. */
export function highest(subjects: readonly Subject[]): Priority {
  return subjects.reduce<Priority>((top, { alarm }) => (alarm.priority < top ? alarm.priority : top), "P4");
}
