import "@xyflow/react/dist/style.css";
import type { DefDetail, FlowDefinition } from "@safeloop/engine";
import { Background, Controls, ReactFlow, type ReactFlowInstance, ReactFlowProvider } from "@xyflow/react";
import { Button } from "antd";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { type Draft, useDraft } from "../app/useDraft.ts";
import { LayerSummary } from "../layers/LayerPane.tsx";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import { addBranch } from "./edits/insertNode.ts";
import { removeNode } from "./edits/removeNode.ts";
import { nodeOfIssue } from "./flowGraph.ts";
import { FlowPalette } from "./FlowPalette.tsx";
import { freeEdgeIds } from "./insertKind.ts";
import { FlowBranch, FlowCard, FlowPill } from "./nodes/FlowCard.tsx";
import { PlusWire } from "./nodes/PlusWire.tsx";
import { BranchProperties } from "./props/BranchProperties.tsx";
import { NodeProperties } from "./props/NodeProperties.tsx";
import { openingView } from "./tree/openingView.ts";
import { useForm, useGraph } from "./useGraph.ts";

const nodeTypes = { card: FlowCard, pill: FlowPill, branch: FlowBranch };
const edgeTypes = { plus: PlusWire };

/** What floats over the canvas at its upper right: the palette with its margins. */
const palette = { width: 264, height: 260 };

function showTop(canvas: ReactFlowInstance): void {
  const width = document.querySelector(".dz-flow-canvas")?.clientWidth ?? 1000;
  const boxes = canvas.getNodes().map(({ position, width: wide = 0, height = 0, type }) => ({ ...position, width: wide, height, isBranch: type === "branch" }));
  void canvas.setViewport(openingView(boxes, width, palette));
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
          <Controls position="bottom-right" showInteractive={false} aria-label={t("flow.zoom")} />
        </ReactFlow>
        <FlowPalette onDrag={setReceiving} />
      </div>
      <aside className="dz-props" aria-label={t("props.title")}>
        {selected === undefined ? <><LayerSummary /><p className="sl-meta dz-props-empty">{t("flow.nothing")}</p></> : selected.startsWith("branch:") ? <BranchProperties flow={flow} form={form} edgeId={selected.slice("branch:".length)} run={run} /> : <NodeProperties flow={flow} form={form} selected={selected} run={run} />}
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
