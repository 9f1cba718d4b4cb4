import type { Effect } from "../effects/effect.ts";
import type { CheckResult } from "../forms/checkResult.ts";
import type { FactContext } from "../forms/context.ts";
import type { Issue, IssueParams } from "../issues/issue.ts";
import type { FlowNode } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import type { Directory } from "../model/org.ts";
import type { I18nText } from "../model/text.ts";
import type { CompiledCalendar } from "../time/calendar/index.ts";

/** `<node>#<k>`; `k` counts all visits of a node and never restarts. A life task's node is `life.<taskId>`. */
export type VisitId = string;
/** `root`, or `<split>_b<i>`: one branch of a parallel or inclusive block. */
export type RegionId = string;

export type Decision = "approved" | "rejected";

/** Why a visit closed. All but `done` are shown as superseded (`joinLost`, `ended`: no longer needed). */
export type CloseReason = "done" | "returned" | "withdrawn" | "tookBack" | "jumped" | "joinLost" | "ended" | "terminated" | "migrated";

/** What was signed: hash over definition, form, submission, visit, seat, decision, meaning, signed values, comment, time, person, method. */
export interface SignatureRecord {
  readonly hash: string;
  readonly values: string; // hash of the signed fields' values alone
  readonly definition?: string; // hash of the flow's revision it was given on; an instance may be migrated later
  readonly form?: string; // hash of the form's revision
  readonly at: number;
  readonly method: string;
  readonly meaning?: string;
  readonly file?: string;
}

export type ScopeMode = "any" | "all" | "sequence";

/** Signers somebody has added before or after his own decision (加签). `any`: one approval passes; `all`, `sequence`: one rejection fails. */
export interface Scope {
  readonly mode: ScopeMode;
  readonly seats: readonly Seat[];
}

/** What a delegatee has said; advice is never a vote. */
export interface Advice {
  readonly by: string;
  readonly at: number;
  readonly comment: string;
}

/** One voice at a node, resolved and frozen on entry. `holders` may act for it; the first is the owner. */
export interface Seat {
  readonly id: string;
  readonly person: string;
  readonly holders: readonly string[];
  readonly roles?: readonly string[]; // by which he was found
  readonly weight?: number; // left out: 1
  readonly own?: Decision;
  readonly by?: string; // who cast `own`
  readonly seq?: number; // step in which it was cast: which of two votes came first
  readonly claimed?: { readonly by: string; readonly at: number };
  readonly delegatee?: string; // asked for advice; until it comes the owner can only take it back
  readonly advice?: readonly Advice[];
  readonly added?: { readonly by: string; readonly at: number }; // by addSigner
  readonly before?: Scope;
  readonly after?: Scope;
  readonly at?: number;
  readonly carried?: VisitId;
  readonly version: number;
  readonly transfers?: number;
  readonly comment?: string;
  readonly distanceM?: number; // left out: not known
  readonly signature?: SignatureRecord;
}

export type BlockedReason = "nobody" | "unknownCondition";

/** One time the token stood at a node. Closed visits are kept for ever. */
export interface Visit {
  readonly id: VisitId;
  readonly node: string;
  readonly order: number; // position in `visits`: later entered is greater
  readonly generation: number;
  readonly state: "open" | "blocked" | "closed";
  readonly blocked?: BlockedReason;
  readonly seats: readonly Seat[];
  readonly removed?: readonly { readonly seat: Seat; readonly by: string; readonly at: number }[]; // by reduceSigner
  readonly touched?: true; // somebody has voted, claimed, transferred, delegated, changed signers or saved here
  readonly fixed?: "passed" | "rejected";
  readonly outcome?: "passed" | "rejected";
  readonly reason?: CloseReason;
  readonly closedBy?: { readonly by: string | null; readonly command: string; readonly seq: number }; // the step that did it
  readonly system?: "nobody" | "overdue" | "dedupe"; // decided without a vote
  readonly acted?: true; // act: it has reached outside
  readonly waits?: { readonly event: string; readonly key: string }; // wait: what it has subscribed to
  readonly children?: readonly Child[]; // subflow
  readonly enteredAt: number;
  readonly closedAt?: number;
  readonly dueAt?: number;
  readonly dead?: true; // cut out of the walk by a return
  readonly asked?: true; // target of a return: no carry, no dedupe
  readonly repair?: number;
  readonly dataAtClose?: { readonly [field: string]: string };
  readonly was?: FlowNode; // moved to another revision: its node as it was (run/nodeAt.ts)
}

