import { type FlowDefinition, blockTree } from "@safeloop/engine";
import { useEffect } from "react";
import { nextOf } from "./nextOf.ts";
import type { FlowActs } from "./useFlowActs.ts";

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, textarea, select, [contenteditable]") || target.closest("[role=dialog], [role=listbox], [role=menu], .ant-select") !== null);
}

/** Puts the cursor where a selection made by keys can be gone on with. */
function focusNode(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true }));
}

/** Opens the kinds of step on a line. */
export function openPlus(edgeId: string): void {
  document.querySelector<HTMLElement>(`.dz-plus[data-edge="${CSS.escape(edgeId)}"] button`)?.click();
}

const arrows: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export interface KeyAsk {
  readonly flow: FlowDefinition;
  readonly order: readonly string[];
  readonly selected: string | undefined;
  readonly select: (id: string | undefined) => void;
  readonly reveal: (id: string) => void;
  readonly acts: FlowActs;
}

function moved({ acts }: KeyAsk, key: string): void {
  const along = acts.isBranch ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  if (along.includes(key)) acts.nudge(key === along[0] ? -1 : 1);
}

function onKey(ask: KeyAsk, event: KeyboardEvent): boolean {
  const { flow, order, selected, select, reveal, acts } = ask;
  if (arrows.has(event.key)) {
    if (event.altKey) moved(ask, event.key);
    const next = event.altKey ? selected : nextOf(blockTree(flow), order, selected, event.key);
    if (next === undefined) return false;
    select(next);
    reveal(next);
    focusNode(next);
    return true;
  }
  if (selected === undefined) return false;
  if (event.key === "Delete") acts.remove();
  else if (event.key === "Escape") select(undefined);
  else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) acts.duplicate();
  else if ((event.key === "+" || (event.key.toLowerCase() === "a" && !event.ctrlKey && !event.metaKey)) && acts.lineAfter !== undefined) openPlus(acts.lineAfter);
  else if (event.key === "Enter" && event.target instanceof HTMLElement && !event.target.matches("button, a, [role=tab], [role=radio]")) document.querySelector<HTMLElement>(".dz-props input, .dz-props textarea, .dz-props button")?.focus();
  else return false;
  return true;
}

/** The flow editor by keyboard: arrows, Alt+arrows, Enter, A or +, Ctrl D and Del. Off while typing. */
export function useFlowKeys(ask: KeyAsk): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (!isTyping(event.target) && onKey(ask, event)) event.preventDefault();
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [ask]);
}
