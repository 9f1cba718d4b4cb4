import type { FormDefinition } from "../../model/form.ts";
import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { type Element, elementIdOf, type Props, type Ref } from "../tree/element.ts";
import { omit, type TreeReader } from "./builder.ts";
import { renamed } from "./fieldTree.ts";
import { ordered, stepsOf, structural, unflatten } from "./flatten.ts";
import { checkRules, derivedOrder } from "./formTree.ts";
import { limitsOf } from "./limits.ts";
import { fieldRules, ruleName } from "./logicRules.ts";
import { present } from "./ruleTree.ts";

/** Properties of a field that are no keyword of its schema. */
const apart = new Set(["key", "required", "visible", "requiredWhen", "readonly", "compute", "allowed"]);
const keywordOf = new Map(Object.entries(renamed).map(([keyword, name]) => [name, keyword]));
const textOf = new Map([["title", "x-title"], ["help", "x-help"]]);

/** The form of a tree: sections list what stands in them, fields are written in the order of the layout or the stored one. */
export function formOfTree(reader: TreeReader, root: Ref): FormDefinition {
  const props = reader.tree.elements.get(root)?.props ?? {};
  const under = (head: string) => Object.fromEntries(Object.entries(props).filter(([path]) => path.startsWith(`${head}.`)).map(([path, value]) => [path.slice(head.length + 1), value]));
  const plain = Object.fromEntries(Object.entries(props).filter(([path]) => !path.startsWith("schema.") && !path.startsWith("ui.") && !path.startsWith(structural)));
  const roots = rootFields(reader, root, props[`${structural}schemaOrder`]);
  const definition = {
    id: root.slice("form/".length, root.indexOf("#")), revision: props[`${structural}revision`] ?? 0, ...unflatten(plain), ...present("limits", limitsOf(reader, root)),
    schema: objectSchema(reader, roots, keywordsUnder(props, "schema"), props[`${structural}required`]),
    ui: { ...uiOf(reader, root, unflatten(under("ui"))) },
    logic: logicOf(reader, root, roots, props[`${structural}logicOrder`]),
  };
  return definition as unknown as FormDefinition;
}

/** Fields of the top level, wherever the layout has them. */
function rootFields(reader: TreeReader, root: Ref, order: JsonValue | undefined): readonly Element[] {
  const laid: Element[] = [];
  const visit = (parent: Ref): void => {
    for (const one of reader.children(parent, "items")) {
      if (one.kind === "field") laid.push(one);
      else visit(one.id);
    }
  };
  visit(root);
  // Fields outside every section come last, as they stand.
  const placed = [...laid.filter((one) => one.parent !== root), ...laid.filter((one) => one.parent === root)];
  const byId = new Map(placed.map((one) => [elementIdOf(one.id), one]));
  return ordered([...byId.keys()], order).flatMap((id) => byId.get(id) ?? []);
}

function uiOf(reader: TreeReader, root: Ref, rest: JsonObject): JsonObject {
  const sections = reader.children(root, "items").filter((one) => one.kind === "section").map((section): JsonObject => ({
    id: section.props[`${structural}id`] ?? elementIdOf(section.id).slice("section:".length), ...unflatten(section.props),
    fields: reader.children(section.id, "items").map((one) => (one.kind === "showing" ? (one.props["field"] ?? "") : elementIdOf(one.id))),
  }));
  const settings = fieldsUnder(reader, root).flatMap((field): [string, JsonValue][] => {
    const ui = unflatten(Object.fromEntries(Object.entries(field.props).filter(([path]) => path === "ui" || path.startsWith("ui."))))["ui"];
    return ui === undefined ? [] : [[elementIdOf(field.id), ui]];
  });
  const fields = isObject(rest["fields"]) || settings.length > 0 ? { fields: { ...(rest["fields"] as JsonObject | undefined), ...Object.fromEntries(settings) } } : {};
  return { ...rest, sections, ...fields };
}

/** Every field below an element, at any depth. */
export function fieldsUnder(reader: TreeReader, parent: Ref): readonly Element[] {
  return ["items", "columns", "members"].flatMap((slot) => reader.children(parent, slot)).flatMap((one) => [...(one.kind === "field" ? [one] : []), ...fieldsUnder(reader, one.id)]);
}

/** An object schema of its fields: properties in order, and which of them are required. */
function objectSchema(reader: TreeReader, fields: readonly Element[], rest: JsonObject, stored: JsonValue | undefined): JsonObject {
  const properties = { ...Object.fromEntries(fields.map((one) => [keyOf(one), fieldSchema(reader, one)])), ...(rest["properties"] as JsonObject | undefined) };
  const has = fields.length > 0 || rest["properties"] !== undefined;
  return { ...rest, ...(has ? { properties } : {}), ...requiredOf(fields, stored) };
}

const keyOf = (field: Element): string => (typeof field.props["key"] === "string" ? field.props["key"] : elementIdOf(field.id));

function requiredOf(fields: readonly Element[], stored: JsonValue | undefined): JsonObject {
  const required = fields.filter((one) => one.props["required"] === true);
  if (!isList(stored)) return required.length === 0 ? {} : { required: required.map(keyOf) };
  const keys = new Map(required.map((one) => [elementIdOf(one.id), keyOf(one)]));
  const kept = stored.flatMap((one) => (typeof one === "string" && one.startsWith("key:") ? [one.slice(4)] : (keys.get(String(one)) ?? [])));
  return { required: [...kept, ...required.filter((one) => !stored.includes(elementIdOf(one.id))).map(keyOf)] };
}

