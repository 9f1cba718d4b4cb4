import type { Candidates } from "./candidates.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Limit } from "./limit.ts";
import type { JsonLogic } from "./logic.ts";
import type { RoleId } from "./role.ts";
import type { I18nText } from "./text.ts";

/** ISO-8601 duration such as `PT30M`. */
export type Duration = string;

export type FieldAccess = "hidden" | "read" | "edit" | "require";

/** Access per field x-id or section id (`section:<id>`); `*` is the default for the rest. */
export type FieldAccessMap = { readonly [xidOrSection: string]: FieldAccess };

export type OnReject =
  | { readonly do: "end" }
  /** `count`: x-id of an integer field that grows by one at each such return (reopened n times). */
  | { readonly do: "return"; readonly to: string; readonly count?: string }
  | { readonly do: "branch" }
  | { readonly do: "continue" };

export interface ReturnSettings {
  readonly allow?: boolean; // default true
  readonly targets?: "any" | "start" | readonly string[]; // default any
  readonly afterRepair?: "rewalk" | "backToReturner" | "choose"; // default rewalk
}

export interface Due {
  readonly after?: Duration;
  readonly dateField?: string; // x-id
  /** With `dateField`: percentages count from this date-time field (x-id) instead of the entry of the visit. */
  readonly fromField?: string;
  readonly remindAt?: readonly number[]; // percent of the time
  readonly onOver: "remind" | "escalate" | "transfer" | "reject" | { readonly goto: string };
  readonly transferTo?: Candidates;
  /** Who else is told, and how long after the deadline; each step once, beside `onOver`. */
  readonly overdue?: readonly OverdueStep[];
}

/** One step of an overdue ladder, e.g. 24 h over → safety department. */
export interface OverdueStep {
  readonly after: Duration;
  readonly notify: Candidates;
  readonly message: I18nText;
  readonly when?: JsonLogic; // unknown: told
}

export interface Evidence {
  readonly comment?: readonly ("approve" | "reject" | "return")[];
  readonly signature?: boolean;
  readonly password?: boolean;
  readonly photo?: boolean;
  /** GPS within r metres of the place field. */
  readonly gpsWithin?: { readonly field: string; readonly limit: Limit };
}

export type OnNobody = "toAdmin" | "block" | "autoReject";

export interface VoteSettings {
  readonly count?: number;
  readonly percent?: number;
  readonly strict?: boolean;
  readonly weights?: { readonly [role: string]: number };
  readonly vetoRoles?: readonly RoleId[];
}

/** What an `act` node or a life event may cause. Carried out by the server after commit, or in the same transaction where said. */
export type Act =
  | { readonly do: "setField"; readonly field: string; readonly value: JsonLogic }
  /**
   * `rows`: x-id of a table of at most 200 rows; one is created for each row, whose fields `data` and `when` read as
   * `$row.<x-id>`. What `when` is false for is left out; unknown: created.
   */
  | { readonly do: "createSubmission"; readonly form: string; readonly data: { readonly [xid: string]: JsonLogic }; readonly linkField?: string; readonly rows?: string; readonly when?: JsonLogic }
  | { readonly do: "startFlow"; readonly flow: string }
  | { readonly do: "raiseAlarm"; readonly rule: string; readonly key?: JsonLogic }
  | { readonly do: "ackAlarm"; readonly rule: string; readonly key?: JsonLogic }
  /** Events of a life after approval only: alarms of these points, these rules, or these rules at these points are out of service until then, and no longer than the life stays live. */
  | { readonly do: "outOfService"; readonly points?: JsonLogic; readonly rules?: JsonLogic; readonly from?: JsonLogic; readonly until: JsonLogic }
  /** Stops live permits in these areas (an id, a place or a list of them) for this cause, and keeps the cause there until `interlockOver` or the end of the flow. Unknown areas refuse the step. */
  | { readonly do: "interlock"; readonly cause: string; readonly area: JsonLogic; readonly reason: I18nText }
  /** What this flow stopped is free of its cause again; people resume it. */
  | { readonly do: "interlockOver" }
  | { readonly do: "notify"; readonly candidates: Candidates; readonly message: I18nText }
  | { readonly do: "webhook"; readonly event: string }
  | { readonly do: "mqtt"; readonly topic: string };

interface NodeBase {
  readonly id: string;
  readonly title: I18nText;
  /** A revision that adds it asks of running instances already past it: go back, or waive. */
  readonly mandatory?: true;
}

export interface PersonNodeSettings {
  readonly candidates: Candidates;
  readonly exclude?: Candidates; // separation of duty
  readonly onNobody: OnNobody;
  readonly selfApproval: "skipToManager" | "allow" | "forbid";
  readonly fields: FieldAccessMap;
  readonly evidence?: Evidence;
  readonly due?: Due;
  readonly returns?: ReturnSettings;
  /** Refusal checks (ids of named form checks) judged on submit/approve of this node. */
  readonly checks?: readonly string[];
}

