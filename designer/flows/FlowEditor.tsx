import "@xyflow/react/dist/style.css";
import { type DefDetail, type FlowDefinition, type FormDefinition, messageOf } from "@safeloop/engine";
import { api, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Background, Controls, ReactFlow, type ReactFlowInstance, ReactFlowProvider } from "@xyflow/react";
import { Button } from "antd";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { type Draft, useDraft } from "../app/useDraft.ts";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import { addBranch } from "./edits/insertNode.ts";
import { removeNode } from "./edits/removeNode.ts";
import { moveNode } from "./edits/setNode.ts";
import { flowGraph, nodeOfIssue } from "./flowGraph.ts";
import { FlowPalette } from "./FlowPalette.tsx";
import { freeEdgeIds, insertKind } from "./insertKind.ts";
import { type PaletteKind, paletteKinds } from "./newNode.ts";
import { FlowBranch, FlowCard, FlowPill } from "./nodes/FlowCard.tsx";
import { PlusWire } from "./nodes/PlusWire.tsx";
import { candidateWords, peopleOf } from "./nodeWords.ts";
import { BranchProperties } from "./props/BranchProperties.tsx";
import { usePersonNames, useRoleTitles } from "./props/CandidatesEditor.tsx";
import { NodeProperties } from "./props/NodeProperties.tsx";
import { useConditionWords } from "./useConditionWords.ts";

const nodeTypes = { card: FlowCard, pill: FlowPill, branch: FlowBranch };
const edgeTypes = { plus: PlusWire };

/** Starts at a size that can be read, with the start node at the top; what is below scrolls into view. */
function showTop(canvas: ReactFlowInstance): void {
  const bounds = canvas.getNodesBounds(canvas.getNodes());
  const width = document.querySelector(".dz-flow-canvas")?.clientWidth ?? 1000;
  const zoom = Math.min(1, Math.max(0.7, (width - 300) / Math.max(1, bounds.width)));
  void canvas.setViewport({ x: width / 2 - 100 - (bounds.x + bounds.width / 2) * zoom, y: 24, zoom });
}

/** The form whose fields the flow's conditions and permissions speak of: its draft where there is one. */
function useForm(id: string): FormDefinition | undefined {
  const { data } = useQuery({ queryKey: ["forms", id, "for-flow"], queryFn: () => api.get<DefDetail<FormDefinition>>(`/forms/${encodeURIComponent(id)}`), staleTime: 30_000 });
  return data?.published ?? data?.draft ?? undefined;
}

function useGraph(draft: Draft<FlowDefinition>, form: FormDefinition | undefined, selected: string | undefined, isReceiving: boolean, select: (id: string) => void) {
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
    return node ? peopleOf(node).map((one) => candidateWords(one, names, t)).join("、") : "";
  };
  const branch = (edgeId: string) => {
    const edge = flow.edges.find((one) => one.id === edgeId);
    const isParallel = flow.nodes.find((one) => one.id === edge?.from)?.kind === "parallel";
    const isDefault = edge?.default === true;
    return {
      title: text(edge?.label) || t(isDefault ? "branch.otherwise" : "branch.title"),
      condition: isParallel ? t("branch.always") : isDefault ? t("branch.noneElse") : conditionWords.of(edge?.when),
      order: isDefault ? t("branch.defaultShort") : isParallel ? "" : t("branch.order", { order: edge?.order ?? "" }),
      isDefault,
    };
  };
  return flowGraph(flow, issues, selected, { who, branch, problem: (issue) => messageOf(issue.code, issue.params, locale) }, { isReceiving, insert, drop });
}

function useFlowKeys(selected: string | undefined, remove: (id: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.key === "Delete" && selected !== undefined && !target.matches("input, textarea, [contenteditable]")) remove(selected);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [selected, remove]);
}

function DesignPane({ draft, selected, select }: { readonly draft: Draft<FlowDefinition>; readonly selected: string | undefined; readonly select: (id: string | undefined) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const [isReceiving, setReceiving] = useState(false);
  const { definition: flow, run } = draft;
  const form = useForm(flow.form.id);
  const graph = useGraph(draft, form, selected, isReceiving, select);
  const remove = useMemo(() => (id: string) => { run(removeNode(id)); select(undefined); }, [run, select]);
  useFlowKeys(selected, remove);
  const split = flow.nodes.find((node) => node.id === selected && (node.kind === "exclusive" || node.kind === "parallel"));
  return (
    <>
      <div className="dz-flow-canvas">
        <ReactFlow nodes={graph.nodes} edges={graph.edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} onInit={showTop} minZoom={0.2} maxZoom={1.5} nodesConnectable={false} nodesFocusable onNodeClick={(_, node) => select(node.id)} onPaneClick={() => select(undefined)} deleteKeyCode={null} onlyRenderVisibleElements={graph.nodes.length > 200}>
          <Background gap={20} />
          <Controls showInteractive={false} aria-label={t("flow.zoom")} />
        </ReactFlow>
        <FlowPalette onDrag={setReceiving} />
      </div>
      <aside className="dz-props" aria-label={t("props.title")}>
        {selected === undefined ? <p className="sl-meta dz-props-empty">{t("flow.nothing")}</p> : selected.startsWith("branch:") ? <BranchProperties flow={flow} form={form} edgeId={selected.slice("branch:".length)} run={run} /> : <NodeProperties flow={flow} form={form} selected={selected} run={run} />}
        {split && <Button type="dashed" block onClick={() => run(addBranch(split.id, freeEdgeIds(flow, 1)[0] ?? ""))}>{t("branch.add")}</Button>}
      </aside>
    </>
  );
}

/** The flow as a vertical tree: "+" on each line, drag from the palette, problems on the step. */
export default function FlowEditor({ id, stored }: { readonly id: string; readonly stored: DefDetail<FlowDefinition> }): ReactNode {
  const { t } = useTranslation("designer");
  const draft = useDraft("flows", id, stored);
  const [selected, select] = useState<string | undefined>();
  const { definition: flow } = draft;
  const jump = (path: string): void => {
    const issue = draft.issues.find((one) => one.path === path);
    select((issue && nodeOfIssue(flow, issue)) ?? undefined);
  };
  const facts = t("facts.flow", { steps: flow.nodes.filter((node) => node.kind !== "join").length, branches: flow.edges.filter((edge) => edge.when !== undefined || edge.default).length });
  return (
    <EditorFrame kind="flows" id={id} draft={draft} tabs={["design", "versions"]} facts={facts} onJump={jump}>
      {(tab) => (tab === "versions" ? <VersionsPane kind="flows" id={id} draft={draft} /> : <ReactFlowProvider><DesignPane draft={draft} selected={selected} select={select} /></ReactFlowProvider>)}
    </EditorFrame>
  );
}
