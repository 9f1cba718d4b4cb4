import type { AlertRule } from "../../model/rule.ts";
import type { CalendarLookup } from "../calendars.ts";
import type { Tag } from "../../model/tag.ts";
import type { I18nText } from "../../model/text.ts";
import { isWorkingAt, type CompiledCalendar } from "../../time/calendar/index.ts";
import { compileParts } from "../compileRule.ts";
import { newCompilation } from "../compileExpression.ts";
import type { JudgeContext, Mode } from "../context.ts";
import type { ClearNode } from "../derivedClear.ts";
import { inputsOfKey } from "../keys.ts";
import type { CompiledNode } from "../node.ts";
import { plainUnit } from "../units/plainUnit.ts";
import { decisive, type Explained } from "./explained.ts";
import { explainCondition, type Explainer } from "./explainCondition.ts";
import { listed, phrase, trimmed } from "./speech.ts";
import { unknownInputs } from "./unknownInputs.ts";

/** The conditions of a rule for one key, in words, as they are judged at the instant of the context. */
export interface RuleExplanation {
  readonly raise: Explained;
  readonly clear: Explained;
  readonly suppress?: Explained;
  /** Why inputs are unknown, for raising and for clearing. */
  readonly unknown: { readonly raise: readonly I18nText[]; readonly clear: readonly I18nText[] };
}

/** What a rule is explained within: the tags there are, and the work calendars it may name. */
export interface RuleSite {
  readonly tags: readonly Tag[];
  readonly calendars: CalendarLookup;
}

/** Explains a rule against the live context of one key; undefined when the rule has no such key. Leaves the context as it was. */
export function explainRule(rule: AlertRule, { tags, calendars }: RuleSite, key: string, live: JudgeContext): RuleExplanation | undefined {
  const inputs = inputsOfKey(rule, tags, key);
  if (!inputs) return undefined;
  const compilation = { ...newCompilation(rule, inputs, calendars), nodes: new Map<string, CompiledNode>() };
  const { clear } = compileParts(rule, compilation);
  const ctx = { ...live };
  const explainer: Explainer = { compilation, ctx };
  const inMode = <T>(mode: Mode, work: () => T): T => {
    ctx.mode = mode;
    return work();
  };
  return {
    raise: inMode("raise", () => explainCondition(rule.condition, "/condition", explainer)),
    clear: inMode("clear", () => (rule.clear === undefined ? derived(rule, clear, explainer) : explainCondition(rule.clear, "/clear", explainer))),
    ...(rule.suppressWhen === undefined && rule.schedule === undefined ? {} : { suppress: inMode("clear", () => suppression(rule, calendars, explainer)) }),
    unknown: { raise: inMode("raise", () => unknownInputs(ctx)), clear: inMode("clear", () => unknownInputs(ctx)) },
  };
}

/** What holds the rule back by design: its expression, its hours, or either. */
function suppression(rule: AlertRule, calendars: CalendarLookup, explainer: Explainer): Explained {
  const parts = [
    ...(rule.suppressWhen === undefined ? [] : [explainCondition(rule.suppressWhen, "/suppressWhen", explainer)]),
    ...(rule.schedule === undefined ? [] : [outsideHours(calendars(rule.schedule), explainer.ctx.t)]),
  ];
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const verdict = parts.some((part) => part.verdict === true) ? true : parts.some((part) => part.verdict === null) ? null : false;
  return { words: listed(parts.map((part) => part.words), " 或 ", " or "), verdict, joins: "or", parts };
}

function outsideHours(calendar: CompiledCalendar | undefined, t: number): Explained {
  const words = phrase("在“{x}”的时间之外", "outside the hours of \"{x}\"", { x: calendar?.title ?? "?" });
  return { words, verdict: calendar ? !isWorkingAt(calendar, t) : false, parts: [] };
}

/** A clear condition nobody wrote: beyond the deadband, or the contrary of the condition. */
function derived(rule: AlertRule, clear: ClearNode, explainer: Explainer): Explained {
  const value = clear.run(explainer.ctx);
  const verdict = typeof value === "boolean" ? value : null;
  const raise = explainCondition(rule.condition, "/condition", explainer);
  if (!clear.band) return { words: phrase("并非（{raise}）", "not ({raise})", { raise: raise.words }), verdict, parts: [] };
  const { edge, below, term, unit } = clear.band;
  const words = phrase(`{term} ${below ? "<" : ">"} {edge}（限值${below ? "减" : "加"}回差）`, `{term} ${below ? "<" : ">"} {edge} (the limit ${below ? "less" : "plus"} the deadband)`, {
    term: explainCondition(term.expr, term.path, explainer).words, edge: `${trimmed(edge)} ${plainUnit(unit)}`.trim(),
  });
  return { words, verdict, parts: [] };
}

/** "A ≥ B holds", for each part the verdict rests on. */
export function because(explained: Explained): I18nText {
  return listed(decisive(explained).map((part) => said(part)));
}

function said({ words, verdict, parts }: Explained): I18nText {
  if (verdict === null) return phrase("{words} 不能判断", "{words} cannot be judged", { words });
  const points = parts.filter((part) => part.verdict === true).flatMap((part) => part.point ?? []);
  const those = points.length === 0 ? "" : phrase("（{zh}）", " ({en})", { zh: points.join("、"), en: points.join(", ") });
  return verdict ? phrase("{words} 成立{those}", "{words} holds{those}", { words, those }) : phrase("{words} 不成立", "{words} does not hold", { words });
}
