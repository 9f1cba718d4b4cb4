import type { Candidates, FlowNode, FlowNodeKind } from "@safeloop/engine";

/** Kinds the palette offers, in its order. A split comes with its join. */
export const paletteKinds = ["approval", "fill", "notify", "exclusive", "parallel", "act"] as const satisfies readonly FlowNodeKind[];
export type PaletteKind = (typeof paletteKinds)[number];

const head: Candidates = [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }];

/** A node as the palette makes it: complete, so that the flow still checks clean after it is dropped. */
export function newNode(kind: PaletteKind, id: string): FlowNode {
  switch (kind) {
    case "approval":
      return { id, kind, title: { zh: "审批", en: "Approval" }, mode: "firstDecision", completion: "early", dedupe: "none", candidates: head, onNobody: "toAdmin", selfApproval: "skipToManager", fields: { "*": "read" }, onReject: { do: "end" } };
    case "fill":
      return { id, kind, title: { zh: "填写", en: "Fill in" }, candidates: [{ kind: "initiator" }], onNobody: "toAdmin", selfApproval: "allow", fields: { "*": "edit" } };
    case "notify":
      return { id, kind, title: { zh: "抄送", en: "Notify" }, candidates: head, message: { zh: "请知悉", en: "For your information" } };
    case "exclusive":
      return { id, kind, title: { zh: "按条件分支", en: "Branch by condition" } };
    case "parallel":
      return { id, kind, title: { zh: "并行", en: "In parallel" } };
    case "act":
      return { id, kind, title: { zh: "动作", en: "Action" }, act: { do: "webhook", event: "flow.event" } };
  }
}

export function newJoin(splitId: string, kind: "exclusive" | "parallel"): FlowNode {
  return { id: `${splitId}-join`, kind: "join", title: { zh: "汇合", en: "Join" }, of: splitId, mode: kind === "exclusive" ? "any" : "all" };
}
