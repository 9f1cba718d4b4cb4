import { type I18nText, isObject, type JsonValue, type TaskView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dateTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** A value of any field as one line. */
export function shortValue(value: JsonValue, text: (value: string | I18nText) => string, yesNo: readonly [string, string]): string {
  if (value === null || value === "") return "—";
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return dateTimeText(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => shortValue(one, text, yesNo)).join("、");
  if (isObject(value)) return isText(value) ? text(value) : String(value["text"] ?? value["name"] ?? value["title"] ?? value["area"] ?? JSON.stringify(value));
  return typeof value === "boolean" ? yesNo[value ? 0 : 1] : text(String(value));
}

function isText(value: object): value is I18nText {
  return "zh" in value && "en" in value && typeof value.zh === "string" && typeof value.en === "string";
}

/** The facts the definition lists, two to a line. */
export function SummaryFacts({ task }: { readonly task: TaskView }): ReactNode {
  const { text } = useLocale();
  const { t } = useTranslation();
  if (task.summary.length === 0) return null;
  return <dl className="sl-summary">{task.summary.map((fact) => <div key={fact.label.zh}><dt>{text(fact.label)}</dt><dd>{shortValue(fact.value, text, [t("yes"), t("no")])}</dd></div>)}</dl>;
}
