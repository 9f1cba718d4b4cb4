import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, HolderOutlined } from "@ant-design/icons";
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { createContext, type MouseEvent, type ReactNode, use, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LayerBadge } from "../layers/LayerBadge.tsx";
import { useFieldMark } from "./canvasMarks.ts";
import type { PickHow } from "./useSelection.ts";

/** What a field on the canvas asks for; the same functions for the life of the canvas. */
export interface CanvasFieldActs {
  readonly pick: (xid: string, how: PickHow) => void;
  /** Before a menu opens: picks the field unless it is among the picked. */
  readonly keep: (xid: string) => void;
  readonly title: (xid: string) => string;
  readonly duplicate: () => void;
  readonly nudge: (by: -1 | 1) => void;
  readonly remove: () => void;
}

export const CanvasActsContext = createContext<CanvasFieldActs | null>(null);

function howOf(event: MouseEvent): PickHow {
  return event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "one";
}

function Acts({ acts }: { readonly acts: CanvasFieldActs }): ReactNode {
  const { t } = useTranslation("designer");
  const act = (name: string, keys: string, icon: ReactNode, does: () => void): ReactNode => (
    <button type="button" tabIndex={-1} aria-label={t(`field.${name}`)} title={`${t(`field.${name}`)} ${keys}`} onClick={(event) => { event.stopPropagation(); does(); }}>{icon}</button>
  );
  return (
    <div className="dz-acts" role="toolbar" aria-label={t("editing:field.acts")}>
      {act("duplicate", "Ctrl D", <CopyOutlined />, acts.duplicate)}
      {act("up", "Alt ↑", <ArrowUpOutlined />, () => acts.nudge(-1))}
      {act("down", "Alt ↓", <ArrowDownOutlined />, () => acts.nudge(1))}
      {act("remove", "Del", <DeleteOutlined />, acts.remove)}
    </div>
  );
}

/**
 * A field on the canvas as the filler will see it. Its handle is dragged, and
 * takes the keyboard for the whole field; what is inside does not.
 */
export function CanvasField({ xid, isWide, children }: { readonly xid: string; readonly isWide: boolean; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation("editing");
  const acts = use(CanvasActsContext);
  const { isSelected, isPicked, isTabStop, isFaulty, dropSide } = useFieldMark(xid);
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
  if (!acts) return children;
  const states = [isSelected ? "is-selected" : "", isPicked ? "is-picked" : "", isFaulty ? "is-faulty" : "", isWide ? "is-wide" : "", drag.isDragging ? "is-dragging" : "", dropSide ? `drop-${dropSide}` : ""].filter(Boolean);
  return (
    <div ref={ref} className={["dz-canvas-field", ...states].join(" ")} data-xid={xid} onClick={(event) => acts.pick(xid, howOf(event))} onContextMenu={() => acts.keep(xid)}>
      <button type="button" className="dz-handle" tabIndex={isTabStop ? 0 : -1} aria-pressed={isPicked} aria-label={t("field.handle", { title: acts.title(xid) })} {...drag.listeners} onFocus={(event) => event.target.matches(":focus-visible") && acts.keep(xid)}><HolderOutlined /></button>
      <div className="dz-canvas-inner" inert>{children}</div>
      <LayerBadge id={xid} />
      {isSelected && isPicked && <Acts acts={acts} />}
    </div>
  );
}
