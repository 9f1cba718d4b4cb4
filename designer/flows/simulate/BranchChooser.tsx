import { type FlowDefinition, type FormDefinition, formOf, type JsonObject, type JsonValue, type SimulateActBody } from "@safeloop/engine";
import { type BranchWords, useLocale } from "@safeloop/web";
import { Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { answersFor } from "./branchChoice.ts";

export interface BranchChooserProps {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition;
  readonly edgeId: string;
  readonly branch: BranchWords;
  readonly data: JsonObject;
  readonly act: (act: SimulateActBody) => void;
  readonly isOver: boolean;
}

/** A branch that was clicked: which answers lead there, and changing them. */
export function BranchChooser({ flow, form, edgeId, branch, data, act, isOver }: BranchChooserProps): ReactNode {
  const { t } = useTranslation("simulate");
  const { text } = useLocale();
  const patch = useMemo(() => answersFor(flow, form, edgeId, data), [flow, form, edgeId, data]);
  const isParallel = flow.nodes.find((node) => node.id === flow.edges.find((edge) => edge.id === edgeId)?.from)?.kind === "parallel";
  if (isParallel) return null;
  const fields = formOf(form).roots;
  const valueText = (value: JsonValue): string => (typeof value === "boolean" ? t(value ? "common:yes" : "common:no") : (typeof value === "string" ? value : JSON.stringify(value)));
  const changes = Object.entries(patch ?? {}).map(([key, value]) => t("choose.set", { field: text(fields.find((field) => field.key === key)?.title) || key, value: valueText(value) }));
  const why = isOver ? t("choose.over") : patch === undefined ? t("choose.none") : changes.length === 0 ? t("choose.already") : changes.join(t("log.comma"));
  return (
    <section className="dz-sim-choose sl-card" aria-label={t("choose.title", { branch: branch.title })}>
      <strong>{t("choose.title", { branch: branch.title })}</strong><span className="sl-meta">{why}</span>
      <Button size="small" type="primary" disabled={isOver || patch === undefined || changes.length === 0} onClick={() => act({ type: "setAnswers", data: patch ?? {} })}>{t("choose.ok")}</Button>
    </section>
  );
}
