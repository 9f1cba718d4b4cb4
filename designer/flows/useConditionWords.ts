import { type FormDefinition, isObject, type JsonLogic, type JsonValue, own } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../forms/formModel.ts";
import { whenOf } from "../forms/whenCondition.ts";

function labelOf(value: unknown): { zh: string; en: string } | undefined {
  return isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string" ? { zh: value["zh"], en: value["en"] } : undefined;
}

/** A branch condition in words; more than one comparison is shown as JSON. */
export function useConditionWords(form: FormDefinition | undefined): (logic: JsonLogic | undefined) => string {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  return (logic) => {
    if (logic === undefined) return t("branch.noCondition");
    const when = whenOf(logic);
    const field = when && form ? fieldOf(form, when.field) : undefined;
    if (!when) return JSON.stringify(logic);
    const labels = field && own(field.schema, "x-enum");
    const valueWords = (value: JsonValue): string => text(isObject(labels) ? labelOf(own(labels, String(value))) : undefined) || (typeof value === "boolean" ? t(value ? "when.yes" : "when.no") : String(value));
    return `${text(field ? labelOf(own(field.schema, "x-title")) : undefined) || when.field} ${t(`when.op.${when.op}`)} ${valueWords(when.value)}`;
  };
}