export interface StartNode extends NodeBase { readonly kind: "start"; readonly fields: FieldAccessMap; readonly evidence?: Evidence; readonly checks?: readonly string[]; readonly due?: Due }
export interface FillNode extends NodeBase, PersonNodeSettings { readonly kind: "fill" }
export interface ApprovalNode extends NodeBase, PersonNodeSettings {
  readonly kind: "approval";
  readonly mode: "firstDecision" | "anyApprove" | "all" | "sequence" | "vote";
  readonly vote?: VoteSettings;
  readonly rejectPolicy?: "veto" | "vote";
  readonly completion: "early" | "collectAll";
  readonly dedupe: "none" | "consecutive" | "everSame";
  readonly signs?: readonly string[];
  readonly onReject: OnReject;
}
export interface NotifyNode extends NodeBase { readonly kind: "notify"; readonly candidates: Candidates; readonly message: I18nText }
export interface ExclusiveNode extends NodeBase { readonly kind: "exclusive" }
export interface ParallelNode extends NodeBase { readonly kind: "parallel" }
export interface InclusiveNode extends NodeBase { readonly kind: "inclusive" }
export interface JoinNode extends NodeBase { readonly kind: "join"; readonly of: string; readonly mode: "all" | "any" | { readonly n: number }; readonly onFail?: OnReject }
export interface WaitNode extends NodeBase {
  readonly kind: "wait";
  readonly until: { readonly duration: Duration } | { readonly dateField: string } | { readonly event: string; readonly key: JsonLogic };
  readonly onOver?: "go";
}
export interface ActNode extends NodeBase { readonly kind: "act"; readonly act: Act; readonly repeat?: "once" | "eachVisit" }
export interface SubflowNode extends NodeBase {
  readonly kind: "subflow";
  readonly flow: { readonly id: string; readonly hash: string };
  readonly rows?: string;
  readonly sync: boolean;
  readonly complete?: "all" | "any" | { readonly n: number };
  readonly onChildReject: OnReject;
}
export interface EndNode extends NodeBase { readonly kind: "end"; readonly outcome: string; readonly terminate?: true }

export type FlowNode =
  | StartNode | FillNode | ApprovalNode | NotifyNode | ExclusiveNode | ParallelNode | InclusiveNode
  | JoinNode | WaitNode | ActNode | SubflowNode | EndNode;

export type FlowNodeKind = FlowNode["kind"];

/** A sequence flow. `when`/`default` only out of `exclusive` and `inclusive`. */
export interface FlowEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly order?: number;
  readonly when?: JsonLogic;
  readonly default?: true;
  readonly label?: I18nText;
}

export interface FlowSettings {
  readonly permit?: boolean;
  readonly withdraw: "beforeFirst" | "always" | "never";
  readonly maxReturns?: number; // default 50
  readonly admin: Candidates;
  readonly calendar?: string;
  readonly urgeEvery?: Duration; // default PT30M
}

/** A timer of `life`: runs while the instance is in one of `whileIn`; never paused by leaving and re-entering. */
export interface LifeTimer {
  readonly id: string;
  readonly after?: Duration | { readonly field: string } | { readonly expr: JsonLogic }; // number of minutes when field/expr
  readonly at?: { readonly dateField: string };
  readonly from: "enter" | { readonly event: string };
  readonly whileIn: readonly string[];
  readonly fires: string; // event id
  readonly remindBefore?: readonly Duration[];
  /** Only where this holds when its clock starts; unknown: it runs. */
  readonly when?: JsonLogic;
}

export interface LifeTask {
  readonly id: string;
  readonly title: I18nText;
  readonly candidates: Candidates;
  /** Asked for unless this is surely false; a repeating one is looked at again a period later. */
  readonly when?: JsonLogic;
  readonly form?: { readonly sections: readonly string[] };
  readonly every?: Duration;
  readonly due?: Due;
  readonly onOver?: string;
  /** Refusal checks (ids of named form checks) judged when it is done. */
  readonly checks?: readonly string[];
}

export interface LifeState {
  readonly id: string;
  readonly title: I18nText;
  readonly tone: "waiting" | "live" | "stopped" | "done" | "void";
  readonly final?: true;
  readonly timers?: readonly LifeTimer[];
  readonly tasks?: readonly LifeTask[];
}

/**
 * Facts an issued permit rests on and no reading tells of: certificates,
 * contractor status. While one of the checks does not pass, judged with
 * `ctx.event` "watch", the cause holds.
 */
export interface LifeWatch {
  readonly cause: string;
  readonly checks: readonly string[];
}

export interface LifeEvent {
  readonly id: string;
  readonly title: I18nText;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: Candidates | "timer" | "interlock" | "system";
  readonly checks?: readonly string[];
  readonly form?: { readonly sections: readonly string[] };
  readonly evidence?: Evidence;
  readonly reason?: "required";
  readonly effects?: readonly Act[];
  /** Of a timer's event that stays in its state: nobody is told of it beside what its effects say. */
  readonly quiet?: true;
  /** For `by: "interlock"`: which causes fire it, and how its scope is found. */
  readonly interlock?: { readonly causes: readonly string[]; readonly areaField: string; readonly watches?: readonly LifeWatch[] };
}

/** What happens after the last approval, as data (flows.md 12). */
export interface Life {
  readonly initial: string;
  readonly states: readonly LifeState[];
  readonly events: readonly LifeEvent[];
}

export interface FlowDefinition {
  readonly id: string;
  readonly revision: number;
  readonly title: I18nText;
  readonly form: { readonly id: string; readonly hash?: string };
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly settings: FlowSettings;
  readonly life?: Life;
}

/** Facts an expression of a flow may read beside the form's fields. */
export interface FlowFacts {
  readonly data: { readonly [xid: string]: JsonValue };
  readonly initiator: JsonObject;
  readonly nodes: { readonly [id: string]: JsonObject };
  readonly instance: JsonObject;
}
