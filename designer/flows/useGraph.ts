import { type DefDetail, type FlowDefinition, type FormDefinition, messageOf } from "@safeloop/engine";
import { api, useConditionWords, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Draft } from "../app/useDraft.ts";
import { moveNode } from "./edits/setNode.ts";
import { flowGraph } from "./flowGraph.ts";
import { insertKind } from "./insertKind.ts";
import { type PaletteKind, paletteKinds } from "./newNode.ts";
import { candidateWords, peopleOf } from "./nodeWords.ts";
import { usePersonNames, useRoleTitles } from "./props/usePeople.ts";

/** The form whose fields the flow's conditions and permissions speak of: its draft where there is one. */
export function useForm(id: string): FormDefinition | undefined {
  const { data } = useQuery({ queryKey: ["forms", id, "for-flow"], queryFn: () => api.get<DefDetail<FormDefinition>>(`/forms/${encodeURIComponent(id)}`), staleTime: 30_000 });
  return data?.published ?? data?.draft ?? undefined;
}

/** The flow as the canvas draws it, with words for people and conditions, and what a drop or a "+" does. */
export function useGraph(draft: Draft<FlowDefinition>, form: FormDefinition | undefined, selected: string | undefined, isReceiving: boolean, select: (id: string) => void) {
  const { t } = useTranslation("designer");
  const { locale, text } = useLocale();
  const role = useRoleTitles();
  const person = usePersonNames();
  const conditionWords = useConditionWords(form);
  const { definition: flow, issues, run } = draft;
  const insert = (kind: PaletteKind, edgeId: string): void => {
    const { edit, id } = insertKind(flow, kind, edgeId);
    run(edit);
    select(id);
  };
  const drop = (payload: string, edgeId: string): void => {
    const [what, name] = payload.split(":");
    const kind = paletteKinds.find((one) => one === name);
    if (what === "new" && kind) insert(kind, edgeId);
    else if (what === "move" && name) run(moveNode(name, edgeId));
  };
  const names = { role, person, field: conditionWords.fieldTitle, node: (id: string) => text(flow.nodes.find((node) => node.id === id)?.title) };
  const who = (id: string): string => {
    const node = flow.nodes.find((one) => one.id === id);
    return node ? peopleOf(node).map((one) => candidateWords(one, names, t)).join(t("who.comma")) : "";
  };
  const branch = (edgeId: string) => {
    const edge = flow.edges.find((one) => one.id === edgeId);
    const isParallel = flow.nodes.find((one) => one.id === edge?.from)?.kind === "parallel";
    const isDefault = edge?.default === true;
    const words = edge?.when === undefined ? t("branch.noCondition") : conditionWords.of(edge.when);
    return {
      title: text(edge?.label) || t(isDefault ? "branch.otherwise" : "branch.title"),
      condition: isParallel ? t("branch.always") : isDefault ? t("branch.noneElse") : (words ?? t("condition.custom")),
      hint: isParallel || isDefault ? "" : (words ?? JSON.stringify(edge?.when)),
      order: isDefault ? t("branch.defaultShort") : isParallel ? "" : t("branch.order", { order: edge?.order ?? "" }),
      isDefault,
    };
  };
  return flowGraph(flow, issues, selected, { who, branch, problem: (issue) => messageOf(issue.code, issue.params, locale) }, { isReceiving, insert, drop });
}
