import type { FormDefinition, FormRule } from "../../model/form.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Props, Ref } from "../tree/element.ts";
import { DefinitionBuilder, jsonOf, omit, type TreeBuilder } from "./builder.ts";
import { addFields, innerOf, xidOf } from "./fieldTree.ts";
import { type FlatRules, flatten, pathTo, structural } from "./flatten.ts";
import { addLimits } from "./limits.ts";
import { fieldRules, ruleName, sortRules, type Targets } from "./logicRules.ts";
import { isFilled } from "./ruleTree.ts";

/** Expressions of a check; its message and source merge part by part. */
export const checkRules: FlatRules = { atom: (path) => path === "expr" || path === "when" || path.startsWith("params.") };

/** A form: its layout is the tree (pages, sections, fields), limits and checks hang on the form. */
export function addForm(tree: TreeBuilder, pack: Ref, form: FormDefinition): void {
  const builder = new DefinitionBuilder(tree, `form/${form.id}`);
  const json = jsonOf(form);
  const root = builder.add("form", "form", pack, "forms", {});
  const targets = targetsOf(form.schema);
  const rules = sortRules(form.logic, targets.byText);
  const layout = addSections(builder, root, form, new Set(targets.roots));
  const ui = new Map(Object.entries(form.ui.fields ?? {}).filter(([xid]) => targets.all.has(xid)));
  const rest = addFields(builder, form.schema, { ui, rules: rules.ofFields, placeOf: (xid) => ({ parent: layout.places.get(xid) ?? root, slot: "items" }) }, { slot: "items" });
  layOut(builder, form, layout);
  if (isFilled(json["limits"])) addLimits(builder, root, form.limits as unknown as JsonObject);
  for (const { rule, id } of rules.own) builder.add(id, rule.effect === "check" ? "check" : "effect", root, rule.effect === "check" ? "checks" : "effects", flatten(omit(jsonOf(rule), "id"), checkRules));
  builder.settle(root, { ...rootProps(form, json, ui), ...rest, ...schemaOrder(form, targets.roots, layout), ...logicOrder(form.logic, rules.names, targets.inOrder) });
}

function rootProps(form: FormDefinition, json: JsonObject, ui: ReadonlyMap<string, JsonObject>): Props {
  const plain = omit(json, "id", "revision", "schema", "ui", "logic", ...(isFilled(json["limits"]) ? ["limits"] : []));
  const schema = omit(form.schema, "properties", "required");
  const lost = Object.entries(form.ui.fields ?? {}).filter(([xid]) => !ui.has(xid));
  return {
    ...flatten(plain), [`${structural}revision`]: form.revision,
    ...Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [pathTo("schema", keyword), value])),
    ...Object.fromEntries(Object.entries(omit(jsonOf(form.ui), "sections", "fields")).map(([key, value]) => [pathTo("ui", key), value])),
    ...Object.fromEntries(lost.map(([xid, value]) => [pathTo("ui.fields", xid), value])),
    ...(form.ui.fields && Object.keys(form.ui.fields).length === 0 ? { "ui.fields": {} } : {}),
  };
}

interface Found {
  readonly roots: readonly string[];
  readonly all: ReadonlySet<string>;
  readonly inOrder: readonly string[];
  readonly byText: Targets;
}

/** X-ids of a form in schema order, and the text a rule names each with. */
function targetsOf(schema: JsonObject): Found {
  const roots: string[] = [];
  const inOrder: string[] = [];
  const byText = new Map<string, string>();
  const visit = (inner: JsonObject, path: string): void => {
    for (const property of Object.values(own(inner, "properties") ?? {}) as JsonValue[]) {
      const xid = xidOf(property);
      if (xid === undefined || !isObject(property)) continue;
      if (path === "") roots.push(xid);
      inOrder.push(xid);
      byText.set(path + xid, xid);
      const inner = innerOf(property);
      if (inner) visit(inner.schema, `${path}${xid}.`);
    }
  };
  visit(schema, "");
  return { roots, inOrder, all: new Set(inOrder), byText };
}

interface Layout {
  /** Refs of the sections, in order. */
  readonly sections: readonly Ref[];
  /** The section a field stands in: the first that lists it. */
  readonly places: ReadonlyMap<string, Ref>;
}

function addSections(builder: DefinitionBuilder, root: Ref, form: FormDefinition, roots: ReadonlySet<string>): Layout {
  const places = new Map<string, Ref>();
  const sections = form.ui.sections.map((section) => {
    const props = flatten(omit(jsonOf(section), "id", "fields"));
    const ref = builder.add(`section:${section.id}`, "section", root, "items", props);
    if (ref !== builder.ref(`section:${section.id}`)) builder.settle(ref, { ...props, [`${structural}id`]: section.id });
    for (const xid of section.fields) if (roots.has(xid) && !places.has(xid)) places.set(xid, ref);
    return ref;
  });
  return { sections, places };
}

/**
 * Fields stand in their section as it lists them. A section may list a field
 * again, or one that is no field of the top level: each is shown once more there.
 */
function layOut(builder: DefinitionBuilder, form: FormDefinition, { sections, places }: Layout): void {
  form.ui.sections.forEach((section, number) => {
    const ref = sections[number] ?? "";
    const at = new Map([...section.fields].reverse().map((xid, back) => [builder.ref(xid), section.fields.length - back] as const));
    builder.sort(ref, "items", (a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0));
    section.fields.forEach((xid, index) => {
      if (places.get(xid) !== ref || section.fields.indexOf(xid) !== index) builder.insert(`show:${section.id}/${xid}`, "showing", ref, "items", index, { field: xid });
    });
  });
}

/** The order of the answers, where it is not that of the layout. */
function schemaOrder(form: FormDefinition, roots: readonly string[], { sections, places }: Layout): Props {
  const laid = form.ui.sections.flatMap((section, number) => [...new Set(section.fields)].filter((xid) => places.get(xid) === sections[number]));
  const derived = [...laid, ...roots.filter((xid) => !places.has(xid))];
  return derived.every((xid, at) => xid === roots[at]) ? {} : { [`${structural}schemaOrder`]: roots };
}

/** The order of the rules, where it is not: by field, then effects, then checks. */
function logicOrder(rules: readonly FormRule[], names: readonly string[], xids: readonly string[]): Props {
  const derived = derivedOrder(new Set(names), xids, names.filter((name) => name.startsWith("effect:")), names.filter((name) => name.startsWith("check:")));
  return rules.length === derived.length && derived.every((name, at) => name === names[at]) ? {} : { [`${structural}logicOrder`]: names };
}

export function derivedOrder(there: ReadonlySet<string>, xids: readonly string[], effects: readonly string[], checks: readonly string[]): readonly string[] {
  const ofFields = xids.flatMap((xid) => Object.keys(fieldRules).map((effect) => ruleName(xid, effect)).filter((name) => there.has(name)));
  return [...ofFields, ...effects, ...checks];
}
