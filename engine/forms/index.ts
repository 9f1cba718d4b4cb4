export type { FactContext, PersonFacts, DeviceFacts, AreaFacts, ApprovalFact, InstanceFacts, LinkedFacts, ContractorFacts } from "./context.ts";
export type { Field } from "./field.ts";
export type { Answers, FormState, RowState } from "./formState.ts";
export type { CheckResult, SubmissionVerdict } from "./checkResult.ts";
