export {
  i18nTextSchema, idParamsSchema, issueSchema, pageOf, pageQuery, personRefSchema, problemSchema, titledRefSchema,
  type IssueView, type Page, type PersonRef, type Problem, type Refine, type TitledRef,
} from "./common.ts";
export {
  defBodySchema, defDetailSchema, definitionKinds, defPageSchema, defSummarySchema, defVersionsSchema, draftSavedSchema, issuesSchema,
  publishBodySchema, publishedSchema, validateDataBodySchema, validDataSchema,
  type DefBody, type DefDetail, type Definition, type DefinitionKind, type DefPage, type DefSummary, type DefVersion, type DraftSaved,
  type IssuesView, type PublishBody, type Published, type ValidateDataBody, type ValidData,
} from "./definitions.ts";
export { defImpactSchema, presenceBodySchema, presenceSchema, type DefImpact, type DefinitionEvent, type Presence, type PresenceBody } from "./designing.ts";
export {
  allowanceSchema, checkSchema, checksSchema, forecastSchema, forecastStepSchema, historyItemSchema, instanceReplySchema, instanceViewSchema,
  returnTargetSchema, taskPageSchema, taskViewSchema,
  type Allowance, type CheckView, type ChecksView, type ForecastStepView, type ForecastView, type HistoryItem, type InstanceReply,
  type InstanceView, type LifeEventView, type MayActView, type TaskPage, type TaskView,
} from "./instances.ts";
export { flowEventBodySchema, flowEventReplySchema, type FlowEventBody } from "./flowEvents.ts";
export { instanceCommandBodySchema, taskCommandBodySchema, type InstanceCommandBody, type TaskCommandBody } from "./commands.ts";
export {
  fileRefSchema, formDataBodySchema, patchBodySchema, permitConflictSchema, permitConflictsSchema, permitPageSchema, permitRowSchema, submissionListQuerySchema, submissionPageSchema,
  submissionRowSchema, submissionViewSchema, submitBodySchema, submittedSchema,
  type FileRef, type FormDataBody, type PatchBody, type PermitConflict, type PermitConflicts, type PermitPage, type PermitRow, type SubmissionPage, type SubmissionRow,
  type SubmissionView, type SubmitBody, type Submitted,
} from "./submissions.ts";
export {
  infoSchema, meSchema, orgViewSchema, personPageSchema, personViewSchema, rolesSchema,
  type Info, type Me, type OrgView, type PersonPage, type PersonView, type RoleView,
} from "./people.ts";
export { printQuerySchema, verifiedPrintSchema, type PrintQuery, type VerifiedPrint } from "./print.ts";
export { alarmKpiQuerySchema, alarmKpiSchema, type AlarmKpiView } from "./alarmKpi.ts";
export { liveReplayViewSchema, replayBodySchema, replayViewSchema, type LiveReplayView, type ReplayView } from "./replay.ts";
export { calendarListSchema, type CalendarList } from "./calendars.ts";
export { readingsViewSchema, tagPageSchema, tagViewSchema, type LatestView, type ReadingGap, type ReadingPoint, type ReadingsView, type TagPage, type TagView } from "./tags.ts";
export { absenceBodySchema, absenceEndedSchema, absencePageSchema, absenceViewSchema, type AbsenceBody, type AbsenceEnded, type AbsencePage, type AbsenceView } from "./absences.ts";
export { dutyPlanSchema, rosterBodySchema, rosterChangeSchema, rosterPageSchema, rosterViewSchema, type RosterBody, type RosterChange, type RosterPage, type RosterView } from "./duty.ts";
export { silenceBodySchema, silencePageSchema, silenceViewSchema, type SilenceBody, type SilencePage, type SilenceView } from "./silences.ts";
export {
  channelBodySchema, channelChangeBodySchema, channelMadeSchema, channelPageSchema, channelTestedSchema, channelViewSchema, contactSchema, deliveryPageSchema, deliveryViewSchema,
  type ChannelBody, type ChannelChangeBody, type ChannelTested, type ChannelView, type Contact, type DeliveryPage, type DeliveryView,
} from "./channels.ts";
export { noticePageSchema, noticeViewSchema, type NoticePage, type NoticeView } from "./notices.ts";
export { alarmActs, alarmExplanationSchema, alarmExplanationsSchema, type AlarmExplanationsView, type AlarmExplanationView, alarmPageSchema, alarmSummarySchema, alarmViewSchema, type AlarmAct, type AlarmEventView, type AlarmNoticeView, type AlarmPage, type AlarmSummary, type AlarmView, type PriorityCounts } from "./alarms.ts";
export {
  flowInstancesQuerySchema, flowInstancesSchema, migrationLimits, migrationPreviewBodySchema, migrationPreviewSchema, migrationRunBodySchema, migrationRunSchema, migrationUndoBodySchema,
  type FlowInstanceRow, type FlowInstances, type MigrationPreview, type MigrationPreviewBody, type MigrationPreviewed, type MigrationQuestionView, type MigrationRan, type MigrationReasonView,
  type MigrationRun, type MigrationRunBody, type MigrationUndoBody, type RevisionCount,
} from "./migration.ts";
export { flowReportQuerySchema, flowReportSchema, reportMaxInstances, type FlowReportView } from "./reports.ts";
export { auditActions, auditSubjects, type AuditAction, type AuditSubject, type CommandAct, type SystemAct } from "./audit.ts";
export { bpmnImportBodySchema, bpmnImportedSchema, type BpmnImportBody, type BpmnImported, type BpmnMapped, type BpmnNotMapped } from "./bpmn.ts";
export {
  flowCaseBodySchema, flowCaseParamsSchema, flowCaseRunBodySchema, flowCaseRunSchema, flowCasesMax, flowCasesSchema,
  type FlowCaseBody, type FlowCaseRun, type FlowCaseRunBody, type FlowCasesView, type FlowCaseView,
} from "./flowCases.ts";
export { simulateBodySchema, simulatedSchema, type OutsideActView, type SimulateActBody, type SimulateBody, type Simulated, type SimulatedStepView, type SimulatedTaskView } from "./simulate.ts";
export {
  packBoardSchema, packPlanBodySchema, packPlanSchema, packRollbackBodySchema, packUpgradeBodySchema, subsidiaryBodySchema, subsidiaryMadeSchema,
  packHistorySchema, packImportedSchema, packInstallBodySchema, packInstalledSchema, packKeyBodySchema, packKeyListSchema, packSchema, packsSchema, packTemplateTrySchema,
  type PackBoard, type PackPlanBody, type PackPlanItem, type PackPlanView, type PackUpgradeBody, type SubsidiaryBody,
  type PackHistory, type PackImported, type PackInstalled, type PackKeyBody, type PackKeyList, type PackTemplateTry, type PackView,
} from "./packs.ts";
export {
  packElementsSchema, packRevertBodySchema, packRevertPlanBodySchema, packRevertPlanSchema,
  type PackElements, type PackRevertBody, type PackRevertPlan, type PackRevertPlanBody,
} from "./packElements.ts";