function keywordsUnder(props: Props, head: "schema" | "items"): JsonObject {
  const flat = Object.entries(props).filter(([path]) => path.startsWith(`${head}.`)).map(([path, value]): [readonly string[], JsonValue] => [stepsOf(path).slice(1), value]);
  const whole = flat.filter(([steps]) => steps.length === 1).map(([[keyword = ""], value]) => [keyword, value] as const);
  const properties = flat.filter(([steps]) => steps.length > 1 && steps[0] === "properties").map(([[, key = ""], value]) => [key, value] as const);
  return { ...Object.fromEntries(whole), ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}) };
}

function fieldSchema(reader: TreeReader, field: Element): JsonObject {
  const { props } = field;
  const own = Object.entries(props).filter(([path]) => keywordOf.has(path) && !apart.has(path)).map(([path, value]) => [keywordOf.get(path) ?? path, value] as const);
  const base: JsonObject = { "x-id": elementIdOf(field.id), ...textsOf(props), ...Object.fromEntries(own), ...keywordsUnder(props, "schema") };
  return { ...withInner(reader, field, withOptions(reader, field, base)), ...rowsOf(reader, field) };
}

function textsOf(props: Props): JsonObject {
  return Object.fromEntries([...textOf].flatMap(([name, keyword]): [string, JsonValue][] => {
    const text = unflatten(Object.fromEntries(Object.entries(props).filter(([path]) => path === name || path.startsWith(`${name}.`))))[name];
    return text === undefined ? [] : [[keyword, text]];
  }));
}

/** Columns of a table, members of a group. */
function withInner(reader: TreeReader, field: Element, schema: JsonObject): JsonObject {
  const stored = field.props[`${structural}required`];
  if (reader.hasSlot(field.id, "members") || (stored !== undefined && isObject(schema["properties"]))) return objectSchema(reader, reader.children(field.id, "members"), schema, stored);
  const items = keywordsUnder(field.props, "items");
  if (reader.hasSlot(field.id, "columns") || stored !== undefined && Object.keys(items).length > 0) return { ...schema, items: objectSchema(reader, reader.children(field.id, "columns"), items, stored) };
  return Object.keys(items).length === 0 ? schema : { ...schema, items: { ...items, ...((schema["items"] as JsonObject | undefined) ?? {}) } };
}

function withOptions(reader: TreeReader, field: Element, schema: JsonObject): JsonObject {
  if (!reader.hasSlot(field.id, "options")) return schema;
  const options = reader.children(field.id, "options").map((one) => ({ one, value: one.props["value"] ?? elementIdOf(one.id).slice(elementIdOf(field.id).length + 1) }));
  const titles = options.flatMap(({ one, value }): [string, JsonValue][] => {
    const title = unflatten(one.props)["title"];
    return title === undefined ? [] : [[String(value), title]];
  });
  const treated = options.flatMap(({ one, value }): [string, JsonValue][] => (one.props["treatAs"] === undefined ? [] : [[String(value), one.props["treatAs"]]]));
  const list = { enum: options.map(({ value }) => value) };
  return { ...schema, ...(schema["type"] === "array" ? { items: { ...(schema["items"] as JsonObject | undefined), ...list } } : list), ...mapOf("x-enum", titles, field.props), ...mapOf("x-treat-as", treated, field.props) };
}

/** The map of an option keyword, with what it says beside the options; absent when there is nothing to say. */
function mapOf(keyword: string, entries: readonly (readonly [string, JsonValue])[], props: Props): JsonObject {
  const spare = props[`${structural}${keyword}`];
  if (spare !== undefined && !isObject(spare)) return { [keyword]: spare };
  return entries.length === 0 && spare === undefined ? {} : { [keyword]: { ...spare, ...Object.fromEntries(entries) } };
}

function rowsOf(reader: TreeReader, field: Element): JsonObject {
  if (!reader.hasSlot(field.id, "rows")) return {};
  const stem = elementIdOf(field.id).length + 1;
  return { "x-checklist": reader.children(field.id, "rows").map((row) => ({ code: elementIdOf(row.id).slice(stem), ...unflatten(row.props) })) };
}

function logicOf(reader: TreeReader, root: Ref, roots: readonly Element[], stored: JsonValue | undefined): readonly JsonObject[] {
  const rules = new Map<string, JsonObject>();
  const xids: string[] = [];
  const visit = (field: Element, path: string): void => {
    const xid = elementIdOf(field.id);
    xids.push(xid);
    for (const [effect, { prop, in: where }] of Object.entries(fieldRules)) {
      if (field.props[prop] !== undefined) rules.set(ruleName(xid, effect), { target: path + xid, effect, [where]: field.props[prop] });
    }
    for (const slot of ["columns", "members"]) for (const one of reader.children(field.id, slot)) visit(one, `${path}${xid}.`);
  };
  for (const field of roots) visit(field, "");
  const own = (slot: string): string[] => reader.children(root, slot).map((one) => {
    const name = elementIdOf(one.id);
    rules.set(name, ruleJson(one, name));
    return name;
  });
  const derived = derivedOrder(new Set(rules.keys()), xids, own("effects"), own("checks"));
  return ordered(derived, stored).map((name) => rules.get(name) ?? {});
}

/** A check keeps its id; a name that begins with `@` was made for one that has none. */
function ruleJson(one: Element, name: string): JsonObject {
  const id = name.slice(name.indexOf(":") + 1);
  return { ...(id.startsWith("@") ? {} : { id }), ...unflatten(omit(one.props), checkRules) };
}

