import type { ConflictFact, DeviceFacts } from "../forms/context.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Area, Certificate, OrgUnit } from "./org.ts";
import type { RoleId } from "./role.ts";
import type { Tag } from "./tag.ts";

/** A person of a case. Roles are held at `orgId` unless written `role@org`. */
export interface CasePerson {
  readonly name?: string;
  readonly orgId?: string;
  readonly managerId?: string | null;
  readonly status?: "active" | "invited" | "disabled";
  readonly roles?: readonly (RoleId | `${RoleId}@${string}`)[];
  readonly certificates?: readonly Certificate[];
  readonly contraindications?: readonly string[];
  readonly hours24?: number;
}

/** What is known of an area; left out is unknown. */
export interface CaseArea extends Partial<Omit<Area, "id">> {
  readonly known?: boolean;
  readonly gasAlarms?: number;
  readonly evacuation?: boolean;
}

/** Somebody is away from `from` until just before `to` (ISO date-times); `deputy` stands in. */
export interface CaseAbsence {
  readonly person: string;
  readonly deputy: string;
  readonly from: string;
  readonly to: string;
}

/** Who is on the roster for a role at a unit, from `from` until just before `to` (ISO date-times). */
export interface CaseDuty {
  readonly role: RoleId;
  readonly orgId: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly string[];
}

/** Work of another ticket that goes on nearby. Times are ISO date-times, half-open; left out they are not known. */
export interface CaseWork {
  readonly kind: string;
  readonly from?: string;
  readonly to?: string;
  readonly place?: { readonly x?: number; readonly y?: number; readonly z?: number; readonly lat?: number; readonly lng?: number };
  readonly keys?: { readonly [name: string]: string };
  readonly reachM?: number;
  readonly layers?: number;
}

/** The world a case begins in. Maps are keyed by id; `null` in a later layer takes an entry out. */
export interface CaseWorld {
  readonly at?: string; // ISO date-time: where the clock begins
  readonly units?: { readonly [id: string]: Partial<OrgUnit> };
  readonly people?: { readonly [id: string]: CasePerson };
  readonly areas?: { readonly [id: string]: CaseArea };
  readonly devices?: { readonly [id: string]: DeviceFacts };
  readonly linked?: { readonly [submissionId: string]: { readonly form: string; readonly state: string; readonly validUntil?: string } };
  readonly contractors?: { readonly [id: string]: { readonly status: string; readonly validTo: string } };
  /** Approved or live work of others, by ticket number. */
  readonly neighbours?: { readonly [number: string]: CaseWork };
  /** What a simulated plant knew of simultaneous work; in place of `neighbours`. */
  readonly conflicts?: readonly ConflictFact[];
  readonly livePermits?: number;
  readonly calendar?: { readonly holidays: readonly string[]; readonly known: boolean };
  /** With `form` (and `rows`) a tag stands for filled forms instead. */
  readonly tags?: { readonly [id: string]: Partial<Tag> & { readonly form?: string; readonly rows?: string } };
  readonly absences?: readonly CaseAbsence[];
  readonly duty?: readonly CaseDuty[];
  readonly initiator?: string;
  readonly number?: string;
  /** Answers by property key. */
  readonly data?: JsonObject;
}

/** A submission a flow creates, and some of what it is filled with, by x-id. */
export interface CaseCreated {
  readonly form: string;
  readonly data?: JsonObject;
}

