import { AuditOutlined, BranchesOutlined, CloseCircleFilled, EditOutlined, FlagOutlined, NodeIndexOutlined, NotificationOutlined, PlayCircleOutlined, ThunderboltOutlined } from "@ant-design/icons";
import type { FlowNode, FlowNodeKind } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Handle, type NodeProps, type Node, Position } from "@xyflow/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LayerBadge } from "../../layers/LayerBadge.tsx";

export interface CardData extends Record<string, unknown> {
  readonly node: FlowNode;
  readonly who: string;
  readonly problem: string | undefined;
}

export const kindIcons: { readonly [kind in FlowNodeKind]?: ReactNode } = {
  start: <PlayCircleOutlined aria-hidden />, approval: <AuditOutlined aria-hidden />, fill: <EditOutlined aria-hidden />, notify: <NotificationOutlined aria-hidden />,
  exclusive: <BranchesOutlined aria-hidden />, parallel: <NodeIndexOutlined aria-hidden />, act: <ThunderboltOutlined aria-hidden />, end: <FlagOutlined aria-hidden />,
};

/** One step: its kind, its name, who is meant, and what is wrong with it. */
export function FlowCard({ data, selected }: NodeProps<Node<CardData>>): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const { node, who, problem } = data;
  const mode = node.kind === "approval" ? t(`mode.${node.mode}`) : "";
  return (
    <div className={`dz-flow-card${selected ? " is-selected" : ""}${problem ? " is-faulty" : ""}`} data-node={node.id}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {problem && <span className="dz-flow-problem" title={problem}><CloseCircleFilled /> {problem}</span>}
      <strong>{kindIcons[node.kind]} <span className="sl-cut" title={text(node.title)}>{text(node.title)}</span><small>{mode}</small></strong>
      <span className="sl-cut" title={who}>{who || t(`nodeKind.${node.kind}`)}</span>
      <LayerBadge id={node.id} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

/** A split or join: a pill on the line. */
export function FlowPill({ data, selected }: NodeProps<Node<CardData>>): ReactNode {
  const { text } = useLocale();
  return (
    <div className={`dz-flow-pill${selected ? " is-selected" : ""}${data.problem ? " is-faulty" : ""}`} data-node={data.node.id} title={data.problem}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <span className="sl-cut">{text(data.node.title)}</span>
      <LayerBadge id={data.node.id} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

export interface BranchData extends Record<string, unknown> {
  readonly title: string;
  readonly condition: string;
  /** The whole condition, for the tooltip: the card has one line. */
  readonly hint: string;
  readonly order: string;
  readonly isDefault: boolean;
}

/** The head of a branch: what must hold for it to be taken. */
export function FlowBranch({ id, data, selected }: NodeProps<Node<BranchData>>): ReactNode {
  return (
    <div className={`dz-flow-branch${data.isDefault ? " is-default" : ""}${selected ? " is-selected" : ""}`}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <strong><span className="sl-cut">{data.title}</span><small>{data.order}</small></strong>
      <span className="sl-cut" title={data.hint}>{data.condition}</span>
      <LayerBadge id={`edge:${id.slice("branch:".length)}`} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}
