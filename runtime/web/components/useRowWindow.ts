import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { rowsInView, type RowWindow } from "./rowWindow.ts";

export interface Windowed<E extends HTMLElement> extends RowWindow {
  readonly place: RefObject<E | null>;
  readonly onScroll: () => void;
  /** Whole rows that fit into the place; 0 before it is measured. */
  readonly fits: number;
}

/** Draws of a long list only what is in sight. Rows are `rowHeight` pixels high, all of them. */
export function useRowWindow<E extends HTMLElement>(count: number, rowHeight: number): Windowed<E> {
  const place = useRef<E>(null);
  const [seen, setSeen] = useState({ top: 0, height: 0 });
  const onScroll = useCallback((): void => {
    const at = place.current;
    if (!at) return;
    const top = Math.floor(at.scrollTop / rowHeight) * rowHeight;
    const height = at.clientHeight + rowHeight;
    setSeen((old) => (old.top === top && old.height === height ? old : { top, height }));
  }, [rowHeight]);
  useEffect(() => {
    if (!place.current) return;
    const watch = new ResizeObserver(onScroll);
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [onScroll]);
  return { place, onScroll, fits: Math.max(0, Math.floor((seen.height - rowHeight) / rowHeight)), ...rowsInView(seen.top, seen.height || 10 * rowHeight, rowHeight, count) };
}
