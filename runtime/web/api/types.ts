import type { Area, Confidence, I18nText, Issue, JsonValue, MayActView, OrgUnit, Person, PersonRef, Priority, Quality, Tag, TitledRef } from "@safeloop/engine";

/** Shapes of the HTTP contract as the web reads them. Times are ISO-8601 UTC. */
export type {
  Allowance as MayAct, CheckView, DefDetail as DefView, DefSummary, FileRef, ForecastStepView as ForecastStep, HistoryItem, InstanceView, LifeEventView,
  MayActView as MayActMap, Page, PackView, PermitRow, PersonRef, SubmissionRow, SubmissionView, Submitted as SubmissionCreated, TaskView, TitledRef as TitleRef,
} from "@safeloop/engine";
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
  readonly area: TitledRef | null;
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
  readonly mayAct: MayActView;
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

export type LifeView = NonNullable<import("@safeloop/engine").InstanceView["life"]>;