/** One flow started by a subflow node; `key` is its number, and the row's where one is started per row. */
export interface Child {
  readonly key: string;
  readonly outcome?: string; // once it has ended
}

/** Where a child hangs: the instance id, visit and key together name it, before and after it exists. */
export interface ChildRef {
  readonly instance: string;
  readonly visit: VisitId;
  readonly child: string;
}

/** What a child knows of the flow that started it. `row`: the row it stands for, as it was then. */
export interface ParentRef extends ChildRef {
  readonly depth: number; // 1 for a child of a flow people started
  readonly sync: boolean;
  readonly row?: JsonValue;
}

/** A way back: what every field was when it began, so that the re-walk knows what the repair changed. */
export interface Repair {
  readonly no: number;
  readonly generation: number;
  readonly from?: VisitId;
  readonly to: string;
  readonly by: string | null;
  readonly command: string;
  readonly back: boolean;
  readonly baseline: { readonly [field: string]: string };
}

export type TimerKind = "remind" | "due" | "over" | "overdue" | "wait" | "life" | "lifeRemind" | "taskOpen";

/**
 * A length of time when somebody sets the clock: `exact`, it stays as long as
 * it was; `atMost`, it may end sooner but never later (what keeps people safe).
 */
export type Elapsed = "exact" | "atMost";

/** A durable timer. `hold` stays armed and fires on resume; `fire` runs through suspension. */
export interface Timer {
  readonly id: string; // `<visit>:<kind>:<i>`, or `life:<timer>` …
  readonly kind: TimerKind;
  readonly visit?: VisitId;
  readonly timer?: string; // life timer or life task id
  readonly i: number;
  readonly anchor?: number; // life timers: when their clock started
  readonly dueAt: number;
  readonly remainingMs?: number; // set while paused
  readonly working?: true; // time is counted on the flow's work calendar
  readonly elapsed?: Elapsed; // a length of time, counted by the clock
  readonly whileSuspended: "pause" | "hold" | "fire";
}

/** Something that keeps the instance stopped. Resume needs the set to be empty. */
export interface StopCause {
  readonly id: string;
  readonly cause: string;
  readonly reason: I18nText;
  readonly at: number;
}

/** Where an issued permit (or certificate, admission, bypass) stands: flows.md 12. */
export interface LifeStatus {
  readonly state: string;
  readonly since: number;
  readonly eventTimes: { readonly [event: string]: number }; // latest time of each event
  readonly enteredAt: { readonly [state: string]: number }; // latest entry of each state
  readonly fired: { readonly [timer: string]: number }; // for which clock start, or date, a timer has gone off: once is enough while its states last
  readonly startedAt?: number; // first time in a `live` state
  readonly stoppedAt?: number; // while in a `stopped` state: since when
}

