import type { FlowNode } from "@safeloop/engine";
import { BranchHead, type BranchWords, kindIcons, type RunFace, SplitPill, StepCard, useLocale } from "@safeloop/web";
import { Handle, type NodeProps, type Node, Position } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LayerBadge } from "../../layers/LayerBadge.tsx";
import { FoldButton } from "./FoldButton.tsx";

type Runs = "down" | "right";

export interface CardData extends Record<string, unknown> {
  readonly node: FlowNode;
  readonly who: string;
  readonly problem: string | undefined;
  readonly run?: RunFace | undefined; // while a run is laid over the drawing
  readonly runs?: Runs;
  readonly mayConnect?: boolean;
}

function Handles({ runs = "down", mayConnect = false, children }: { readonly runs?: Runs | undefined; readonly mayConnect?: boolean | undefined; readonly children?: ReactNode }): ReactNode {
  return (
    <>
      <Handle type="target" position={runs === "down" ? Position.Top : Position.Left} isConnectable={mayConnect} isConnectableStart={false} />
      {children}
      <Handle type="source" position={runs === "down" ? Position.Bottom : Position.Right} isConnectable={mayConnect} isConnectableEnd={false} />
    </>
  );
}

/** One step on the canvas. */
export const FlowCard = memo(function FlowCard({ data, selected }: NodeProps<Node<CardData>>): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const { node, who, problem, run, runs, mayConnect } = data;
  const mode = node.kind === "approval" ? t(`mode.${node.mode}`) : "";
  const line = who || t(`nodeKind.${node.kind}`);
  return (
    <StepCard id={node.id} kind={node.kind} title={text(node.title)} mode={mode} line={line} problem={problem} isSelected={selected} run={run?.mark === "ahead" ? { ...run, line } : run}>
      <Handles runs={runs} mayConnect={mayConnect}><LayerBadge id={node.id} /></Handles>
    </StepCard>
  );
});

/** A split or join of the tree: a pill on the line. */
export const FlowPill = memo(function FlowPill({ data, selected }: NodeProps<Node<CardData>>): ReactNode {
  const { text } = useLocale();
  return <SplitPill id={data.node.id} title={text(data.node.title)} problem={data.problem} isSelected={selected} run={data.run}><Handles><LayerBadge id={data.node.id} /></Handles></SplitPill>;
});

/** A split or join of the free canvas: a diamond with its name below. */
export const FlowDiamond = memo(function FlowDiamond({ data, selected }: NodeProps<Node<CardData>>): ReactNode {
  const { text } = useLocale();
  const { node, run, problem, mayConnect } = data;
  const title = text(node.title);
  return (
    <div className={`dz-diamond${selected ? " is-selected" : ""}${problem === undefined ? "" : " is-faulty"}${run ? ` is-${run.mark}` : ""}`} data-node={node.id} title={problem ?? title} aria-label={title}>
      <i aria-hidden="true" />
      {kindIcons[node.kind]}
      {node.kind !== "join" && <span className="sl-cut">{title}</span>}
      <Handles runs="right" mayConnect={mayConnect}><LayerBadge id={node.id} /></Handles>
    </div>
  );
});

export interface BranchData extends BranchWords, Record<string, unknown> {
  readonly run?: RunFace | undefined;
  readonly runs?: Runs;
  readonly folded?: number | undefined; // drawn without its steps: how many
  readonly toggle?: ((edgeId: string) => void) | undefined;
}

/** The head of a branch: what must hold for it to be taken. */
export const FlowBranch = memo(function FlowBranch({ id, data, selected }: NodeProps<Node<BranchData>>): ReactNode {
  const { title, condition, hint, order, isDefault, run, runs, folded, toggle } = data;
  const edgeId = id.slice("branch:".length);
  return (
    <BranchHead id={id} title={title} condition={condition} hint={hint} order={order} isDefault={isDefault} isSelected={selected} run={run}>
      <Handles runs={runs}><LayerBadge id={`edge:${edgeId}`} /></Handles>
      {toggle && <FoldButton title={title} folded={folded} onToggle={() => toggle(edgeId)} />}
    </BranchHead>
  );
});
