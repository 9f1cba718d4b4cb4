import type { Area, CheckSeverity, Confidence, FieldAccessMap, FormDefinition, I18nText, Issue, JsonObject, JsonValue, OrgUnit, Person, Priority, Quality, Tag } from "@safeloop/engine";

/** Shapes of the HTTP contract as the web reads them. Times are ISO-8601 UTC. */
export interface Page<T> { readonly items: readonly T[]; readonly next: string | null; readonly total?: number }
export interface PersonRef { readonly id: string; readonly name: string }
export interface TitleRef { readonly id: string; readonly title: I18nText }

export interface PersonView extends Omit<Person, "tenantId"> { readonly tenantId?: string }
export interface Me {
  readonly person: PersonView;
  readonly permissions: readonly string[];
  readonly demo: boolean;
  readonly siteTz: string;
  readonly mustChangePassword: boolean;
  readonly serverTime: string;
  readonly tenant: { readonly id: string; readonly title: I18nText };
}
export interface Info {
  readonly product: "safeloop";
  readonly version: string;
  readonly demo: boolean;
  readonly accounts?: readonly { readonly login: string; readonly password: string; readonly name: string; readonly role: string }[];
  readonly anonymousSnap: boolean;
  readonly firstRun: boolean;
  readonly siteTz: string;
}
export interface OrgView { readonly units: readonly OrgUnit[]; readonly areas: readonly Area[] }
export interface RoleView { readonly id: string; readonly title: I18nText; readonly permissions: readonly string[] }

export interface DefSummary {
  readonly id: string;
  readonly title: I18nText;
  readonly category?: string;
  readonly published: { readonly revision: number; readonly hash: string; readonly at: string; readonly by: PersonRef | string } | null;
  readonly draft: { readonly updatedAt: string; readonly by: PersonRef | string; readonly etag: string } | null;
  readonly packId?: string;
  readonly source: "pack" | "local";
}
export interface DefView<D> { readonly id: string; readonly published: D | null; readonly draft: D | null; readonly etag: string; readonly hash?: string }

export interface CheckView {
  readonly id: string;
  readonly verdict: "pass" | "fail" | "unknown";
  readonly severity: CheckSeverity;
  readonly message: I18nText;
  readonly params: JsonObject;
  readonly source?: { readonly std: string; readonly edition?: string; readonly clause?: string; readonly confidence: Confidence };
  readonly fields: readonly string[];
}

export interface MayAct { readonly allowed: boolean; readonly code?: string; readonly why?: string; readonly targets?: readonly JsonValue[] }
export type MayActMap = { readonly [command: string]: MayAct };
export interface LifeEventView extends MayAct {
  readonly id: string;
  readonly title: I18nText;
  readonly checks?: readonly CheckView[];
  readonly reason?: "required";
  readonly form?: { readonly sections: readonly string[] };
}
export interface HistoryItem {
  readonly seq: number;
  readonly at: string;
  readonly by: PersonRef | null;
  readonly command: string;
  readonly node?: TitleRef;
  readonly comment?: string;
  readonly outcome?: string;
  readonly signature?: { readonly hash: string; readonly method: string; readonly at: string };
  readonly state: "done" | "superseded" | "event";
  readonly detail?: JsonObject;
}
export interface ForecastStep {
  readonly node: TitleRef & { readonly kind: string };
  readonly people: readonly PersonRef[];
  readonly certain: boolean;
  readonly dueAt?: string;
}
export interface TaskView {
  readonly id: string;
  readonly instanceId: string;
  readonly submissionId: string;
  readonly number: string;
  readonly form: TitleRef;
  readonly title: string | I18nText;
  readonly node: TitleRef & { readonly kind: string };
  readonly seat: { readonly person: PersonRef; readonly state: string };
  readonly version: number;
  readonly openedAt: string;
  readonly dueAt?: string;
  readonly overdue: boolean;
  readonly kind: "approval" | "fill" | "life" | "disposal";
  readonly mayAct: MayActMap;
  readonly summary: readonly { readonly label: I18nText; readonly value: JsonValue }[];
  readonly alarmId?: string;
}
export interface LifeView {
  readonly state: string;
  readonly title: I18nText;
  readonly tone: "waiting" | "live" | "stopped" | "done" | "void";
  readonly since: string;
  readonly timers: readonly { readonly id: string; readonly title: I18nText; readonly dueAt: string }[];
}
export interface InstanceView {
  readonly id: string;
  readonly submissionId: string;
  readonly flowId: string;
  readonly flowHash: string;
  readonly status: string;
  readonly outcome?: string;
  readonly seq: number;
  readonly generation: number;
  readonly suspended?: { readonly by: PersonRef | string; readonly reason: string | I18nText; readonly at: string; readonly causes: readonly string[] };
  readonly life?: LifeView;
  readonly tasks: readonly TaskView[];
  readonly history: readonly HistoryItem[];
  readonly forecast: readonly ForecastStep[];
  readonly mayAct: MayActMap;
  readonly events: readonly LifeEventView[];
}
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
  readonly kind: string;
  readonly createdAt: string;
  readonly width?: number;
  readonly height?: number;
}
export interface SubmissionView {
  readonly id: string;
  readonly number: string;
  readonly form: FormDefinition;
  readonly data: JsonObject;
  readonly access: FieldAccessMap;
  readonly instance: InstanceView | null;
  readonly by: PersonRef;
  readonly createdAt: string;
  readonly files: readonly FileRef[];
  readonly revision?: number;
  readonly version?: number;
}
export interface SubmissionRow {
  readonly id: string;
  readonly number: string;
  readonly form: TitleRef;
  readonly title: string;
  readonly state: string;
  readonly stateTitle: I18nText | string;
  readonly by: PersonRef;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly fields: JsonObject;
  readonly due?: string;
}
export interface SubmissionCreated { readonly id: string; readonly number: string; readonly instance: InstanceView | null; readonly revision: number; readonly formHash: string }
export interface PermitRow extends SubmissionRow {
  readonly life?: LifeView | null;
  readonly validUntil?: string;
  readonly areaId?: string;
  readonly position?: { readonly x: number; readonly y: number };
  readonly holders?: readonly PersonRef[];
  readonly guardians?: readonly PersonRef[];
  readonly gasDueAt?: string;
}
export interface PackTemplate { readonly id: string; readonly title: I18nText; readonly category: string; readonly form?: string; readonly flow?: string; readonly rules?: readonly string[]; readonly basis?: JsonValue; readonly counts?: JsonObject }
export interface PackView { readonly id: string; readonly version: string; readonly title: I18nText; readonly templates: readonly PackTemplate[] }

