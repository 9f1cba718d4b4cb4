import type { AlertRule } from "@safeloop/engine";
import { unitText, useLocale } from "@safeloop/web";
import { useTranslation } from "react-i18next";
import { useCalendars } from "../useCalendars.ts";
import type { RuleForm } from "../useRuleForm.ts";
import { limitAmount, limitsOf } from "./limitWords.ts";
import { type RuleNames, spanWords } from "./ruleWords.ts";

type Named = Pick<AlertRule, "limits" | "aliases" | "sets">;

/** Names of what a rule speaks of: fields by their titles, limits by comparison, value and unit, other inputs by their point. */
export function useRuleNames(rule: Named, form: RuleForm | undefined): RuleNames {
  const { t } = useTranslation("rules");
  const { locale, text } = useLocale();
  const calendars = useCalendars();
  const fieldOf = (xid: string | undefined) => (xid !== undefined && form && Object.hasOwn(form.fields, xid) ? form.fields[xid] : undefined);
  const value: RuleNames["value"] = (one, xid) => {
    const field = fieldOf(xid);
    if (field?.type === "boolean" || typeof one === "boolean") return t(one === true ? "yes" : "no");
    const option = field?.options?.find((choice) => choice.value === one);
    return option ? text(option.title) : field?.unit === undefined ? String(one) : `${one} ${unitText(field.unit, locale)}`;
  };
  const limit: RuleNames["limit"] = (term) => {
    const ids = limitsOf(term, rule.limits);
    const [only] = ids;
    if (term.by !== undefined) return t(`limitBy.${term.by}`, { count: ids.length });
    const found = only !== undefined && Object.hasOwn(rule.limits, only) ? rule.limits[only] : undefined;
    return found ? limitAmount(found, locale) : t("limitGone");
  };
  const alias = (name: string): string => {
    const selector = rule.aliases?.[name] ?? rule.sets?.[name];
    return selector && "tags" in selector && selector.tags.length > 0 ? selector.tags.join("、") : name;
  };
  return { t, span: (seconds) => spanWords(seconds, t), field: (xid) => { const title = fieldOf(xid)?.title; return title ? text(title) : xid; }, value, limit, alias, calendar: (id) => { const one = calendars.find((calendar) => calendar.id === id); return one ? text(one.title) : id; }, isForm: form !== undefined };
}
