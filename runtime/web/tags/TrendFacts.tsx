import type { AlertRule } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TagView } from "../api/types.ts";
import { coverageOf, extremesOf, type Readings, type Span, unknownSpans } from "../charts/trendData.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { staleAfterS, valueText } from "./tagLook.ts";
import { unitText } from "./unitText.ts";

export interface TrendFactsProps {
  readonly tag: TagView;
  readonly areaTitle: string;
  readonly readings: Readings | undefined;
  readonly span: Span;
  readonly rules: readonly AlertRule[] | undefined;
}

/** What the tag is, and how complete the shown span is. */
export function TrendFacts({ tag, areaTitle, readings, span, rules }: TrendFactsProps): ReactNode {
  const { t } = useTranslation("tags");
  const { text } = useLocale();
  const extremes = readings && extremesOf(readings.points);
  const coverage = readings && coverageOf(span, unknownSpans(readings));
  const none = t("common:notApplicable");
  const range = tag.range ? `${tag.range.min}–${tag.range.max} ${unitText(tag.unit)}` : none;
  const facts: readonly (readonly [string, ReactNode] | undefined)[] = [
    [t("trend.fact.range"), [tag.medium, range].filter(Boolean).join(" · ")],
    [t("trend.fact.area"), areaTitle],
    tag.asset === undefined ? undefined : [t("trend.fact.asset"), tag.asset],
    tag.gateway === undefined ? undefined : [t("trend.fact.gateway"), tag.gateway],
    [t("trend.fact.min"), extremes ? `${valueText(extremes.min)} / ${valueText(extremes.max)}` : readings ? t("common:notEnough") : none],
    [t("trend.fact.coverage"), coverage === undefined ? none : <span className={coverage < 1 ? "sl-unknown-value" : ""}>{(Math.floor(coverage * 1000) / 10).toFixed(1)} %</span>],
    [t("trend.fact.period"), t("trend.seconds", { s: tag.periodS })],
    [t("trend.fact.stale"), t("trend.seconds", { s: staleAfterS(tag) })],
    rules === undefined ? undefined : [t("trend.fact.rules"), rules.length === 0 ? t("trend.noRules") : <span title={rules.map((rule) => text(rule.title)).join("\n")}>{t("trend.rulesCount", { count: rules.length })}</span>],
  ];
  return (
    <section className="sl-card">
      <header>{t("trend.facts")}</header>
      <dl className="sl-facts">{facts.map((fact) => fact && <div key={fact[0]}><dt>{fact[0]}</dt><dd>{fact[1]}</dd></div>)}</dl>
    </section>
  );
}
