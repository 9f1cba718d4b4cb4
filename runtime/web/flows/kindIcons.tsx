import { AuditOutlined, BranchesOutlined, ClockCircleOutlined, EditOutlined, FlagOutlined, MergeCellsOutlined, NodeIndexOutlined, NotificationOutlined, PartitionOutlined, PlayCircleOutlined, ThunderboltOutlined } from "@ant-design/icons";
import type { FlowNodeKind } from "@safeloop/engine";
import type { ReactNode } from "react";

/** One picture a kind of step. */
export const kindIcons: { readonly [kind in FlowNodeKind]: ReactNode } = {
  start: <PlayCircleOutlined aria-hidden />, approval: <AuditOutlined aria-hidden />, fill: <EditOutlined aria-hidden />, notify: <NotificationOutlined aria-hidden />,
  exclusive: <BranchesOutlined aria-hidden />, parallel: <NodeIndexOutlined aria-hidden />, inclusive: <NodeIndexOutlined aria-hidden />, join: <MergeCellsOutlined aria-hidden />,
  act: <ThunderboltOutlined aria-hidden />, wait: <ClockCircleOutlined aria-hidden />, subflow: <PartitionOutlined aria-hidden />, end: <FlagOutlined aria-hidden />,
};
