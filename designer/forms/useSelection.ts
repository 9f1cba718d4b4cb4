import { useCallback, useMemo, useState } from "react";

/** What is selected on the canvas: the one whose properties show, and all that acts go to. */
export interface Selection {
  /** A field's x-id, or a section by `selectionOf`. */
  readonly selected: string | undefined;
  /** Fields that acts go to, the selected one among them. */
  readonly picked: readonly string[];
}

/** `one` selects it alone, `toggle` adds or takes it away, `range` takes all from the last single pick to it. */
export type PickHow = "one" | "toggle" | "range";

interface State extends Selection {
  readonly anchor: string | undefined;
}

const nothing: State = { selected: undefined, picked: [], anchor: undefined };

function between(order: readonly string[], from: string | undefined, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from ?? to), order.indexOf(to)];
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The selection after a pick. */
export function picking(state: State, order: readonly string[], xid: string, how: PickHow): State {
  if (how === "range" && state.selected !== undefined) return { selected: xid, picked: between(order, state.anchor, xid), anchor: state.anchor ?? xid };
  if (how !== "toggle") return { selected: xid, picked: [xid], anchor: xid };
  const picked = state.picked.includes(xid) ? state.picked.filter((one) => one !== xid) : [...state.picked, xid];
  return { selected: picked.includes(xid) ? xid : picked.at(-1), picked, anchor: xid };
}

export interface SelectionActs {
  /** Selects a field or a section alone, or nothing. */
  readonly select: (selection: string | undefined) => void;
  readonly pick: (order: readonly string[], xid: string, how: PickHow) => void;
  readonly pickAll: (xids: readonly string[]) => void;
}

/** The selection of the form editor. What is no field any more, after an undo, is no longer picked. */
export function useSelection(fields: readonly string[]): Selection & SelectionActs {
  const [state, setState] = useState<State>(nothing);
  const select = useCallback((selection: string | undefined) => setState(selection === undefined ? nothing : { selected: selection, picked: selection.includes(":") ? [] : [selection], anchor: selection }), []);
  const pick = useCallback((order: readonly string[], xid: string, how: PickHow) => setState((now) => picking(now, order, xid, how)), []);
  const pickAll = useCallback((xids: readonly string[]) => setState({ selected: xids.at(-1), picked: xids, anchor: xids[0] }), []);
  const picked = useMemo(() => (state.picked.every((xid) => fields.includes(xid)) ? state.picked : state.picked.filter((xid) => fields.includes(xid))), [state.picked, fields]);
  return { selected: state.selected, picked, select, pick, pickAll };
}