/** What must hold after a step. Only what is written is looked at. */
export interface CaseThen {
  /** Life state, else `draft`, `approving` or the outcome of the flow. */
  readonly state?: string;
  /** Nodes that wait for somebody. */
  readonly open?: readonly string[];
  /** Who may act at an open node. */
  readonly holders?: { readonly [node: string]: readonly string[] };
  /** The step is refused with this code; `checks` are all that failed, sorted. */
  readonly refused?: { readonly code: string; readonly checks?: readonly string[] };
  /** Of a `judge` step: checks that do not pass, sorted, and some that do. */
  readonly failing?: readonly string[];
  readonly passing?: readonly string[];
  /** Of a `judge` step: checks that only warn and do not pass, sorted. */
  readonly warned?: readonly string[];
  /** Answers by property key; `null`: not answered. */
  readonly data?: JsonObject;
  /** Everyone told by the step (timers before it included). */
  readonly told?: readonly string[];
  /** Due times of running timers by name (`validity`, `break`, `remind`, …). */
  readonly timers?: { readonly [name: string]: string | readonly string[] | null };
  /** The last submission created by the step; a list: all of them, in order. */
  readonly created?: CaseCreated | readonly CaseCreated[];
  /** What the record states by its form's `registers`: facts by `register/key`, `null` for nothing. */
  readonly registered?: { readonly [registerAndKey: string]: JsonObject | null };
  /** Alarm states by `rule/tag`; `normal` when there is no open alarm. */
  readonly alarms?: { readonly [ruleAndTag: string]: string };
  /** Transitions of the pack's alarms since the step before: [time, rule, from, to]; those of devices are left out. */
  readonly edges?: readonly (readonly [string, string, string, string])[];
  /** Other effects since the step before: `emergencyPrompt`, `disposalTask`, `interlock`, … */
  readonly effects?: readonly string[];
}

/**
 * One thing that happens. `do` is a command of a flow (`submit`, `approve`,
 * `return` …), or: `event` a life event, `interlock` / `interlockOver` a cause,
 * `tick` time passes, `world` facts change, `judge` only judges checks,
 * `reading` a reading, `ack` / `reset` / `shelve` an alarm command, `begin` the
 * flow begins at its first step with the data as they are, `answers` they are
 * changed from outside, `signal` an event a flow may wait for (`event`, `key`),
 * `childEnds` a child flow ends (`visit`, `child`, `outcome`).
 */
export interface CaseStep {
  readonly at: string; // ISO date-time
  readonly do: string;
  readonly by?: string;
  readonly node?: string; // which of his tasks, when he has several
  readonly data?: JsonObject; // by property key, merged into the answers
  readonly comment?: string;
  readonly reason?: string;
  readonly to?: string;
  readonly person?: string;
  readonly event?: string;
  readonly task?: string; // the very task, `i1:<visit>:<seat>`; empty: none is named
  readonly version?: number; // of the task; default the present one
  readonly people?: readonly string[]; // addSigner, cc
  readonly position?: "before" | "after" | "parallel"; // addSigner
  readonly mode?: "any" | "all" | "sequence"; // addSigner
  readonly back?: boolean; // return
  readonly visit?: string; // jump, childEnds
  readonly child?: string;
  readonly outcome?: string;
  readonly key?: string; // signal
  readonly photos?: readonly string[];
  readonly password?: true; // just given
  readonly admin?: true; // holds `instance.admin`
  readonly gps?: { readonly lat: number; readonly lng: number; readonly accuracyM: number };
  readonly distanceM?: number; // metres from the place; left out: where he is not known
  readonly unsigned?: true;
  readonly cause?: string;
  readonly causeId?: string;
  readonly world?: CaseWorld;
  readonly checks?: readonly string[]; // judge: which; default those of `node` or `event`, else all
  readonly facts?: JsonObject; // judge: put over the facts
  readonly rule?: string;
  readonly tag?: string;
  readonly value?: JsonValue;
  readonly quality?: "good" | "uncertain" | "bad";
  readonly unit?: string;
  readonly then?: CaseThen;
}

/** A case: given a world, when things happen at times, then this holds. */
export interface PackCase {
  readonly id: string;
  /** A sentence of behaviour. */
  readonly name: string;
  readonly note?: string;
  /** Template id of `pack.json`. */
  readonly template: string;
  /** Names of `cases/given/*.json`, each merged over the one before (RFC 7396). */
  readonly use?: readonly string[];
  /** Rules of packs this one requires that play too. */
  readonly rules?: readonly string[];
  readonly given?: CaseWorld;
  readonly when: readonly CaseStep[];
}
