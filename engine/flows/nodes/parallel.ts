import type { NodeKind } from "./nodeKind.ts";

/** Opens all its branches at once; purely structure. */
export const parallel: NodeKind<"parallel"> = { kind: "parallel", check: () => [] };
