import { type Field, type I18nText, isObject, type JsonValue, textIn } from "@safeloop/engine";
import { useLocale } from "../i18n/useLocale.ts";
import { useFormContext } from "./formContext.ts";

/** What the form's `ui.fields` say of one field, in the reader's language. */
export function useFieldUi(field: Field): { readonly placeholder: string | undefined; readonly help: string | undefined; readonly rows: number | undefined } {
  const { definition } = useFormContext();
  const { locale } = useLocale();
  const ui = definition.ui.fields?.[field.xid];
  const words = (value: JsonValue | undefined): string | undefined => (isObject(value) ? textIn(value as unknown as I18nText, locale) : typeof value === "string" ? value : undefined);
  const rows = ui?.["rows"];
  return { placeholder: words(ui?.["placeholder"]), help: words(ui?.["ui:help"]) ?? words(field.schema["x-help"]), rows: typeof rows === "number" ? rows : undefined };
}
