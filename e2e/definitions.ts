import type { FlowDefinition, FormDefinition, I18nText } from "@safeloop/engine";

/** Definitions short enough to read beside the test that runs them. People are those of the test tenant, by login. */
export const t = (zh: string, en: string): I18nText => ({ zh, en });

/** A form with one field, `what`, that names the paper. */
export function oneFieldForm(id: string, title: I18nText, what: I18nText): FormDefinition {
  return {
    id, revision: 0, title,
    schema: { type: "object", properties: { what: { type: "string", "x-id": "what", "x-title": what } }, required: ["what"] },
    ui: { sections: [{ id: "s", title: t("内容", "Content"), fields: ["what"] }] }, logic: [], listFields: ["what"],
  } as unknown as FormDefinition;
}

/** A step that these people decide; the first decision counts unless `more` says otherwise. */
export function approval(id: string, zh: string, en: string, people: readonly string[], more: object = {}): object {
  return {
    id, kind: "approval", title: t(zh, en), mode: "firstDecision", completion: "early", dedupe: "none", candidates: people.map((login) => ({ kind: "person", person: `p-${login}` })),
    onNobody: "toAdmin", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" }, ...more,
  };
}

export const start = (zh: string, en: string): object => ({ id: "S", kind: "start", title: t(zh, en), fields: { "*": "edit" } });
export const parallel = (id: string, zh: string, en: string): object => ({ id, kind: "parallel", title: t(zh, en) });
export const join = (id: string, of: string, zh: string, en: string): object => ({ id, kind: "join", title: t(zh, en), of, mode: "all" });
export const end = (): object => ({ id: "Z", kind: "end", title: t("结束", "End"), outcome: "approved" });

/** A flow over the form of the same id; edges as `S>A A>Z`. */
export function flowOf(id: string, title: I18nText, nodes: readonly object[], edges: string): FlowDefinition {
  return {
    id, revision: 0, title, form: { id }, nodes,
    edges: edges.split(" ").map((edge, order) => ({ id: `e${order}`, from: edge.split(">")[0], to: edge.split(">")[1], order })),
    settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "$root" }] },
  } as unknown as FlowDefinition;
}
