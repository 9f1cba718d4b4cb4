import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { JsonBlock } from "./editors/JsonBlock.tsx";
import { setCondition } from "./edits/ruleEdits.ts";
import type { RulePaneProps } from "./rulePane.ts";

/** The condition as JSON-Logic. What cannot be read leaves the rule as it was; typing is one step to undo. */
export function RuleJson({ rule, run }: RulePaneProps): ReactNode {
  const { t } = useTranslation("designer");
  return <JsonBlock logic={rule.condition} put={(condition) => run(setCondition(condition, undefined, "condition/json"))} label={t("rule.view.json")} rows={{ min: 8, max: 24 }} />;
}
