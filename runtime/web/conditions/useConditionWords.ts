import { type FormDefinition, type I18nText, isObject, type JsonLogic, type JsonObject, type JsonValue, own } from "@safeloop/engine";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { unitText } from "../forms/units.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { conditionWords, type Translate } from "./conditionWords.ts";

function labelOf(value: unknown): I18nText | undefined {
  return isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string" ? { zh: value["zh"], en: value["en"] } : undefined;
}

interface NamedField {
  readonly key: string;
  readonly schema: JsonObject;
}

/** A top-level field of a form, published or still a draft. */
function fieldOf(form: FormDefinition, xid: string): NamedField | undefined {
  const properties = own(form.schema, "properties");
  const found = isObject(properties) ? Object.entries(properties).find(([, schema]) => isObject(schema) && own(schema, "x-id") === xid) : undefined;
  return found && isObject(found[1]) ? { key: found[0], schema: found[1] } : undefined;
}

export interface ConditionWords {
  /** A condition in words; undefined where it has none. */
  readonly of: (logic: JsonLogic) => string | undefined;
  readonly fieldTitle: (xid: string) => string;
}

/** Words for what a definition says of a form's fields. */
export function useConditionWords(form: FormDefinition | undefined): ConditionWords {
  const { t } = useTranslation("conditions");
  const { locale, text } = useLocale();
  return useMemo(() => wordsFor(form, { t, locale, text }), [form, t, locale, text]);
}

interface Reading extends ReturnType<typeof useLocale> {
  readonly t: Translate;
}

function wordsFor(form: FormDefinition | undefined, { t, locale, text }: Reading): ConditionWords {
  const fieldFor = (xid: string) => (form ? fieldOf(form, xid) : undefined);
  const withUnit = (value: number, unit: unknown): string => `${value} ${typeof unit === "string" ? unitText(unit, locale) : ""}`.trim();
  const fieldTitle = (xid: string): string => {
    const field = fieldFor(xid);
    return field ? text(labelOf(own(field.schema, "x-title"))) || field.key : xid;
  };
  const answer = (value: JsonValue, xid: string | undefined): string => {
    const field = xid === undefined ? undefined : fieldFor(xid);
    const items = field && own(field.schema, "items");
    const labels = field && (own(field.schema, "x-enum") ?? (isObject(items) ? own(items, "x-enum") : undefined));
    const label = text(isObject(labels) ? labelOf(own(labels, String(value))) : undefined);
    if (label) return label;
    if (typeof value === "boolean") return t(value ? "when.yes" : "when.no");
    return typeof value === "number" ? withUnit(value, field && own(field.schema, "x-unit")) : value === null ? t("condition.nothing") : String(value);
  };
  const limit = (id: string): string | undefined => {
    const known = form?.limits !== undefined && Object.hasOwn(form.limits, id) ? form.limits[id] : undefined;
    return known && withUnit(known.value, known.unit);
  };
  return { of: (logic) => conditionWords(logic, { field: fieldTitle, answer, limit }, t), fieldTitle };
}
