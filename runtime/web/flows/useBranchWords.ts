import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useConditionWords } from "../conditions/useConditionWords.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** What the head of a branch says. */
export interface BranchWords {
  readonly title: string;
  readonly condition: string;
  readonly hint: string;
  readonly order: string;
  readonly isDefault: boolean;
}

/** Words for the branches of a flow: what each is called and what must hold for it. */
export function useBranchWords(flow: FlowDefinition, form: FormDefinition | undefined): (edgeId: string) => BranchWords {
  const { t } = useTranslation("flows");
  const { text } = useLocale();
  const conditions = useConditionWords(form);
  return useCallback((edgeId) => {
    const edge = flow.edges.find((one) => one.id === edgeId);
    const isParallel = flow.nodes.find((one) => one.id === edge?.from)?.kind === "parallel";
    const isDefault = edge?.default === true;
    const words = edge?.when === undefined ? undefined : conditions.of(edge.when);
    const condition = isParallel ? t("branch.always") : isDefault ? t("branch.noneElse") : (words ?? t("branch.custom"));
    const order = isDefault ? t("branch.default") : isParallel ? "" : t("branch.order", { order: edge?.order ?? "" });
    return { title: text(edge?.label) || t(isDefault ? "branch.otherwise" : "branch.title"), condition, hint: words ?? "", order, isDefault };
  }, [flow, conditions, t, text]);
}
