import { checkJoin } from "../check/checkJoin.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Where the branches of a split meet again; purely structure. */
export const join: NodeKind<"join"> = { kind: "join", check: (node, path, check) => checkJoin(node, path, check) };
