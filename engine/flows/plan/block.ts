import type { FlowEdge } from "../../model/flow.ts";
import type { RegionId } from "../types.ts";

export type SplitKind = "exclusive" | "parallel" | "inclusive";

/** A properly nested piece of a flow: items one after the other. `stop` is the join it runs into, or `end`. */
export interface Sequence {
  readonly items: readonly Item[];
  readonly stop: { readonly kind: "end" } | { readonly kind: "join"; readonly join: string };
}

export type Item = { readonly type: "node"; readonly id: string } | Block;

/** A split with its branches, up to its join (an exclusive whose branches all end has none). */
export interface Block {
  readonly type: "block";
  readonly split: string;
  readonly kind: SplitKind;
  readonly branches: readonly Branch[];
  readonly join?: string;
  readonly region: RegionId; // the region the block stands in
}

export interface Branch {
  readonly name: string; // b0, b1, … in order
  readonly edge: FlowEdge;
  readonly sequence: Sequence;
  readonly region: RegionId; // of an exclusive: the enclosing one
}

/** The whole flow (`root`) or one branch of a parallel or inclusive block. */
export interface Region {
  readonly id: RegionId;
  readonly parent?: RegionId;
  readonly block?: string;
  readonly branch?: string;
}
