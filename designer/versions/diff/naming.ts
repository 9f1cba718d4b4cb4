import { type FormDefinition, formUnitText, isObject, type JsonValue, type Locale, own, type RoleId, textIn } from "@safeloop/engine";
import type { ConditionNames } from "@safeloop/web";
import { fieldOf, fieldsOf, titleOf } from "../../forms/formModel.ts";
import type { Translate } from "../../i18n/translate.ts";
import { type Naming, plain } from "./names.ts";

interface Given {
  readonly locale: Locale;
  readonly t: Translate;
  readonly designer: Translate;
  /** The form the definition is, or is about. */
  readonly form: FormDefinition | undefined;
  readonly speak: Naming["speak"];
  readonly role: (id: RoleId) => string;
  readonly person: (id: string) => string;
}

/** How things are called, given the form they are about. */
export function namingOf({ form, ...given }: Given): Omit<Naming, "before" | "after"> {
  const check = (id: string): string | undefined => {
    const message = form?.logic.find((rule) => rule.id === id)?.message;
    return message && plain(textIn(message, given.locale));
  };
  return { ...given, form: formNames(form, given), fields: new Set(form ? fieldsOf(form).map((field) => field.xid) : []), check };
}

/** How a condition calls the fields, answers and limits of the form. */
function formNames(form: FormDefinition | undefined, { locale, designer, t }: Omit<Given, "form">): ConditionNames {
  const schemaOf = (xid: string | undefined) => (form && xid !== undefined ? fieldOf(form, xid)?.schema : undefined);
  const withUnit = (value: number, unit: unknown): string => `${value} ${typeof unit === "string" ? formUnitText(unit, locale) : ""}`.trim();
  const answer = (value: JsonValue, xid: string | undefined): string => {
    const schema = schemaOf(xid);
    const labels = schema && own(schema, "x-enum");
    const label = isObject(labels) ? own(labels, String(value)) : undefined;
    if (isObject(label) && typeof label["zh"] === "string") return textIn({ zh: label["zh"], en: String(label["en"] ?? label["zh"]) }, locale);
    if (typeof value === "boolean") return designer(value ? "when.yes" : "when.no");
    return typeof value === "number" ? withUnit(value, schema && own(schema, "x-unit")) : value === null ? t("changes:value.empty") : String(value);
  };
  const field = (xid: string): string => {
    const found = form && fieldOf(form, xid);
    return found ? textIn(titleOf(found), locale) : xid;
  };
  const limit = (id: string): string | undefined => {
    const known = form?.limits !== undefined && Object.hasOwn(form.limits, id) ? form.limits[id] : undefined;
    return known && withUnit(known.value, known.unit);
  };
  return { field, answer, limit };
}
