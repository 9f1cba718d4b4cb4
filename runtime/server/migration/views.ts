import {
  messageOf, own, type FlowDefinition, type FlowInstance, type I18nText, type IssueParams, type MigrationPlan, type MigrationQuestion, type MigrationQuestionView, type MigrationReason,
  type MigrationReasonView, type MigrationResult, type Refusal,
} from "@safeloop/engine";
import type { RouteRequest } from "../context.ts";
import { nodeRef } from "../instances/allowanceView.ts";
import type { LoadedInstance } from "../instances/loadInstance.ts";
import { named, nodeName, type Between } from "./names.ts";
import type { MigrationTarget } from "./target.ts";

type Locale = RouteRequest["locale"];

/** Answers that are no node of the flow. */
const answers: { readonly [kind: string]: { readonly [value: string]: I18nText } } = {
  visit: { "*drop": { zh: "放弃这条分支", en: "Drop this branch" } },
  branch: { start: { zh: "补办这条分支", en: "Start this branch" }, skip: { zh: "跳过这条分支", en: "Skip this branch" }, drop: { zh: "放弃这条分支的结果", en: "Drop its result" } },
  join: { accept: { zh: "按新规则判断", en: "Let the new rule count" } },
  wait: { wait: { zh: "改等新的事件", en: "Wait for the new event" }, pass: { zh: "视为已到", en: "Take it as come" } },
  mandatory: { goBack: { zh: "退回补办", en: "Go back to do it" }, waive: { zh: "豁免", en: "Waive it" } },
  data: { accept: { zh: "照旧保留", en: "Keep them as they are" }, goBack: { zh: "退回发起人修改", en: "Send it back to the start" } },
};

/** What a loaded instance and its target lie between. */
export function betweenOf(loaded: LoadedInstance, target: MigrationTarget): Between {
  return { before: loaded.flow.definition, after: target.flow.definition, oldForm: loaded.form.definition, newForm: target.form.definition };
}

function said(code: MigrationReason["code"], params: IssueParams, locale: Locale): { code: string; params: { [name: string]: unknown }; message: string } {
  return { code, params: { ...params }, message: messageOf(code, params, locale) };
}

/** A line of the verdict, its sentence naming steps and fields by their titles. */
export function reasonView({ code, params, verdict }: MigrationReason, between: Between, locale: Locale): MigrationReasonView {
  return { ...said(code, named(params, between), locale), verdict };
}

function questionView(question: MigrationQuestion, between: Between, locale: Locale): MigrationQuestionView {
  const { key, kind, code, params, choices, answer } = question;
  const titled = choices.map((value) => ({ value, title: { ...((own(answers[kind] ?? {}, value) as I18nText | undefined) ?? nodeName(between, value)) } }));
  return { key, kind, ...said(code, named(params, between), locale), choices: titled, ...(answer === undefined ? {} : { answer }) };
}

/** Reasons and questions of a plan. */
export function planView(plan: MigrationPlan, between: Between, locale: Locale): { reasons: MigrationReasonView[]; questions: MigrationQuestionView[] } {
  return { reasons: plan.reasons.map((one) => reasonView(one, between, locale)), questions: plan.open.map((one) => questionView(one, between, locale)) };
}

/** What was found when it was carried out: for an instance that had moved on, only that. */
export function resultView({ outcome, plan, step }: MigrationResult, between: Between, locale: Locale): ReturnType<typeof planView> {
  if (outcome !== "changed") return planView(plan, between, locale);
  return { reasons: step.issues.map((one) => reasonView({ code: one.code, params: one.params, verdict: "refuse" }, between, locale)), questions: [] };
}

/** A refusal as the reason of one instance: the others are not held up by it. */
export function refusedView({ code, params }: Pick<Refusal, "code" | "params">, locale: Locale): MigrationReasonView {
  return { ...said(code, params, locale), verdict: "refuse" };
}

/** The steps where an instance stands. */
export function placesOf(flow: FlowDefinition, instance: FlowInstance): { id: string; title: { zh: string; en: string }; kind: string }[] {
  const open = instance.visits.filter((visit) => visit.state !== "closed").map((visit) => visit.node);
  return [...new Set(open)].map((id) => nodeRef(flow, id));
}
