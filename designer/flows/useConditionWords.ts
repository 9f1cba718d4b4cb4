import { type FormDefinition, isObject, type JsonLogic, type JsonValue, own } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../forms/formModel.ts";
import { whenOf } from "../forms/whenCondition.ts";

function labelOf(value: unknown): { zh: string; en: string } | undefined {
  return isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string" ? { zh: value["zh"], en: value["en"] } : undefined;
}

export interface ConditionWords {
  /** A branch condition in words; more than one comparison is shown as JSON. */
  readonly of: (logic: JsonLogic | undefined) => string;
  readonly fieldTitle: (xid: string) => string;
}

/** Words for what a flow says of the form's fields. */
export function useConditionWords(form: FormDefinition | undefined): ConditionWords {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const fieldTitle = (xid: string): string => {
    const field = form && fieldOf(form, xid);
    return text(field && labelOf(own(field.schema, "x-title"))) || xid;
  };
  const of = (logic: JsonLogic | undefined): string => {
    if (logic === undefined) return t("branch.noCondition");
    const when = whenOf(logic);
    const field = when && form ? fieldOf(form, when.field) : undefined;
    if (!when) return JSON.stringify(logic);
    const labels = field && own(field.schema, "x-enum");
    const valueWords = (value: JsonValue): string => text(isObject(labels) ? labelOf(own(labels, String(value))) : undefined) || (typeof value === "boolean" ? t(value ? "when.yes" : "when.no") : String(value));
    return `${fieldTitle(when.field)} ${t(`when.op.${when.op}`)} ${valueWords(when.value)}`;
  };
  return { of, fieldTitle };
}
