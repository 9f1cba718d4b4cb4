import { blockTree, type FlowDefinition, nodeIdsIn, type TreeItem } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import type { RunFace } from "./FlowCards.tsx";
import { kindIcons } from "./kindIcons.tsx";

export interface RunListProps {
  readonly flow: FlowDefinition;
  readonly face: (id: string) => RunFace | undefined;
  readonly plan: (nodeId: string) => string;
  readonly label: string;
  readonly isUnseen?: boolean;
}

/** Steps in reading order; splits and joins only where the run stands there. */
function listed(items: readonly TreeItem[], flow: FlowDefinition, face: RunListProps["face"]): readonly string[] {
  return nodeIdsIn(items).filter((id) => {
    const kind = flow.nodes.find((node) => node.id === id)?.kind;
    const mark = face(id)?.mark;
    return (kind !== "join" && kind !== "exclusive" && kind !== "parallel" && kind !== "inclusive") || mark === "stuck" || mark === "now";
  });
}

/** The same as the picture, as a list. */
export function RunList({ flow, face, plan, label, isUnseen = false }: RunListProps): ReactNode {
  const { t } = useTranslation("flows");
  const { text } = useLocale();
  return (
    <ol className={isUnseen ? "sl-flow-unseen" : "sl-flow-list"} aria-label={label}>
      {listed(blockTree(flow), flow, face).map((id) => {
        const [node, run] = [flow.nodes.find((one) => one.id === id), face(id)];
        return node && (
          <li key={id} data-step={id}>
            <span className="sl-meta">{run?.no ?? ""}</span>
            <strong>{kindIcons[node.kind]} {text(node.title)} <span className="sl-meta">{t(`mark.${run?.mark ?? "ahead"}`)}</span></strong>
            <div><span>{run?.line || plan(id)}</span>{run?.voids.map((one, at) => <s key={at} className="sl-flow-void">{one}</s>)}</div>
          </li>
        );
      })}
    </ol>
  );
}
