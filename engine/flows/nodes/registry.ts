import type { FlowNode } from "../../model/flow.ts";
import { act } from "./act.ts";
import { approval } from "./approval.ts";
import { end } from "./end.ts";
import { exclusive } from "./exclusive.ts";
import { fill } from "./fill.ts";
import { inclusive } from "./inclusive.ts";
import { join } from "./join.ts";
import type { NodeKind } from "./nodeKind.ts";
import { notify } from "./notify.ts";
import { parallel } from "./parallel.ts";
import { start } from "./start.ts";
import { subflow } from "./subflow.ts";
import { wait } from "./wait.ts";

const kinds: readonly unknown[] = [start, fill, approval, notify, exclusive, parallel, inclusive, join, wait, act, subflow, end];

const registry = new Map((kinds as readonly NodeKind[]).map((one) => [one.kind, one]));

/** What to do at a node. `checkFlow` refuses kinds that are not here, and so does every step. */
export function nodeKindOf(node: Pick<FlowNode, "kind" | "id">): NodeKind {
  const kind = registry.get(node.kind);
  if (!kind) throw new Error(`node ${node.id}: kind ${node.kind} cannot run`);
  return kind;
}
