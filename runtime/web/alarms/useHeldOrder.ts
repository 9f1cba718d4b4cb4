import { useEffect, useRef, useState } from "react";
import { type HeldOrder, holdOrder, noOrder } from "./heldOrder.ts";

export interface ShownOrder extends Pick<HeldOrder, "shown" | "waiting"> {
  readonly release: () => void;
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

/** The order of rows to draw, held for 2 s while the cursor is on the list. `scope` changes (a filter) take effect at once. */
export function useHeldOrder(wanted: readonly string[], scope: string): ShownOrder {
  const held = useRef<{ scope: string; order: HeldOrder }>({ scope, order: noOrder });
  const isOver = useRef(false);
  const [, redraw] = useState(0);
  const before = held.current.scope === scope ? held.current.order : noOrder;
  const order = holdOrder(before, wanted, performance.now(), isOver.current);
  held.current = { scope, order };
  const { dueAt } = order;
  useEffect(() => {
    if (dueAt === undefined) return;
    const timer = setTimeout(() => redraw((n) => n + 1), Math.max(0, dueAt - performance.now()) + 10);
    return () => clearTimeout(timer);
  }, [dueAt]);
  const setOver = (over: boolean) => () => {
    isOver.current = over;
    if (!over) redraw((n) => n + 1);
  };
  const release = (): void => {
    held.current = { scope, order: noOrder };
    redraw((n) => n + 1);
  };
  return { shown: order.shown, waiting: order.waiting, release, onPointerEnter: setOver(true), onPointerLeave: setOver(false) };
}
