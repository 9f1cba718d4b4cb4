import type { JsonLogic } from "@safeloop/engine";
import { conditionOf } from "../../rules/condition/condition.ts";
import { conditionText, type RuleNames, spanWords } from "../../rules/words/ruleWords.ts";
import type { Translate } from "../../i18n/translate.ts";
import type { Names } from "./names.ts";

/** The condition of an alert rule as a sentence; undefined where any part of it has no words, so that no id stands in it. */
export function ruleWords(logic: JsonLogic, names: Names): string | undefined {
  const condition = conditionOf(logic);
  if (/"kind":"(raw|other)"/.test(JSON.stringify(condition))) return undefined;
  let isWordless = false;
  const known = (words: string | undefined): string => {
    if (words === undefined) isWordless = true;
    return words ?? "";
  };
  const t: Translate = (key: string, values?: Record<string, unknown>) => names.given.t(`rules:${key}`, values ?? {});
  const given: RuleNames = {
    t, isForm: names.given.fields.size > 0, span: (seconds) => spanWords(seconds, t), field: (xid) => known(names.field(xid)),
    value: (value, xid) => (typeof value === "boolean" ? names.given.designer(value ? "when.yes" : "when.no") : (names.option(xid, value) ?? names.given.form.answer(value, xid))),
    limit: ({ id, by }) => known(by === undefined ? names.limitValue(id) : names.limitFamily(id)), alias: () => names.given.t("changes:otherReading"), calendar: () => known(undefined),
  };
  const words = conditionText(condition, given);
  return isWordless ? undefined : words;
}
