import type { Pack } from "../../model/pack.ts";
import type { CaseStep, PackCase } from "../../model/packCase.ts";

const text = (name: string) => ({ zh: name, en: name });
export const at = (minute: number): string => `2026-07-06T08:${String(minute).padStart(2, "0")}:00+08:00`;

export interface RequestPack {
  readonly most?: number;
  readonly alarm?: number;
  readonly severity?: "block" | "warn";
  /** A grade whose amount has no bound. */
  readonly free?: string;
  readonly cases?: readonly PackCase[];
}

/** A request of a grade whose amount may be at most `most`, and an alarm at `alarm` or more. */
export function packOf({ most = 100, alarm = 25, severity = "block", free, cases }: RequestPack = {}): Pack {
  const bounded = { "<=": [{ var: "x-amount" }, most] };
  return {
    manifest: { id: "p", version: "1.0.0", title: text("p"), publisher: "p", templates: [{ id: "request", title: text("request"), category: "hazard", form: "request", flow: "request", rules: ["gas"] }] },
    forms: [{
      id: "request", revision: 1, title: text("request"), ui: { sections: [{ id: "main", title: text("main"), fields: ["x-amount", "x-grade"] }] },
      schema: { type: "object", additionalProperties: false, required: ["amount"], properties: { amount: { "x-id": "x-amount", "x-title": text("amount"), "x-kind": "number", type: "number" }, grade: { "x-id": "x-grade", "x-title": text("grade"), "x-kind": "text", type: "string" } } },
      logic: [{ id: "K-1", target: "x-amount", effect: "check", on: "named", severity, expr: free === undefined ? bounded : { if: [{ "===": [{ var: "x-grade" }, free] }, true, bounded] }, message: text("too much"), source: { std: "p", confidence: "project" } }],
    }],
    flows: [{
      id: "request", revision: 1, title: text("request"), form: { id: "request" },
      nodes: [
        { id: "start", kind: "start", title: text("start"), fields: { "*": "edit" } },
        { id: "head", kind: "approval", title: text("head"), mode: "firstDecision", candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "block", selfApproval: "forbid", completion: "early", dedupe: "none", fields: { "*": "read" }, onReject: { do: "end" }, checks: ["K-1"] },
        { id: "done", kind: "end", title: text("done"), outcome: "approved" },
      ],
      edges: [{ id: "e1", from: "start", to: "head" }, { id: "e2", from: "head", to: "done" }],
      settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "anywhere" }] },
    }],
    rules: [{
      id: "gas", revision: 1, title: text("gas"), message: text("{tag}"), select: { measurement: "combustible" }, per: "tag", condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, onDelayS: 0, offDelayS: 0, priority: "P2", actions: [], escalation: [],
      limits: { H: { value: alarm, unit: "%[LEL]", op: ">=", sourceStd: "p", confidence: "project" } },
    }],
    worlds: { small: { at: at(0), initiator: "ann", people: { ann: {}, bob: { roles: ["base-unit-head"] } }, tags: { "GT-1": { measurement: "combustible", unit: "%[LEL]" } }, data: { amount: 50 } } },
    ...(cases ? { cases } : {}),
  } as unknown as Pack;
}

export const submit: CaseStep = { at: at(1), do: "submit", by: "ann" };
export const approve: CaseStep = { at: at(2), do: "approve", by: "bob", then: { state: "approved" } };
export const refuse: CaseStep = { at: at(2), do: "approve", by: "bob", then: { refused: { code: "CHECKS_FAILED", checks: ["K-1"] } } };
