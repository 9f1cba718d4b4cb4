import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { StateChip, useLocale } from "@safeloop/web";
import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../../commands/commandStack.ts";
import { LayerBadge } from "../../layers/LayerBadge.tsx";
import { LayerSection } from "../../layers/LayerPane.tsx";
import { WhenEditor } from "../../forms/WhenEditor.tsx";
import { removeBranch } from "../edits/removeNode.ts";
import { setEdge } from "../edits/setNode.ts";

/** Name and condition of a branch. The default has none: it is taken when no other is. */
export function BranchProperties({ flow, form, edgeId, run }: { readonly flow: FlowDefinition; readonly form: FormDefinition | undefined; readonly edgeId: string; readonly run: (edit: Edit<FlowDefinition>) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const edge = flow.edges.find((one) => one.id === edgeId);
  if (!edge) return null;
  const isParallel = flow.nodes.find((node) => node.id === edge.from)?.kind === "parallel";
  const label = edge.label ?? { zh: "", en: "" };
  return (
    <>
      <header><strong>{text(edge.label) || t("branch.title")}</strong><StateChip>{t("branch.title")}</StateChip><LayerBadge id={`edge:${edge.id}`} /><code className="sl-meta">{edge.id}</code></header>
      <LayerSection id={`edge:${edge.id}`} />
      <div className="dz-row"><span>{t("props.zh")}</span><Input aria-label={t("props.zh")} value={label.zh} onChange={(event) => run(setEdge(edgeId, { label: { ...label, zh: event.target.value } }))} /></div>
      <div className="dz-row"><span>{t("props.en")}</span><Input aria-label={t("props.en")} value={label.en} onChange={(event) => run(setEdge(edgeId, { label: { ...label, en: event.target.value } }))} /></div>
      {edge.default || isParallel || !form ? (
        <p className="sl-meta">{t(isParallel ? "branch.parallel" : "branch.default")}</p>
      ) : (
        <section><h3>{t("branch.when")}</h3><WhenEditor form={form} self="" logic={edge.when} onChange={(when) => run(when === undefined ? { title: { zh: "清除条件", en: "Clear the condition" }, apply: (one) => ({ ...one, edges: one.edges.map((each) => { if (each.id !== edgeId) return each; const { when: _when, ...rest } = each; return rest; }) }) } : setEdge(edgeId, { when }))} /></section>
      )}
      <footer className="dz-props-foot"><Button danger disabled={edge.default === true} onClick={() => run(removeBranch(edgeId))}>{t("branch.remove")}</Button></footer>
    </>
  );
}