export interface TagView extends Tag {
  readonly latest: { readonly ts: string; readonly value: JsonValue; readonly quality: Quality; readonly ageS: number; readonly unknown: boolean } | null;
  readonly alarms: number;
}
export interface ReadingPoint { readonly t: string; readonly min: number | null; readonly max: number | null; readonly last: JsonValue; readonly q: Quality; readonly n: number }
export interface ReadingsView { readonly points: readonly ReadingPoint[]; readonly gaps: readonly { readonly from: string; readonly to: string; readonly why: string }[]; readonly raw: boolean; readonly count: number }
export interface AlarmView {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleTitle: I18nText;
  readonly key: string;
  readonly tagId?: string;
  readonly area: TitleRef | null;
  readonly priority: Priority;
  readonly state: string;
  readonly overlays: { readonly shelved?: { readonly until: string; readonly by: PersonRef | string; readonly reason: string }; readonly suppressed?: JsonValue; readonly outOfService?: JsonValue };
  readonly masked: boolean;
  readonly generation: number;
  readonly raisedAt: string;
  readonly announcedAt: string | null;
  readonly clearedAt?: string | null;
  readonly ackedAt?: string | null;
  readonly ackedBy?: PersonRef | string | null;
  readonly value?: JsonValue;
  readonly unit?: string;
  readonly limit?: { readonly value: number; readonly unit: string; readonly op?: string; readonly std?: string; readonly clause?: string; readonly confidence?: Confidence };
  readonly message: I18nText;
  readonly badges: readonly string[];
  readonly sop?: I18nText;
  readonly latch: boolean;
  readonly unconfirmed: boolean;
  readonly disposal?: { readonly taskId: string; readonly state: string; readonly disposition?: string };
  readonly history?: readonly { readonly at: string; readonly event: string; readonly by?: PersonRef | string; readonly from: string; readonly to: string; readonly why?: string }[];
  readonly permitsStopped: readonly { readonly submissionId: string; readonly number: string }[];
  readonly version: number;
  readonly mayAct: MayActMap;
}
export type PriorityCounts = { readonly [priority in Priority]: number };
export interface AlarmSummary {
  readonly unacked: PriorityCounts;
  readonly active: PriorityCounts;
  readonly flood: boolean;
  readonly tags: { readonly total: number; readonly known: number; readonly unknown: number };
  readonly permits: { readonly live: number; readonly suspended: number };
  readonly hazards: { readonly open: number; readonly dueToday: number; readonly overdue: number };
  readonly tasks: { readonly mine: number };
}
export interface NoticeView { readonly id: string; readonly at: string; readonly topic: string; readonly message: I18nText | string; readonly subject?: { readonly type: string; readonly id: string }; readonly readAt: string | null }
export type { Issue };
