import { type AlertRule, type Definition, type DefinitionKind, type Issue, pointerSteps } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { useTranslation } from "react-i18next";
import { conditionOf } from "../rules/condition/condition.ts";
import { partAt } from "../rules/condition/tree.ts";
import { limitLabel } from "../rules/words/limitWords.ts";
import { partOfPlace } from "../rules/words/place.ts";
import { conditionText } from "../rules/words/ruleWords.ts";
import { useRuleNames } from "../rules/words/useRuleNames.ts";
import { placeOfIssue } from "./place.ts";

const noRule = { limits: {} };

/** What the element of a problem is called: its own name, never its path. */
export function usePlaceName(kind: DefinitionKind, definition: Definition): (issue: Issue) => string {
  const { t, i18n } = useTranslation("problems");
  const { locale, text } = useLocale();
  const rule = kind === "rules" ? (definition as AlertRule) : undefined;
  const names = useRuleNames(rule ?? noRule, undefined);
  const conditionName = (path: string): string => {
    const root = conditionOf(rule?.condition ?? null);
    const at = partOfPlace(root, path);
    const part = at && partAt(root, at);
    const words = part ? conditionText(part, names) : "";
    return t("place.condition", { words: words.length > 40 ? `${words.slice(0, 40)}…` : words });
  };
  return (issue) => {
    const place = placeOfIssue(kind, definition, issue);
    if ("title" in place) return t(`place.${place.kind}`, { title: text(place.title) });
    if (place.kind === "condition") return conditionName(place.id);
    if (place.kind === "limit") {
      const limit = rule?.limits[place.id];
      return limit ? t("place.limit", { label: limitLabel(limit, locale) }) : t("place.limits");
    }
    const key = place.kind === "setting" ? `setting.${pointerSteps(`/${place.id}`)[0] ?? ""}` : "";
    return key !== "" && i18n.exists(`problems:${key}`) ? t(key) : t(`whole.${kind}`);
  };
}
