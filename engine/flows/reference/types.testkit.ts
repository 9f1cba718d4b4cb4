import type { JsonObject, JsonValue } from "../../model/json.ts";

/**
 * The state of the naive reference: everything it knows of one instance, as
 * plain JSON, so that a refused input is undone by putting the old copy back.
 * Instants are epoch ms.
 */
export interface State {
  status: "running" | "ended";
  outcome?: string;
  seq: number;
  generation: number;
  answers: Record<string, JsonValue>;
  visits: Visit[];
  /** The token tree; gone when the instance ended or lives on in `life`. */
  root?: Frame;
  repairs: Repair[];
  timers: Timer[];
  actsDone: string[];
  effects: string[];
  causes: string[];
  /** Causes from outside that hold no clock: with a life, its own events are the stop. */
  kept: string[];
  stored: StoredEvent[];
  children: Child[];
  told: string[];
  urgedAt?: number;
  life?: LifeNow;
}

/** One token: where it is in its region, and the visits it entered in the present walk. */
export interface Frame {
  region: string;
  trail: string[];
  at: Place;
}

export type Place =
  | { kind: "entering"; node: string; target?: true; copyOf?: string; reopen?: string; blocked?: true }
  | { kind: "visit"; visit: string }
  | { kind: "fork"; split: string; branches: Frame[] }
  | { kind: "arrived"; how: "ok" | "failed" }
  | { kind: "joinFailed"; split: string }
  | { kind: "moving" };

export type Outcome = "passed" | "rejected";
export type Vote = "approved" | "rejected";
export type ClosingReason = "done" | "returned" | "withdrawn" | "tookBack" | "jumped" | "joinLost" | "ended" | "terminated";

export interface Visit {
  id: string;
  node: string;
  k: number;
  region: string;
  generation: number;
  state: "open" | "blocked" | "closed";
  seats: Seat[];
  /** People whose added seat was reduced away. */
  removed: string[];
  /** Person of the top-level seat that holds the claim. */
  claimed?: string;
  fixed?: Outcome;
  /** True from the moment the visit waits in the queue to be closed. */
  queued: boolean;
  by?: string;
  /** The input that decided it, counted as votes are. */
  doneAt?: number;
  outcome?: Outcome;
  reason?: ClosingReason;
  enteredAt: number;
  closedAt?: number;
  touched: boolean;
  dead: boolean;
  repair?: number;
  /** Entered by going back: always asked anew. */
  target: boolean;
  /** An `act` or `subflow` of this visit reached outside. */
  acted: boolean;
  dataAtClose?: Record<string, JsonValue>;
  waitsFor?: { event: string; key: JsonValue | null };
  firedTimers: string[];
}

export interface Seat {
  person: string;
  holders: string[];
  former: string[];
  roles: string[];
  weight: number;
  own?: Vote;
  castBy?: string;
  /** The input by which the vote was cast, counted: who was first. */
  castAt?: number;
  /** The visit whose approval this seat took over. */
  carried?: string;
  /** Values of the signed fields when the vote was cast with a signature. */
  signed?: JsonObject;
  delegatee?: string;
  added?: { by: string };
  before?: Scope;
  after?: Scope;
  version: number;
  transfers: number;
}

export interface Scope {
  mode: "any" | "all" | "sequence";
  seats: Seat[];
}

export interface Repair {
  no: number;
  command: string;
  back: boolean;
  baseline: Record<string, JsonValue>;
}

export interface Timer {
  id: string;
  visit: string;
  kind: "remind" | "due" | "repeat" | "wait";
  i: number;
  dueAt?: number;
  remainingMs?: number;
  whileSuspended: "pause" | "hold";
  /** Counts time at work. */
  working?: true;
}

export interface Child {
  visit: string;
  row: number;
  sync: boolean;
  state: "running" | "suspended" | "ended" | "terminated";
  outcome?: string;
  told?: "parentReturned";
}

export interface LifeNow {
  state: string;
  /** When each state was entered last, when each event happened last. */
  entered: Record<string, number>;
  happened: Record<string, number>;
  /** The clocks that run now, and the start of the last one that has rung, by timer. */
  clocks: LifeClock[];
  rung: Record<string, number>;
}

/** A clock of the life: a timer, one of its reminders, or the period of a task. */
export interface LifeClock {
  id: string;
  timer: string;
  kind: "timer" | "remind" | "task";
  i: number;
  start: number;
  dueAt: number;
}

export type StoredEvent = { event: string; key: JsonValue } | { childEnded: { visit: string; row: number; outcome: string } };

/** One reference to a task: its visit and the person of its seat. */
export interface TaskName {
  readonly node: string;
  readonly k: number;
  readonly person: string;
}

export type CommandName =
  | "submit" | "approve" | "reject" | "return" | "claim" | "unclaim" | "transfer" | "delegate" | "advise" | "undelegate"
  | "addSigner" | "reduceSigner" | "takeBack" | "withdraw" | "cancel" | "comment" | "cc" | "urge" | "suspend" | "resume"
  | "jump" | "terminate" | "event";

export interface Command {
  readonly command: CommandName;
  readonly by: string;
  readonly task?: TaskName | undefined;
  readonly version?: number;
  readonly to?: string;
  readonly back?: boolean;
  readonly person?: string;
  readonly people?: readonly string[];
  readonly position?: "before" | "after" | "parallel";
  readonly mode?: "any" | "all" | "sequence";
  readonly data?: JsonObject;
  readonly reason?: string;
  readonly comment?: string;
  readonly signature?: boolean;
  readonly password?: boolean;
  readonly photo?: boolean;
  /** jump: the visit whose token moves. */
  readonly visit?: string;
  /** event: id of the life event. */
  readonly event?: string;
}

/** Everything that can happen to an instance. */
export type Input =
  | Command
  | { readonly timer: string }
  | { readonly childEnded: { readonly visit: string; readonly row: number; readonly outcome: string } }
  | { readonly event: string; readonly key: JsonValue }
  | { readonly interlock: string }
  | { readonly interlockOver: string }
  | { readonly parent: "suspend" | "resume" | "terminate" };

export interface ReferencePerson {
  readonly active: boolean;
  readonly org?: string;
  readonly manager?: string;
  readonly roles: readonly { readonly role: string; readonly org: string }[];
}

/** `deputy` may act for `person` at from ≤ now < to. */
export interface Deputy {
  readonly person: string;
  readonly deputy: string;
  readonly from: number;
  readonly to: number;
}

/** When people work, on marks of half an hour; `dayMs` is what a day of a deadline means. */
export interface WorkHours {
  readonly isWorking: (at: number) => boolean;
  readonly dayMs: number;
}

/** All the reference may ask of the world. `now` is epoch ms; without `work` deadlines are plain elapsed time. */
export interface World {
  readonly people: ReadonlyMap<string, ReferencePerson>;
  /** Unit → unit above it; a role held there reaches down. */
  readonly orgParents?: ReadonlyMap<string, string>;
  readonly deputies: readonly Deputy[];
  readonly initiator: string;
  readonly answers: JsonObject;
  readonly now: () => number;
  readonly work?: WorkHours;
  /** Verdict of a refusal check of `life` on these answers; unknown refuses. */
  readonly checks?: (id: string, answers: { readonly [field: string]: JsonValue }) => boolean | "unknown";
  /** The fields of each section of the form, for the tasks and events of `life`. */
  readonly sections?: { readonly [id: string]: readonly string[] };
}
