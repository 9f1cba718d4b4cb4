import type { AlertRule } from "../../model/rule.ts";
import type { I18nText } from "../../model/text.ts";
import { because, explainRule, type RuleExplanation, type RuleSite } from "../../rules/explain/explainRule.ts";
import { listed, phrase, span } from "../../rules/explain/speech.ts";
import type { ProcessPlan } from "../../rules/compileRule.ts";
import type { ProcessState } from "../process/state.ts";
import type { AlarmState } from "../alarm.ts";

/** Why a rule has raised an alarm for a key, or has not: one sentence, and the judged conditions it rests on. */
export interface AlarmExplanation extends RuleExplanation {
  readonly sentence: I18nText;
  readonly active: boolean;
}

/** Explains the live state of one process at event time `at` (epoch ms), with the state of its alarm where one is open. Changes nothing. */
export function explainAlarm(rule: AlertRule, site: RuleSite, plan: ProcessPlan, state: ProcessState, at: number, record?: AlarmState): AlarmExplanation | undefined {
  const explained = explainRule(rule, site, plan.key, { ...state.ctx, t: at });
  if (!explained) return undefined;
  const sentence = state.active ? whileActive(plan, state, explained, at) : whileCalm(plan, state, explained, at, record);
  return { ...explained, active: state.active, sentence: state.suppressed ? phrase("设计抑制中。{sentence}", "Suppressed by design. {sentence}", { sentence }) : sentence };
}

function whileCalm(plan: ProcessPlan, state: ProcessState, { raise, unknown }: RuleExplanation, at: number, record: AlarmState | undefined): I18nText {
  const why = because(raise);
  if (raise.verdict === null) return phrase("无法判断：{unknown}。没有据此报警，也不能据此认为正常。", "It cannot be judged: {unknown}. No alarm is raised by it, nor does it show that all is well.", { unknown: missing(unknown.raise, why) });
  if (raise.verdict === false) return over(record, why);
  return phrase("条件成立已 {for}，满 {delay} 报警：{why}。", "The condition has held for {for} and raises the alarm at {delay}: {why}.", { ...running(plan.onDelayMs, state, at), why });
}

function whileActive(plan: ProcessPlan, state: ProcessState, { raise, clear, unknown }: RuleExplanation, at: number): I18nText {
  if (raise.verdict === true) return phrase("报警中：{why}。", "In alarm: {why}.", { why: because(raise) });
  const why = because(clear);
  if (clear.verdict === null) return phrase("报警中，数据不足以解除：{unknown}。没有数据不会解除报警。", "In alarm, and the data do not suffice to end it: {unknown}. Missing data never clear an alarm.", { unknown: missing(unknown.clear, why) });
  if (clear.verdict === false) return phrase("报警中，尚未恢复：{why}。", "In alarm, not yet back to normal: {why}.", { why });
  return phrase("正在恢复已 {for}，满 {delay} 解除：{why}。", "Back to normal for {for}, the alarm ends at {delay}: {why}.", { ...running(plan.offDelayMs, state, at), why });
}

/** The condition no longer holds. An alarm that waits for a person is not "no alarm". */
function over(record: AlarmState | undefined, why: I18nText): I18nText {
  if (record?.startsWith("latched") === true) return phrase("条件已恢复，报警锁存着，须人工复位才结束：{why}。", "The condition has ended; the alarm is latched until it is reset by hand: {why}.", { why });
  if (record !== undefined && record !== "normal") return phrase("条件已恢复，报警还要人确认：{why}。", "The condition has ended; the alarm still asks to be acknowledged: {why}.", { why });
  return phrase("没有报警：{why}。", "No alarm: {why}.", { why });
}

const named = 5;

/** The first few inputs that are unknown, and how many more there are; without one, what cannot be judged. */
function missing(unknown: readonly I18nText[], why: I18nText): I18nText {
  if (unknown.length === 0) return why;
  const more = unknown.length - named;
  return listed([...unknown.slice(0, named), ...(more > 0 ? [phrase("另有 {more} 个测点未知", "{more} more points are unknown", { more: String(more) })] : [])]);
}

function running(delayMs: number, state: ProcessState, at: number): { readonly for: string; readonly delay: string } {
  return { for: span((at - (state.runSince ?? at)) / 1000), delay: span(delayMs / 1000) };
}
