import { formOf, own, type FlowDefinition, type FormDefinition, type I18nText, type IssueParams } from "@safeloop/engine";

/** The revisions a migration lies between, for naming what its reasons are about. */
export interface Between {
  readonly before: FlowDefinition;
  readonly after: FlowDefinition;
  readonly oldForm: FormDefinition;
  readonly newForm: FormDefinition;
}

/** A node by its title, in the new revision or, where it is gone, in the old one. */
export function nodeName(between: Between, id: string): I18nText {
  const node = between.after.nodes.find((one) => one.id === id) ?? between.before.nodes.find((one) => one.id === id);
  return node?.title ?? { zh: id, en: id };
}

/** `B#2` is the second time the token stood at B. */
function visitName(between: Between, visit: string): I18nText {
  const cut = visit.lastIndexOf("#");
  const { zh, en } = nodeName(between, visit.slice(0, cut));
  const time = visit.slice(cut + 1);
  return time === "1" ? { zh, en } : { zh: `${zh}（第 ${time} 次）`, en: `${en} (time ${time})` };
}

/** A branch by the label of its line, else by the step it begins with. */
function edgeName(between: Between, id: string): I18nText {
  const edge = between.after.edges.find((one) => one.id === id) ?? between.before.edges.find((one) => one.id === id);
  return edge ? (edge.label ?? nodeName(between, edge.to)) : { zh: id, en: id };
}

function fieldName({ newForm, oldForm }: Between, xid: string): I18nText {
  return (formOf(newForm).byXid.get(xid) ?? formOf(oldForm).byXid.get(xid))?.title ?? { zh: xid, en: xid };
}

const arrivals: { readonly [how: string]: I18nText } = { ok: { zh: "已通过", en: "passed" }, failed: { zh: "已否决", en: "failed" } };

type NameOf = (between: Between, id: string) => I18nText;

/** Parameters that hold ids, and how those are called. */
const namers: { readonly [param: string]: NameOf } = {
  nodes: nodeName, added: nodeName, removed: nodeName, join: nodeName, split: nodeName, to: nodeName, fields: fieldName, visit: visitName, edge: edgeName,
  node: (between, id) => (own(arrivals, id) as I18nText | undefined) ?? nodeName(between, id),
};

/** The parameters of a reason with names in both languages beside the ids, so that its sentence says names. */
export function named(params: IssueParams, between: Between): IssueParams {
  const more: Record<string, string> = {};
  for (const [param, value] of Object.entries(params)) {
    const nameOf = own(namers, param) as NameOf | undefined;
    if (!nameOf || Object.hasOwn(params, `${param}Zh`) || (typeof value !== "string" && !Array.isArray(value))) continue;
    const names = (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((id) => nameOf(between, id));
    more[`${param}Zh`] = names.length > 0 ? names.map((one) => one.zh).join("、") : "无";
    more[`${param}En`] = names.length > 0 ? names.map((one) => one.en).join(", ") : "none";
  }
  return { ...params, ...more };
}
