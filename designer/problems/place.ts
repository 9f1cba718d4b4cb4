import { type AlertRule, type Definition, type DefinitionKind, type FlowDefinition, type FormDefinition, type Issue, type I18nText, isObject, own, pointerSteps } from "@safeloop/engine";
import { fieldsOf, titleOf } from "../forms/formModel.ts";

/** What a problem is about, as a person sees it on the screen. */
export type Place =
  | { readonly kind: "whole" }
  | { readonly kind: "field"; readonly id: string; readonly title: I18nText }
  | { readonly kind: "section"; readonly id: string; readonly title: I18nText }
  | { readonly kind: "step"; readonly id: string; readonly title: I18nText }
  | { readonly kind: "branch"; readonly id: string; readonly title: I18nText } // of the split it leaves
  | { readonly kind: "condition" | "setting" | "limit"; readonly id: string };

const whole: Place = { kind: "whole" };

const named = (value: unknown, id: string): I18nText => (isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string" ? { zh: value["zh"], en: value["en"] } : { zh: id, en: id });

function fieldPlace(form: FormDefinition, is: (field: ReturnType<typeof fieldsOf>[number]) => boolean): Place | undefined {
  const field = fieldsOf(form).find(is);
  return field && { kind: "field", id: field.xid, title: titleOf(field) };
}

function formPlace(form: FormDefinition, { path, params }: Issue): Place {
  const [root, first, second] = pointerSteps(path);
  const byId = (id: unknown): Place | undefined => (typeof id === "string" ? fieldPlace(form, (one) => one.xid === id.split(".")[0]) : undefined);
  const byKey = (key: string | undefined): Place | undefined => fieldPlace(form, (one) => one.key === key);
  if (root === "schema" && first === "properties") return byKey(second) ?? whole;
  if (root === "logic" && Array.isArray(form.logic)) return byId((form.logic as FormDefinition["logic"])[Number(first)]?.target) ?? byId(params["field"]) ?? whole;
  if (root === "ui" && first === "sections") {
    const section = form.ui.sections[Number(second)];
    const [, , , part, at] = pointerSteps(path);
    const field = part === "fields" ? byId(section?.fields[Number(at)]) : undefined;
    return field ?? (section ? { kind: "section", id: section.id, title: named(section.title, section.id) } : whole);
  }
  if (root === "limits" && first !== undefined) return { kind: "limit", id: first };
  return byId(params["field"]) ?? byId(params["xid"]) ?? whole;
}

function stepPlace(flow: FlowDefinition, id: unknown): Place | undefined {
  const node = typeof id === "string" ? flow.nodes.find((one) => one.id === id) : undefined;
  return node && { kind: "step", id: node.id, title: named(node.title, node.id) };
}

function branchPlace(flow: FlowDefinition, at: string | undefined): Place | undefined {
  const edge = flow.edges.find((one, index) => one.id === at || String(index) === at);
  const from = edge && flow.nodes.find((one) => one.id === edge.from);
  if (!edge || !from) return undefined;
  const isBranch = edge.when !== undefined || edge.default === true || ["exclusive", "inclusive", "parallel"].includes(from.kind);
  return isBranch ? { kind: "branch", id: edge.id, title: named(from.title, from.id) } : stepPlace(flow, from.id);
}

/** The first of several names in one parameter: lists are joined for the sentence. */
function firstOf(value: Issue["params"][string] | undefined): string | undefined {
  return Array.isArray(value) ? (value as readonly string[])[0] : typeof value === "string" ? value.split(/[、,]\s*/)[0] : undefined;
}

function flowPlace(flow: FlowDefinition, { path, params }: Issue): Place {
  if (!Array.isArray(flow.nodes) || !Array.isArray(flow.edges)) return whole;
  const [root, at] = pointerSteps(path);
  const byPath = root === "nodes" ? stepPlace(flow, at) ?? stepPlace(flow, (flow.nodes as FlowDefinition["nodes"])[Number(at)]?.id) : root === "edges" ? branchPlace(flow, at) : undefined;
  return byPath ?? branchPlace(flow, firstOf(params["edge"])) ?? stepPlace(flow, firstOf(params["node"])) ?? stepPlace(flow, firstOf(params["nodes"])) ?? whole;
}

function rulePlace(rule: AlertRule, { path }: Issue): Place {
  const [root, first] = pointerSteps(path);
  if (root === undefined) return whole;
  if (root === "limits" && first !== undefined && isObject(rule.limits) && own(rule.limits, first) !== undefined) return { kind: "limit", id: first };
  return root === "condition" ? { kind: "condition", id: path } : { kind: "setting", id: root };
}

/** The element of a definition that a problem is about. */
export function placeOfIssue(kind: DefinitionKind, definition: Definition, issue: Issue): Place {
  if (kind === "forms") return formPlace(definition as FormDefinition, issue);
  return kind === "flows" ? flowPlace(definition as FlowDefinition, issue) : rulePlace(definition as AlertRule, issue);
}

/** What is selected in the editor of a form or a flow for a place. */
export function selectionOfPlace(place: Place): string | undefined {
  if (place.kind === "section") return `section:${place.id}`;
  if (place.kind === "branch") return `branch:${place.id}`;
  return place.kind === "field" || place.kind === "step" ? place.id : undefined;
}

/** Of the places shown, the one that is a path or nearest around it. */
export function nearest(path: string, shown: readonly string[]): string | undefined {
  return shown.filter((one) => path === one || path.startsWith(`${one}/`)).sort((a, b) => b.length - a.length)[0];
}
