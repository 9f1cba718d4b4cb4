import { PlusOutlined } from "@ant-design/icons";
import { kindIcons } from "@safeloop/web";
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { Dropdown } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type PaletteKind, paletteKinds } from "../newNode.ts";

export interface WireData extends Record<string, unknown> {
  readonly edgeId: string | undefined;
  readonly turn: "source" | "target"; // where a wire with a bend turns
  readonly runs?: "down" | "right";
  readonly isReceiving: boolean; // something is being dragged
  readonly insert: (kind: PaletteKind, edgeId: string) => void;
  readonly drop: (payload: string, edgeId: string) => void;
}

/** The type a dragged palette kind or node carries. */
export const dragType = "application/x-safeloop-step";

/** A line with a "+" that opens the kinds and takes what is dropped on it. */
export const PlusWire = memo(function PlusWire(props: EdgeProps<Edge<WireData>>): ReactNode {
  const { t } = useTranslation("designer");
  const { data, sourceX, sourceY, targetX, targetY } = props;
  const isDown = data?.runs !== "right";
  // The cross line runs close to the split or join it belongs to, so that it never passes behind another card.
  const bend = isDown ? { centerY: data?.turn === "source" ? sourceY + 24 : targetY - 24 } : { centerX: data?.turn === "source" ? sourceX + 24 : targetX - 24 };
  const [path] = getSmoothStepPath({ ...props, borderRadius: 4, ...bend });
  const [x, y] = isDown ? [sourceX, sourceY + 26] : [sourceX + 26, sourceY];
  const edgeId = data?.edgeId;
  return (
    <>
      <BaseEdge path={path} />
      {data && edgeId !== undefined && (
        <EdgeLabelRenderer>
          <div className={`dz-plus nodrag nopan${data.isReceiving ? " is-receiving" : ""}`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }} data-edge={edgeId}
            onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); data.drop(event.dataTransfer.getData(dragType), edgeId); }}>
            <Dropdown trigger={["click"]} menu={{ items: paletteKinds.map((kind) => ({ key: kind, icon: kindIcons[kind], label: t(`nodeKind.${kind}`) })), onClick: ({ key }) => data.insert(key as PaletteKind, edgeId) }}>
              <button type="button" aria-label={t("flow.insert")}><PlusOutlined /></button>
            </Dropdown>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
