import type { FlowDefinition } from "@safeloop/engine";
import { App, Button } from "antd";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../app/useDraft.ts";
import { LayerSummary } from "../layers/LayerPane.tsx";
import { FlowCanvas, useReveal } from "./canvas/FlowCanvas.tsx";
import { FlowMenu, type MenuAt } from "./canvas/FlowMenu.tsx";
import { usePlaces } from "./canvas/usePlaces.ts";
import { ViewBar } from "./canvas/ViewBar.tsx";
import { connect } from "./edits/connect.ts";
import { branchesOf, moveItem, placeBranch } from "./edits/moveItem.ts";
import { FlowPalette } from "./FlowPalette.tsx";
import { insertKind } from "./insertKind.ts";
import { type PaletteKind, paletteKinds } from "./newNode.ts";
import { BranchProperties } from "./props/BranchProperties.tsx";
import { NodeProperties } from "./props/NodeProperties.tsx";
import { useFlowActs } from "./useFlowActs.ts";
import { useFlowClipboard } from "./useFlowClipboard.ts";
import { type KeyAsk, useFlowKeys } from "./useFlowKeys.ts";
import { type FlowView, useForm, useGraph } from "./useGraph.ts";

export interface DesignPaneProps {
  readonly draft: Draft<FlowDefinition>;
  readonly selected: string | undefined;
  readonly select: (id: string | undefined) => void;
  readonly view: FlowView;
  readonly setView: (view: FlowView) => void;
  readonly folded: ReadonlySet<string>;
  readonly toggle: (edgeId: string) => void;
}

/** What a drop on a line and the "+" of a line do. */
function useWire({ definition: flow, run }: Draft<FlowDefinition>, select: (id: string) => void, isReceiving: boolean) {
  return useMemo(() => {
    const insert = (kind: PaletteKind, edgeId: string): void => {
      const { edit, id } = insertKind(flow, kind, edgeId);
      run(edit);
      select(id);
    };
    const drop = (payload: string, edgeId: string): void => {
      const [what, name] = payload.split(":");
      const kind = paletteKinds.find((one) => one === name);
      if (what === "new" && kind) insert(kind, edgeId);
    };
    return { isReceiving, insert, drop };
  }, [flow, run, select, isReceiving]);
}

/** The line under the pointer, looking through what is being dragged. */
function lineUnder({ x, y }: MenuAt): string | undefined {
  const plus = document.elementsFromPoint(x, y).map((one) => one.closest<HTMLElement>(".dz-plus")).find((one) => one !== null);
  return plus?.dataset["edge"];
}

/** A branch dropped among its siblings: its place by where its middle lies. */
function placeAmong(flow: FlowDefinition, edgeId: string, x: number, lefts: ReadonlyMap<string, number>): number {
  return branchesOf(flow, edgeId).filter((edge) => !edge.default && edge.id !== edgeId && (lefts.get(`branch:${edge.id}`) ?? 0) < x).length;
}

/** The flow to edit: tree or canvas, palette, properties of what is selected. */
export function DesignPane({ draft, selected, select, view, setView, folded, toggle }: DesignPaneProps): ReactNode {
  const { t } = useTranslation(["flowEditor", "designer"]);
  const { message } = App.useApp();
  const [isReceiving, setReceiving] = useState(false);
  const [menu, setMenu] = useState<MenuAt | undefined>();
  const { definition: flow, run } = draft;
  const form = useForm(flow.form.id);
  const { places, place, tidy } = usePlaces(flow.id);
  const wire = useWire(draft, select, isReceiving);
  const graph = useGraph({ flow, form, issues: draft.issues, view, selected, folded, toggle, places, wire, isEditable: true });
  const acts = useFlowActs(draft, selected, select);
  const reveal = useReveal();
  const keys = useMemo((): KeyAsk => ({ flow, order: graph.order, selected, select, reveal, acts }), [flow, graph.order, selected, select, reveal, acts]);
  useFlowKeys(keys);
  const clip = useFlowClipboard(flow, acts);
  const dragged = useCallback((id: string, position: MenuAt, pointer: MenuAt): void => {
    if (view === "canvas") return place(id, position.x, position.y);
    const edgeId = lineUnder(pointer);
    if (id.startsWith("branch:")) {
      const lefts = new Map(graph.nodes.map((node) => [node.id, node.position.x]));
      run(placeBranch(id.slice("branch:".length), placeAmong(flow, id.slice("branch:".length), position.x, lefts)));
    } else if (edgeId !== undefined) run(moveItem(id, edgeId));
  }, [view, place, run, flow, graph.nodes]);
  const onConnect = (from: string, to: string): void => {
    const edit = connect(flow, from, to);
    if (edit) run(edit);
    else void message.info(t("connect.no"));
  };
  return (
    <>
      <FlowCanvas graph={graph} view={view} onSelect={select} isEditable onDragged={dragged} onDragging={setReceiving} onConnect={onConnect} mayConnect={(from, to) => connect(flow, from, to) !== undefined} onMenu={(_, x, y) => setMenu({ x, y })}>
        <ViewBar view={view} setView={setView} isMoved={Object.keys(places).length > 0} onTidy={tidy} />
        <FlowPalette onDrag={setReceiving} />
        {menu && <FlowMenu at={menu} acts={acts} clip={clip} onClose={() => setMenu(undefined)} />}
      </FlowCanvas>
      <aside className="dz-props" aria-label={t("designer:props.title")}>
        {selected === undefined ? <><LayerSummary /><p className="sl-meta dz-props-empty">{t("designer:flow.nothing")}</p></> : selected.startsWith("branch:") ? <BranchProperties flow={flow} form={form} edgeId={selected.slice("branch:".length)} run={run} /> : <NodeProperties flow={flow} form={form} selected={selected} run={run} />}
        {selected?.startsWith("branch:") && <div className="dz-order"><Button onClick={() => acts.nudge(-1)}>{t("act.left")}</Button><Button onClick={() => acts.nudge(1)}>{t("act.right")}</Button></div>}
      </aside>
    </>
  );
}
