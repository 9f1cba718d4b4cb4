import { issue } from "../../issues/issue.ts";
import type { NodeKind } from "./nodeKind.ts";

/** Ends the flow with an outcome; `approved` begins the life, where the definition has one. */
export const end: NodeKind<"end"> = {
  kind: "end",
  check: (node, path) => (typeof node.outcome === "string" && node.outcome !== "" ? [] : [issue("FLOW_INVALID", `${path}/outcome`, { what: `end ${node.id}: outcome` })]),
};
