import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, HolderOutlined } from "@ant-design/icons";
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LayerBadge } from "../layers/LayerBadge.tsx";

export interface CanvasFieldActs {
  readonly select: (selection: string) => void;
  readonly leave: () => void;
  readonly duplicate: (xid: string) => void;
  readonly nudge: (xid: string, by: -1 | 1) => void;
  readonly remove: (xid: string) => void;
}

export interface CanvasFieldProps {
  readonly xid: string;
  readonly isSelected: boolean;
  readonly isFaulty: boolean;
  readonly isWide: boolean;
  readonly dropSide: "before" | "after" | undefined;
  readonly acts: CanvasFieldActs;
  readonly children: ReactNode;
}

/** A field on the canvas as the filler will see it, with a handle, its four acts and the drop line. What is inside does not take the keyboard. */
export function CanvasField({ xid, isSelected, isFaulty, isWide, dropSide, acts, children }: CanvasFieldProps): ReactNode {
  const { t } = useTranslation("designer");
  const drag = useDraggable({ id: `move:${xid}`, data: { xid } });
  const drop = useDroppable({ id: `field:${xid}`, data: { xid } });
  const own = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (isSelected) own.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  const ref = (element: HTMLElement | null): void => {
    own.current = element;
    drag.setNodeRef(element);
    drop.setNodeRef(element);
  };
  const states = [isSelected ? "is-selected" : "", isFaulty ? "is-faulty" : "", isWide ? "is-wide" : "", drag.isDragging ? "is-dragging" : "", dropSide ? `drop-${dropSide}` : ""].filter(Boolean);
  return (
    <div ref={ref} className={["dz-canvas-field", ...states].join(" ")} data-xid={xid} onClick={() => acts.select(xid)}>
      <button type="button" className="dz-handle" aria-label={t("field.drag")} {...drag.attributes} {...drag.listeners} onFocus={() => acts.select(xid)}><HolderOutlined /></button>
      <div className="dz-canvas-inner" inert>{children}</div>
      <LayerBadge id={xid} />
      {isSelected && (
        <div className="dz-acts" role="toolbar">
          <button type="button" aria-label={t("field.duplicate")} title="Ctrl D" onClick={() => acts.duplicate(xid)}><CopyOutlined /></button>
          <button type="button" aria-label={t("field.up")} title="Alt ↑" onClick={() => acts.nudge(xid, -1)}><ArrowUpOutlined /></button>
          <button type="button" aria-label={t("field.down")} title="Alt ↓" onClick={() => acts.nudge(xid, 1)}><ArrowDownOutlined /></button>
          <button type="button" aria-label={t("field.remove")} title="Del" onClick={() => acts.remove(xid)}><DeleteOutlined /></button>
        </div>
      )}
    </div>
  );
}