/** The stored record of a running flow. The machine snapshot is rebuilt from `tokens`. */
export interface FlowInstance {
  readonly id: string;
  readonly definitionHash: string;
  readonly submissionId: string;
  readonly number: string;
  readonly initiator: string;
  readonly orgId: string;
  readonly startedAt: number;
  readonly status: "running" | "ended";
  readonly outcome?: string; // end outcome, or the final life state
  readonly endedAt?: number;
  readonly seq: number;
  readonly generation: number;
  readonly suspended?: { readonly by: string | null; readonly reason: string; readonly at: number };
  readonly stored?: readonly OutsideEvent[]; // came while suspended; delivered in order on resume
  readonly parent?: ParentRef;
  readonly causes: readonly StopCause[]; // a set by id
  readonly tokens: {
    readonly value: JsonValue;
    readonly arrived: { readonly [block: string]: { readonly [branch: string]: "ok" | "failed" | "skipped" } };
    readonly chosen: { readonly [block: string]: readonly string[] };
  };
  readonly visits: readonly Visit[];
  readonly trails: { readonly [region: string]: readonly VisitId[] };
  readonly repairs: readonly Repair[];
  readonly timers: readonly Timer[];
  readonly actsDone: readonly string[];
  readonly participants: readonly string[];
  readonly lastUrge?: number;
  readonly life?: LifeStatus;
}

export const flowCommands = [
  "submit", "approve", "reject", "return", "withdraw", "takeBack", "claim", "unclaim", "transfer", "delegate", "advise", "undelegate",
  "addSigner", "reduceSigner", "comment", "cc", "urge", "suspend", "resume", "jump", "terminate", "cancel", "event",
] as const;

export type FlowCommand = (typeof flowCommands)[number];

/** A fix of the device that acts, as the browser gives it. Degrees WGS-84, metres. */
export interface GpsFix {
  readonly lat: number;
  readonly lng: number;
  readonly accuracyM: number;
}

export interface SignatureInput {
  readonly method: string; // "strokes", "image", "password", …
  readonly meaning?: string;
  readonly file?: string;
}

/** What a person asks. The caller has checked that `by` is signed in and may see the instance. */
export interface CommandInput {
  readonly type: "command";
  readonly command: FlowCommand;
  readonly by: string;
  readonly task?: string; // `instance:visit:seat`
  readonly version?: number; // task version
  readonly comment?: string;
  readonly to?: string; // return: node id
  readonly back?: boolean; // return: carry what the repair did not touch
  readonly person?: string; // transfer, delegate
  readonly people?: readonly string[]; // addSigner, cc
  readonly position?: "before" | "after" | "parallel"; // addSigner
  readonly mode?: ScopeMode; // addSigner before or after; default all
  readonly visit?: string; // jump: the visit whose token moves
  readonly data?: { readonly [xid: string]: JsonValue }; // patch by x-id, null clears
  readonly signature?: SignatureInput;
  readonly gps?: GpsFix;
  readonly photos?: readonly string[]; // file ids
  readonly passwordOk?: boolean; // the caller has just verified the password
  readonly event?: string; // life event id
  readonly reason?: string;
  readonly admin?: boolean; // the caller vouches for `instance.admin`; settings.admin counts as well
}

/** Something a flow may wait for: a named event with its key, or the end of a flow it has started. */
export type OutsideEvent =
  | { readonly type: "event"; readonly name: string; readonly key: string }
  | { readonly type: "child"; readonly visit: VisitId; readonly child: string; readonly outcome: string };

export type FlowInput =
  | CommandInput
  /** `shiftMs`: how far the clock has been set forward (back: negative) since the timer was armed. */
  | { readonly type: "timer"; readonly timerId: string; readonly shiftMs?: number }
  | OutsideEvent
  /** From the flow that started this one: its visit is over, or it was suspended or resumed. */
  | { readonly type: "parent"; readonly do: "end" | "suspend" | "resume"; readonly visit: VisitId; readonly reason: I18nText }
  /** Fires the life event whose interlock names `cause`; without life, suspends the flow. */
  | { readonly type: "interlock"; readonly cause: string; readonly causeId: string; readonly reason: I18nText }
  | { readonly type: "interlockOver"; readonly causeId: string };

