import type { Issue } from "../../issues/issue.ts";
import type { FlowNode, FlowNodeKind } from "../../model/flow.ts";
import type { FlowCheck } from "../check/flowCheck.ts";
import type { Run } from "../run/run.ts";
import type { Visit } from "../types.ts";

/** What shared code asks of a kind of node. Kinds without `enter` are structure: the machine passes through them. */
export interface NodeKind<K extends FlowNodeKind = FlowNodeKind> {
  readonly kind: K;
  /** The token has come to the node: open seats, cause effects, or queue the visit as finished. */
  readonly enter?: (run: Run, node: Extract<FlowNode, { kind: K }>, visit: Visit) => void;
  /** A queued visit of this kind is about to be told to the machine. */
  readonly finish?: (run: Run, node: Extract<FlowNode, { kind: K }>, visit: Visit) => void;
  /** Problems of the node itself; `path` is its JSON Pointer. */
  readonly check: (node: Extract<FlowNode, { kind: K }>, path: string, check: FlowCheck) => readonly Issue[];
}
