import { useEffect } from "react";
import type { CanvasFieldActs } from "./CanvasField.tsx";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, textarea, select, [contenteditable]") || target.closest("[role=dialog], [role=listbox]") !== null);
}

/** Arrows move the selection, Alt+arrows the field, Ctrl D copies it, Del deletes it; off while typing or while a section is selected. */
export function useFormKeys(order: readonly string[], selected: string | undefined, acts: CanvasFieldActs): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (selected === undefined || !order.includes(selected) || isTyping(event.target)) return;
      const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (by !== 0 && event.altKey) acts.nudge(selected, by);
      else if (by !== 0) acts.select(order[order.indexOf(selected) + by] ?? selected);
      else if (event.key === "Delete") acts.remove(selected);
      else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) acts.duplicate(selected);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [order, selected, acts]);
}