/** Everything a step may know beside definition and state. `orgId` is the initiator's; `now` is epoch ms. */
export interface FlowEnv {
  readonly form: FormDefinition;
  readonly answers: { readonly [xid: string]: JsonValue };
  readonly ctx: FactContext;
  readonly directory: Directory;
  readonly orgId: string;
  readonly now: number;
  /** The calendar `settings.calendar` names. A deadline counts plain time where the flow names none, or where it is not there (earlier, never later). */
  readonly calendar?: CompiledCalendar;
}

/** One line of the timeline. `seq` is the step it belongs to; `i` orders lines of one step. */
export interface HistoryEntry {
  readonly seq: number;
  readonly i: number;
  readonly at: number;
  readonly by: string | null;
  readonly command: string; // a command, "timer", "interlock", "enter", "leave", "end", "note", …
  readonly node?: string;
  readonly visit?: VisitId;
  readonly seat?: string;
  readonly outcome?: string;
  readonly comment?: string;
  readonly signature?: SignatureRecord;
  readonly supersedes?: readonly VisitId[]; // visits this step cut out of the walk
  readonly detail?: JsonObject;
}

/**
 * The answer of one step. With an error among `issues` the instance is the
 * old one and effects, history and writes are empty. `ignored`: an event that
 * came too late; nothing changed, the audit notes it.
 */
export interface FlowStep {
  readonly instance: FlowInstance;
  readonly effects: readonly Effect[];
  readonly history: readonly HistoryEntry[];
  readonly writes: { readonly [xid: string]: JsonValue }; // changed answers by x-id; null clears
  readonly issues: readonly Issue[];
  readonly ignored?: boolean;
}

export interface StartInput {
  readonly id: string;
  readonly submissionId: string;
  readonly number: string;
  readonly initiator: string;
  readonly parent?: ParentRef;
  readonly submit?: boolean; // submit the start node at once
  readonly signature?: SignatureInput;
  readonly gps?: GpsFix;
  readonly photos?: readonly string[];
  readonly passwordOk?: boolean;
  readonly comment?: string;
}

export type TaskSeatState = "waiting" | "open" | "claimed" | "delegated" | "removed" | "approved" | "rejected" | "carried" | "moot" | "superseded" | "blocked";

/** One seat as shown to people. */
export interface TaskState {
  readonly id: string; // `instance:visit:seat`
  readonly node: string;
  readonly title: I18nText;
  readonly kind: "approval" | "fill" | "life";
  readonly visit: VisitId;
  readonly seat: string;
  readonly person: string;
  readonly holders: readonly string[];
  readonly actors: readonly string[]; // whose turn it is: the holders, or who is asked for advice
  readonly version: number;
  readonly state: TaskSeatState;
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly dueAt?: number;
  readonly superseded?: { readonly reason: CloseReason; readonly by: string | null; readonly command: string; readonly at: number };
}

/** A legal way back, with what it costs. */
export interface ReturnTarget {
  readonly node: string;
  readonly title: I18nText;
  readonly redone: readonly string[]; // node ids that will be asked again
  readonly supersededTasks: readonly string[];
}

/** Whether something may be done, and why not. */
export interface Permission {
  readonly allowed: boolean;
  readonly code?: Issue["code"];
  readonly params?: IssueParams;
  readonly targets?: readonly ReturnTarget[];
}

export interface EventPermission extends Permission {
  readonly id: string;
  readonly title: I18nText;
  readonly checks?: readonly CheckResult[];
}

/** From the same check functions a command goes through. What the person still has to give (comment, signature, data) is not held against him. */
export interface MayAct {
  readonly commands: { readonly [command: string]: Permission };
  readonly tasks: { readonly [taskId: string]: { readonly commands: { readonly [command: string]: Permission }; readonly checks: readonly CheckResult[] } };
  readonly events: readonly EventPermission[];
}

export interface ForecastStep {
  readonly node: { readonly id: string; readonly title: I18nText; readonly kind: string };
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly certain: boolean; // false: depends on a condition not known yet
  readonly now: boolean; // the token stands here
  readonly dueAt?: number;
}
