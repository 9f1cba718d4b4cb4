import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { DropTarget } from "./dropPlace.ts";

/** How a field stands out on the canvas. */
export interface FieldMark {
  readonly isSelected: boolean;
  readonly isPicked: boolean;
  /** The one that Tab reaches: the selected, else the first. */
  readonly isTabStop: boolean;
  readonly isFaulty: boolean;
  readonly dropSide: "before" | "after" | undefined;
}

export interface CanvasMarksState {
  readonly selected: string | undefined;
  readonly picked: ReadonlySet<string>;
  readonly first: string | undefined;
  readonly faulty: ReadonlySet<string>;
  readonly over: DropTarget | undefined;
}

const empty: CanvasMarksState = { selected: undefined, picked: new Set(), first: undefined, faulty: new Set(), over: undefined };

/** Marks beside the form: a click among 300 fields redraws the two whose mark changed, not the form. */
export class CanvasMarks {
  private state = empty;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  set(state: CanvasMarksState): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }

  /** The mark as one word, so that an equal one is the same. */
  word(xid: string): string {
    const { selected, picked, first, faulty, over } = this.state;
    const side = over?.kind === "field" && over.xid === xid ? (over.isAfter ? "a" : "b") : "-";
    const isTabStop = selected !== undefined && !selected.includes(":") ? selected === xid : first === xid;
    return `${Number(selected === xid)}${Number(picked.has(xid))}${Number(isTabStop)}${Number(faulty.has(xid))}${side}`;
  }
}

export const CanvasMarksContext = createContext<CanvasMarks>(new CanvasMarks());

const isOn = (word: string, at: number): boolean => word[at] === "1";

export function useFieldMark(xid: string): FieldMark {
  const marks = useContext(CanvasMarksContext);
  const word = useSyncExternalStore(marks.subscribe, useCallback(() => marks.word(xid), [marks, xid]));
  return { isSelected: isOn(word, 0), isPicked: isOn(word, 1), isTabStop: isOn(word, 2), isFaulty: isOn(word, 3), dropSide: word[4] === "b" ? "before" : word[4] === "a" ? "after" : undefined };
}
