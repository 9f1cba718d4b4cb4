import type { FlowDefinition } from "@safeloop/engine";
import { useMemo } from "react";
import type { Draft } from "../app/useDraft.ts";
import { type FlowPart, partOf, pasteAt } from "./edits/copyPart.ts";
import { nudgeBranch, nudgeItem, partAt } from "./edits/moveItem.ts";
import { removeBranch, removeNode } from "./edits/removeNode.ts";

/** What may be done with what is selected, by mouse, menu and keys alike. */
export interface FlowActs {
  readonly mayCopy: boolean;
  readonly mayRemove: boolean;
  readonly isBranch: boolean;
  readonly copied: () => FlowPart | undefined;
  readonly paste: (part: FlowPart) => boolean;
  readonly duplicate: () => void;
  readonly remove: () => void;
  readonly nudge: (by: -1 | 1) => void;
  /** The line behind it, where something may be put. */
  readonly lineAfter: string | undefined;
}

const branchId = (selected: string): string | undefined => (selected.startsWith("branch:") ? selected.slice("branch:".length) : undefined);

function removalOf(flow: FlowDefinition, selected: string) {
  const branch = branchId(selected);
  return branch === undefined ? removeNode(selected) : removeBranch(branch);
}

function lineAfter(flow: FlowDefinition, selected: string): string | undefined {
  const branch = branchId(selected);
  if (branch !== undefined) return branch;
  const node = flow.nodes.find((one) => one.id === selected);
  if (!node || node.kind === "end") return undefined;
  return partAt(flow, selected)?.after.id ?? flow.edges.find((edge) => edge.from === selected)?.id;
}

/** The acts on a selection. */
export function useFlowActs({ definition: flow, run }: Pick<Draft<FlowDefinition>, "definition" | "run">, selected: string | undefined, select: (id: string | undefined) => void): FlowActs {
  return useMemo(() => {
    const paste = (part: FlowPart, at = selected): boolean => {
      const pasted = pasteAt(flow, part, at);
      if (!pasted) return false;
      run(pasted.edit);
      select(pasted.id);
      return true;
    };
    const copied = (): FlowPart | undefined => (selected === undefined ? undefined : partOf(flow, selected));
    const removal = selected === undefined ? undefined : removalOf(flow, selected);
    return {
      copied, paste, isBranch: selected?.startsWith("branch:") === true,
      mayCopy: copied() !== undefined, mayRemove: removal !== undefined && removal.apply(flow) !== flow,
      duplicate: () => { const part = copied(); if (part) paste(part); },
      remove: () => { if (removal && removal.apply(flow) !== flow) { run(removal); select(undefined); } },
      nudge: (by) => {
        const branch = selected === undefined ? undefined : branchId(selected);
        const edit = selected === undefined ? undefined : branch === undefined ? nudgeItem(flow, selected, by) : nudgeBranch(flow, branch, by);
        if (edit) run(edit);
      },
      lineAfter: selected === undefined ? undefined : lineAfter(flow, selected),
    };
  }, [flow, run, selected, select]);
}
