import "@xyflow/react/dist/style.css";
import "./canvas.css";
import { type AriaLabelConfig, Background, type Connection, Controls, MiniMap, type Node, ReactFlow, type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type MouseEvent as ReactMouseEvent, type ReactNode, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowBranch, FlowCard, FlowDiamond, FlowPill } from "../nodes/FlowCard.tsx";
import { PlusWire } from "../nodes/PlusWire.tsx";
import { openingView } from "../tree/openingView.ts";
import type { FlowView, useGraph } from "../useGraph.ts";

const nodeTypes = { card: FlowCard, pill: FlowPill, branch: FlowBranch, diamond: FlowDiamond };
const edgeTypes = { plus: PlusWire };

/** What floats over the canvas at its upper right: the palette with its margins. */
const palette = { width: 264, height: 260 };
/** From here on only what is in view is drawn, and a small map shows the rest. */
const large = 100;

function showTop(canvas: ReactFlowInstance, view: FlowView): void {
  const place = document.querySelector(".dz-flow-canvas");
  const [width, height] = [place?.clientWidth ?? 1000, place?.clientHeight ?? 700];
  const nodes = canvas.getNodes();
  if (view === "canvas") return showLeft(canvas, width, height);
  const boxes = nodes.map(({ position, width: wide = 0, height: high = 0, type }) => ({ ...position, width: wide, height: high, isBranch: type === "branch" }));
  void canvas.setViewport(openingView(boxes, width, palette));
}

/** The free canvas from its start, as large as its height allows and never too small to read. */
function showLeft(canvas: ReactFlowInstance, width: number, height: number): void {
  const { x, y, width: wide, height: high } = canvas.getNodesBounds(canvas.getNodes());
  const zoom = Math.max(0.75, Math.min(1, (width - 48) / wide, (height - 140) / high));
  void canvas.setViewport({ x: 24 - x * zoom, y: height / 2 - (y + high / 2) * zoom, zoom });
}

/** Brings a thing into view where it is outside. */
export function useReveal(): (id: string) => void {
  const { getNode, getViewport, setCenter } = useReactFlow();
  return useCallback((id: string) => {
    const [node, { x, y, zoom }] = [getNode(id), getViewport()];
    const place = document.querySelector(".dz-flow-canvas");
    if (!node || !place) return;
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
    const [width, height] = [(node.width ?? 0) * zoom, (node.height ?? 0) * zoom];
    if (left >= 0 && top >= 0 && left + width <= place.clientWidth && top + height <= place.clientHeight) return;
    void setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, { zoom, duration: 0 });
  }, [getNode, getViewport, setCenter]);
}

function useAria(): Partial<AriaLabelConfig> {
  const { t } = useTranslation("flowEditor");
  return useMemo(() => ({
    "node.a11yDescription.default": t("aria.node"), "node.a11yDescription.keyboardDisabled": t("aria.node"), "edge.a11yDescription.default": t("aria.edge"),
    "node.a11yDescription.ariaLiveMessage": () => t("aria.moved"), "controls.ariaLabel": t("aria.controls"), "controls.zoomIn.ariaLabel": t("aria.zoomIn"), "controls.zoomOut.ariaLabel": t("aria.zoomOut"),
    "controls.fitView.ariaLabel": t("aria.fit"), "controls.interactive.ariaLabel": t("aria.interactive"), "minimap.ariaLabel": t("aria.minimap"), "handle.ariaLabel": t("aria.handle"),
  }), [t]);
}

export interface FlowCanvasProps {
  readonly graph: ReturnType<typeof useGraph>;
  readonly view: FlowView;
  readonly onSelect: (id: string | undefined) => void;
  readonly isEditable: boolean;
  /** A thing was dragged: where its upper left is now, and where the pointer let go. */
  readonly onDragged?: (id: string, position: Node["position"], pointer: { readonly x: number; readonly y: number }) => void;
  readonly onDragging?: (isDragging: boolean) => void;
  readonly onConnect?: (from: string, to: string) => void;
  readonly mayConnect?: (from: string, to: string) => boolean;
  readonly onMenu?: (id: string, x: number, y: number) => void;
  readonly children?: ReactNode;
}

interface Moving {
  readonly id: string;
  readonly position: Node["position"];
}

/** Where the pointer is: of a touch its first finger. */
function pointerOf(event: { readonly clientX?: number; readonly clientY?: number }): { readonly x: number; readonly y: number } {
  return { x: event.clientX ?? 0, y: event.clientY ?? 0 };
}

/** The drawing of a flow to look at, pan and zoom, and where it may be edited, to drag and connect. */
export function FlowCanvas({ graph, view, onSelect, isEditable, onDragged, onDragging, onConnect, mayConnect, onMenu, children }: FlowCanvasProps): ReactNode {
  const { t } = useTranslation("designer");
  const aria = useAria();
  const [moving, setMoving] = useState<Moving | undefined>();
  const nodes = useMemo(() => (moving ? graph.nodes.map((node) => (node.id === moving.id ? { ...node, position: moving.position, zIndex: 1000 } : node)) : graph.nodes), [graph.nodes, moving]);
  const isLarge = nodes.length > large;
  const menu = (event: ReactMouseEvent, node: Node): void => {
    if (!onMenu) return;
    event.preventDefault();
    onSelect(node.id);
    const box = event.currentTarget.getBoundingClientRect();
    onMenu(node.id, event.clientX || box.left + 24, event.clientY || box.top + 24);
  };
  const stop = (event: MouseEvent | TouchEvent | ReactMouseEvent, node: Node): void => {
    setMoving(undefined);
    onDragging?.(false);
    onDragged?.(node.id, node.position, pointerOf(event as { clientX?: number; clientY?: number }));
  };
  return (
    <div className="dz-flow-canvas" data-view={view}>
      <ReactFlow
        key={view} nodes={nodes} edges={graph.edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} ariaLabelConfig={aria} onInit={(canvas) => showTop(canvas, view)} minZoom={0.1} maxZoom={1.5}
        nodesFocusable disableKeyboardA11y nodeDragThreshold={5} deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null} onlyRenderVisibleElements={isLarge} elementsSelectable
        nodesConnectable={isEditable && view === "canvas"} onConnect={({ source, target }: Connection) => onConnect?.(source, target)} isValidConnection={({ source, target }) => mayConnect?.(source, target) ?? false}
        onNodeClick={(_, node) => onSelect(node.id)} onPaneClick={() => onSelect(undefined)} onNodeContextMenu={menu}
        onNodeDragStart={() => onDragging?.(true)} onNodeDrag={(_, node) => setMoving({ id: node.id, position: node.position })} onNodeDragStop={stop}
      >
        <Background gap={20} />
        <Controls position="bottom-right" showInteractive={false} aria-label={t("flow.zoom")} />
        {isLarge && <MiniMap position="bottom-left" pannable zoomable nodeBorderRadius={8} />}
      </ReactFlow>
      {children}
    </div>
  );
}
