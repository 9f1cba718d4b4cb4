import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Pack } from "../../model/pack.ts";
import type { AlertRule } from "../../model/rule.ts";

/** Every name shown to people carries Chinese and English; a missing label is an error. */
export function labelIssues(pack: Pack): Issue[] {
  return [
    ...label("/pack", "pack", pack.manifest.title),
    ...pack.manifest.templates.flatMap((one) => label(`/pack/templates/${one.id}`, one.id, one.title)),
    ...pack.forms.flatMap(formLabels), ...pack.flows.flatMap(flowLabels), ...pack.rules.flatMap(ruleLabels),
  ];
}

function label(path: string, what: string, text: unknown): Issue[] {
  const has = (language: "zh" | "en"): boolean => isObject(text) && typeof text[language] === "string" && text[language].trim() !== "";
  return (["zh", "en"] as const).filter((language) => !has(language)).map((language) => issue("PACK_LABEL", path, { what, language }));
}

function optional(path: string, what: string, text: unknown): Issue[] {
  return text === undefined ? [] : label(path, what, text);
}

function formLabels(form: FormDefinition): Issue[] {
  const path = `/forms/${form.id}`;
  return [
    ...label(path, form.id, form.title), ...optional(path, `${form.id} description`, form.description),
    ...(form.ui.sections ?? []).flatMap((one) => label(`${path}/ui/${one.id}`, one.id, one.title)),
    ...form.logic.filter((rule) => rule.effect === "check").flatMap((rule) => label(`${path}/logic/${rule.id ?? rule.target}`, rule.id ?? rule.target, rule.message)),
    ...propertyLabels(path, form.schema),
  ];
}

/** Properties at every depth: title, choices, checklist rows, help. */
function propertyLabels(path: string, schema: JsonObject): Issue[] {
  const properties = own(schema, "properties");
  const here = Object.entries(isObject(properties) ? properties : {}).flatMap(([key, one]) => (isObject(one) ? propertyLabel(`${path}/${key}`, key, one) : []));
  const items = own(schema, "items");
  return [...here, ...(isObject(items) ? propertyLabels(path, items) : [])];
}

function propertyLabel(path: string, key: string, schema: JsonObject): Issue[] {
  const rows = own(schema, "x-checklist");
  return [
    ...label(path, key, schema["x-title"]), ...optional(path, `${key} help`, schema["x-help"]), ...choiceLabels(path, key, schema),
    ...(Array.isArray(rows) ? rows.filter(isObject).flatMap((row) => rowLabels(path, row)) : []),
    ...propertyLabels(path, schema),
  ];
}

function rowLabels(path: string, row: JsonObject): Issue[] {
  const code = nameOf(row["code"]);
  return [...label(`${path}/${code}`, code, row["text"]), ...(isObject(row["param"]) ? label(path, `${code} param`, row["param"]["title"]) : [])];
}

/** A code or choice as text. */
function nameOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function choiceLabels(path: string, key: string, schema: JsonObject): Issue[] {
  const items = own(schema, "items");
  const values: JsonValue | undefined = (own(schema, "enum") ?? (isObject(items) ? own(items, "enum") : undefined)) as JsonValue | undefined;
  const labels = own(schema, "x-enum");
  if (!Array.isArray(values)) return [];
  return values.flatMap((value: JsonValue) => label(path, `${key}: ${nameOf(value)}`, isObject(labels) ? own(labels, nameOf(value)) : undefined));
}

function flowLabels(flow: FlowDefinition): Issue[] {
  const path = `/flows/${flow.id}`;
  const splits = new Set(flow.nodes.filter((node) => node.kind === "exclusive" || node.kind === "inclusive").map((node) => node.id));
  const named = [...flow.nodes, ...(flow.life?.states ?? []), ...(flow.life?.events ?? []), ...(flow.life?.states ?? []).flatMap((state) => state.tasks ?? [])];
  return [
    ...label(path, flow.id, flow.title),
    ...named.flatMap((one) => label(`${path}/${one.id}`, one.id, one.title)),
    ...flow.edges.filter((edge) => splits.has(edge.from)).flatMap((edge) => label(`${path}/${edge.id}`, edge.id, edge.label)),
    ...flow.nodes.flatMap((node) => (node.kind === "notify" ? label(`${path}/${node.id}`, `${node.id} message`, node.message) : [])),
  ];
}

function ruleLabels(rule: AlertRule): Issue[] {
  const path = `/rules/${rule.id}`;
  return [...label(path, rule.id, rule.title), ...label(path, `${rule.id} message`, rule.message), ...label(path, `${rule.id} sop`, rule.sop)];
}
