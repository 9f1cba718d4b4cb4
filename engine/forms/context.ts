import type { JsonValue } from "../model/json.ts";
import type { Certificate } from "../model/org.ts";

export interface PersonFacts {
  readonly name: string;
  readonly status: string;
  readonly roles: readonly string[];
  readonly certificates: readonly Certificate[];
  readonly contraindications?: readonly string[]; // kinds of work the health record forbids, e.g. "hot-work"
  readonly hours24?: number; // hours worked in the last 24 h
  /** Why he may not be named on work now; `status` is then `held`. */
  readonly holds?: readonly string[];
}

export interface DeviceFacts {
  readonly calibrationDue?: string; // ISO date-time
  readonly exProof?: boolean;
  readonly inspectionDue?: string; // ISO date-time: statutory inspection valid until
  readonly outOfUse?: boolean; // taken out of use, such as after a failed or lapsed inspection
}

/** The place field's area. `known: false` makes every question about it unknown. */
export interface AreaFacts {
  readonly id: string;
  readonly known: boolean;
  readonly gasAlarms: number;
  readonly evacuation: boolean;
}

export interface ApprovalFact {
  readonly node: string;
  readonly by: string;
  readonly roles: readonly string[];
  readonly at: string; // ISO date-time
  readonly distanceM: number | null; // metres from the work place, null = not known
}

export interface InstanceFacts {
  readonly state: string;
  readonly startedAt?: string;
  readonly suspendedAt?: string;
  readonly breakMin?: number;
  readonly validUntil?: string;
  /** Live approvals of the present walk; on `approve` the one being cast is the last. */
  readonly approvals: readonly ApprovalFact[];
  /** Latest time of each life event, ISO date-time. */
  readonly eventTimes?: { readonly [eventId: string]: string };
  /** x-ids whose stored value changed after the first approval of the present walk. */
  readonly changed?: readonly string[];
}

/** A ticket the form links to (`reference` answers hold submission ids). */
export interface LinkedFacts {
  readonly form: string;
  readonly state: string; // life state, or the state of the flow
  readonly validUntil?: string; // ISO date-time, once its validity runs
}

/** A contractor as admission knows him, by the id a `contractor` field holds. */
export interface ContractorFacts {
  readonly status: "candidate" | "whitelist" | "conditional" | "suspended" | "blacklist";
  readonly validTo: string; // ISO date-time, the earliest licence to expire
}

/** Work of another ticket in the way of this one (catalogue 4.2). */
export interface ConflictFact {
  readonly row: string; // of the table of simultaneous work
  readonly ticket: string; // id of the other submission
  readonly with: string; // its number
  readonly kind: string;
  readonly distanceM: number | null; // metres, to 0.1 m
  /** How the distance was found; `key`: both share a dike, pipe or space; `unknown`: it cannot be told, and so counts. */
  readonly basis: "3-D" | "plan" | "key" | "unknown";
  readonly clause: string;
  readonly zh: string; // the whole in words
  readonly en: string;
}

/**
 * The facts a form, check or flow may ask beside the answers, read as
 * `{"var": "ctx.…"}`. Built by the server, the case runner and tests in one
 * shape; whatever is not known is left out, and so is unknown, never false.
 */
export interface FactContext {
  readonly now: string; // ISO date-time
  readonly event?: string; // "submit", "approve", "start", …
  readonly actor?: { readonly id: string; readonly orgId: string; readonly roles: readonly string[] };
  readonly initiator?: { readonly id: string; readonly orgId: string; readonly name: string };
  readonly people?: { readonly [personId: string]: PersonFacts };
  readonly devices?: { readonly [assetId: string]: DeviceFacts };
  readonly area?: AreaFacts;
  readonly instance?: InstanceFacts;
  readonly linked?: { readonly [submissionId: string]: LinkedFacts };
  readonly contractors?: { readonly [id: string]: ContractorFacts };
  /** Of a form that is work: what is in its way while its period runs. Absent where no table says anything of its kind. */
  readonly conflicts?: readonly ConflictFact[];
  /** Live permits in its area, this one left out; those that do not say where they are count. */
  readonly livePermits?: number;
  readonly calendar?: { readonly holidays: readonly string[]; readonly known: boolean };
  readonly [more: string]: JsonValue | object | undefined;
}
