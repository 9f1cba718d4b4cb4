import { useEffect, useRef } from "react";
import { focusField, focusPalette, focusProperties } from "./focusField.ts";
import type { FormActs } from "./useFormActs.ts";
import type { Selection, SelectionActs } from "./useSelection.ts";

const away = "input, textarea, select, [contenteditable]";
const layers = "[role=dialog], [role=listbox], [role=menu], .ant-popover";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches(away) || target.closest(layers) !== null);
}

/** Enter and arrows on other buttons are theirs: here they count only on the canvas, or where nothing has the focus. */
function isOnCanvas(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.closest(".dz-canvas") !== null && !target.closest(".dz-section-head"));
}

const steps: { readonly [key: string]: -1 | 1 } = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

interface Keys {
  readonly order: readonly string[];
  readonly selection: Selection & SelectionActs;
  readonly acts: FormActs;
}

function move(event: KeyboardEvent, by: -1 | 1, { order, selection, acts }: Keys): void {
  const { selected, picked, pick } = selection;
  if (event.altKey && picked.length > 0) return acts.nudge(by);
  const at = selected === undefined ? -1 : order.indexOf(selected);
  const next = at < 0 ? order[by > 0 ? 0 : order.length - 1] : order[at + by] ?? selected;
  if (next === undefined) return;
  pick(order, next, event.shiftKey && at >= 0 ? "range" : "one");
  focusField(next);
}

function leave({ selection }: Keys): void {
  const { picked, selected, select } = selection;
  select(picked.length > 1 ? selected : undefined);
  focusField(picked.length > 1 ? selected : undefined);
}

function edge(event: KeyboardEvent, { order, selection }: Keys): void {
  const to = event.key === "Home" ? order[0] : order.at(-1);
  if (to === undefined) return;
  selection.pick(order, to, event.shiftKey ? "range" : "one");
  focusField(to);
}

/** True when the key was one of the canvas. */
function onCanvas(event: KeyboardEvent, keys: Keys): boolean {
  const { order, selection, acts } = keys;
  const by = steps[event.key];
  const isCommand = event.ctrlKey || event.metaKey;
  const hasPick = selection.picked.length > 0;
  if (by !== undefined && !isCommand) move(event, by, keys);
  else if (isCommand && event.key.toLowerCase() === "a") { selection.pickAll(order); focusField(order.at(-1)); }
  else if (event.key === "Home" || event.key === "End") edge(event, keys);
  else if (event.key === "Escape") leave(keys);
  else if ((event.key === "Enter" || event.key === "F2") && hasPick) focusProperties();
  else if ((event.key === "Delete" || event.key === "Backspace") && hasPick) acts.remove();
  else if (isCommand && event.key.toLowerCase() === "d" && hasPick) acts.duplicate();
  else if (event.key === "/") focusPalette();
  else return false;
  return true;
}

/**
 * Arrows move the selection (Shift takes more, Alt moves the fields), Enter
 * goes to the properties, Ctrl D duplicates, Del deletes, / finds a kind of
 * field. Off while typing. The clipboard's keys are the browser's own events.
 */
export function useFormKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || !isOnCanvas(event.target)) return;
      if (onCanvas(event, latest.current)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
