import type { FlowDefinition, FormDefinition } from "@safeloop/engine";

const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** How many approvals a paper goes through. */
export const steps = 5;
export const stepNames = Array.from({ length: steps }, (_, i) => `A${i + 1}`);

export const papers = {
  id: "paper", revision: 0, title: t("审批单", "Paper"),
  schema: { type: "object", properties: { what: { type: "string", "x-id": "what", "x-title": t("事项", "What") } }, required: ["what"] },
  ui: { sections: [{ id: "s", title: t("内容", "Content"), fields: ["what"] }] }, logic: [],
} as unknown as FormDefinition;

/** Five approvals one after the other, each by one person, each with a deadline. */
export const approvals = {
  id: "paper", revision: 0, title: t("五级审批", "Five approvals"), form: { id: "paper" },
  nodes: [
    { id: "S", kind: "start", title: t("填写", "Fill"), fields: { "*": "edit" } },
    ...stepNames.map((id) => ({
      id, kind: "approval", title: t(id, id), mode: "all", completion: "early", dedupe: "none", candidates: [{ kind: "person", person: "p-head" }],
      onNobody: "block", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" }, due: { after: "P1D", onOver: "remind" },
    })),
    { id: "Z", kind: "end", title: t("结束", "End"), outcome: "approved" },
  ],
  edges: ["S", ...stepNames].map((from, i) => ({ id: `e${i}`, from, to: [...stepNames, "Z"][i] })),
  settings: { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] },
} as unknown as FlowDefinition;
