/** Shapes of the HTTP contract as the web reads them. Times are ISO-8601 UTC. */
export type {
  AlarmSummary, AlarmView, Allowance as MayAct, CheckView, DefDetail as DefView, DefSummary, FileRef, ForecastStepView as ForecastStep, HistoryItem, Info, InstanceView, Issue, LifeEventView,
  MayActView as MayActMap, Me, NoticeView, OrgView, Page, PackView, PermitRow, PersonRef, PersonView, PriorityCounts, ReadingPoint, ReadingsView, RoleView, SubmissionRow, SubmissionView,
  Submitted as SubmissionCreated, TagView, TaskView, TitledRef as TitleRef,
} from "@safeloop/engine";

export type LifeView = NonNullable<import("@safeloop/engine").InstanceView["life"]>;
