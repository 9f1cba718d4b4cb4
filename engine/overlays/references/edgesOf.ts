import { varsOf } from "../../logic/index.ts";
import { isList, isObject, type JsonValue } from "../../model/json.ts";
import { stepsOf, structural } from "../definitions/flatten.ts";
import { definitionOf, type Element, type Ref, type Tree } from "../tree/element.ts";
import { fieldNames, namesIn } from "./expressionNames.ts";
import type { Edge, EdgeKind } from "./graph.ts";

/** Collects the references of one element; `name` is its definition, `form` the one whose fields it speaks of. */
class Found {
  readonly edges: Edge[] = [];

  constructor(readonly tree: Tree, readonly element: Element, readonly name: string, readonly form: string | undefined) {}

  add(kind: EdgeKind, to: Ref, prop: string): void {
    this.edges.push({ kind, from: this.element.id, to, prop });
  }

  field(kind: EdgeKind, xid: JsonValue | undefined, prop: string): void {
    if (typeof xid === "string" && this.form !== undefined) this.add(kind, `${this.form}#${xid}`, prop);
  }

  own(kind: EdgeKind, id: JsonValue | undefined, prop: string): void {
    if (typeof id === "string") this.add(kind, `${this.name}#${id}`, prop);
  }

  /** Fields an expression of a form reads that are not there at all: their removal is seen by this. */
  private unknown(expression: JsonValue): string[] {
    if (!this.name.startsWith("form/")) return [];
    const heads = varsOf(expression).map((path) => path.split(".")[0] ?? "").filter((head) => head !== "ctx");
    return [...new Set(heads)].filter((head) => !this.tree.elements.has(`${this.name}#${head}`));
  }

  /** An expression reads fields, limits and aliases; of a rule also the fields of the form it watches. */
  reads(expression: JsonValue, prop: string): void {
    const { vars, limits, families, texts } = namesIn(expression);
    const known = fieldNames(this.name.startsWith("rule/") ? [...vars, ...texts] : vars).filter((xid) => this.tree.elements.get(`${this.form ?? ""}#${xid}`)?.kind === "field");
    for (const xid of [...known, ...this.unknown(expression)]) this.field("reads", xid, prop);
    const holder = this.name.startsWith("flow/") ? this.form : this.name;
    for (const id of limits) if (holder !== undefined) this.add("reads", `${holder}#limit:${id}`, prop);
    for (const id of families) if (holder !== undefined) for (const one of this.tree.elements.keys()) if (one.startsWith(`${holder}#limit:${id}.`)) this.add("reads", one, prop);
    for (const id of texts) for (const alias of ["alias:", "set:"]) if (this.tree.elements.has(`${this.name}#${alias}${id}`)) this.own("reads", alias + id, prop);
  }
}

/** The references that one element makes. */
export function edgesOf(tree: Tree, element: Element): readonly Edge[] {
  const name = definitionOf(element.id);
  const found = new Found(tree, element, name, formFor(tree, name));
  for (const [prop, value] of Object.entries(element.props)) if (!prop.startsWith(structural)) say(found, prop, value);
  return found.edges;
}

/** The form whose fields a definition speaks of: its own, that of a flow, the one a rule watches. */
function formFor(tree: Tree, name: string): string | undefined {
  if (name.startsWith("form/")) return name;
  const [root, prop] = name.startsWith("flow/") ? [`${name}#flow`, "form.id"] : [`${name}#rule`, "select.form"];
  const form = tree.elements.get(root)?.props[prop];
  return typeof form === "string" ? `form/${form}` : undefined;
}

function say(found: Found, prop: string, value: JsonValue): void {
  const [head = ""] = stepsOf(prop);
  tables[found.element.kind]?.[prop]?.(found, value, prop);
  if (tables[found.element.kind]?.[prop] === undefined) tables[found.element.kind]?.[`${head}.*`]?.(found, value, prop);
}

type Say = (found: Found, value: JsonValue, prop: string) => void;
const reads: Say = (found, value, prop) => found.reads(value, prop);
const field = (kind: EdgeKind): Say => (found, value, prop) => found.field(kind, value, prop);
const own = (kind: EdgeKind, stem = ""): Say => (found, value, prop) => typeof value === "string" && found.own(kind, stem + value, prop);
const member = (kind: EdgeKind, to: (found: Found, name: string) => Ref | undefined): Say => (found, value, prop) => {
  const target = value === true ? to(found, stepsOf(prop).at(-1) ?? "") : undefined;
  if (target !== undefined) found.add(kind, target, prop);
};
const definition = (kind: EdgeKind, what: "form" | "flow" | "rule"): Say => (found, value, prop) => typeof value === "string" && found.add(kind, `${what}/${value}#${what}`, prop);
const plant = (kind: EdgeKind, what: string): Say => (found, value, prop) => typeof value === "string" && found.add(kind, `${what}/${value}`, prop);
const target: Say = (found, value, prop) => typeof value === "string" && found.field(found.element.kind === "effect" ? "writes" : "shows", value.split(".").at(-1), prop);
const inner = (key: string, say: Say): Say => (found, value, prop) => isObject(value) && value[key] !== undefined && say(found, value[key], prop);
const all = (...says: readonly Say[]): Say => (found, value, prop) => says.forEach((one) => one(found, value, prop));
const items = (say: Say): Say => (found, value, prop) => isList(value) && value.forEach((one) => say(found, one, prop));
const each = (say: Say): Say => (found, value, prop) => isObject(value) && Object.values(value).forEach((one: JsonValue) => say(found, one, prop));
const check = member("reads", (found, id) => found.form && `${found.form}#check:${id}`);
const placed: Say = (found, value, prop) => {
  const xid = found.element.id.slice(found.element.id.lastIndexOf("/fields/") + "/fields/".length);
  if (xid !== "*" && value !== undefined) found.field("permits", xid, prop);
};

/** A column is asked for with its table: `signers.person`. What `$row` means stands in the flow above. */
const column = (kind: EdgeKind): Say => (found, value, prop) => (typeof value === "string" && !value.startsWith("$row") ? value.split(".") : [value]).forEach((step) => found.field(kind, step, prop));
const candidate: { readonly [prop: string]: Say } = { field: column("asks"), node: own("asks") };
const act: { readonly [prop: string]: Say } = {
  field: field("writes"), value: reads, key: reads, points: reads, rules: reads, from: reads, until: reads, area: reads, form: definition("starts", "form"), flow: definition("starts", "flow"), rule: definition("starts", "rule"),
  "data.*": (found, value, prop) => {
    found.reads(value, prop);
    const form = found.element.props[prop.startsWith("act.") ? "act.form" : "form"];
    if (typeof form === "string") found.add("writes", `form/${form}#${stepsOf(prop).at(-1) ?? ""}`, prop);
  },
  candidates: items((found, one, prop) => people(found, one, prop)),
};

const people: Say = (found, value, prop) => {
  if (!isObject(value)) return;
  column("asks")(found, value["field"] ?? null, prop);
  found.own("asks", (value)["node"], prop);
};

const person: { readonly [prop: string]: Say } = {
  "checks.*": check, "signs.*": member("permits", (found, xid) => found.form && `${found.form}#${xid}`), "evidence.gpsWithin.field": field("reads"), "due.dateField": field("reads"), "due.fromField": field("reads"),
  "due.onOver": inner("goto", own("routes")), "due.transferTo": items(people),
};

const tables: { readonly [kind: string]: { readonly [prop: string]: Say } } = {
  form: { listFields: items(field("shows")), registers: items(all(inner("key", field("reads")), inner("at", reads), inner("when", reads), inner("fields", each(reads)))) },
  showing: { field: field("shows") },
  field: { visible: reads, requiredWhen: reads, readonly: reads, compute: reads, allowed: reads },
  check: { expr: reads, when: reads, "params.*": reads, target },
  effect: { expr: reads, when: reads, "params.*": reads, target },
  flow: { "form.id": definition("starts", "form"), "life.initial": own("routes", "state:"), "settings.admin": items(people) },
  node: {
    ...person, onReject: all(inner("to", own("routes")), inner("count", field("writes"))), "join.onFail": inner("to", own("routes")), onChildReject: inner("to", own("routes")), "returns.targets": items(own("routes")),
    until: all(inner("dateField", field("reads")), inner("key", reads)), "flow.id": definition("starts", "flow"), rows: field("reads"),
    ...Object.fromEntries(Object.entries(act).filter(([prop]) => prop !== "data.*").map(([prop, say]) => [`act.${prop}`, say])),
    "act.*": (found, value, prop) => prop.startsWith("act.data.") && act["data.*"]?.(found, value, prop),
  },
  branch: { when: reads },
  candidate, permission: { access: placed }, reminder: { when: reads },
  act,
  state: {},
  timer: { after: all(inner("field", field("reads")), inner("expr", reads)), at: inner("dateField", field("reads")), from: inner("event", own("routes", "event:")), fires: own("routes", "event:"), "whileIn.*": member("routes", (found, id) => `${found.name}#state:${id}`) },
  task: { ...person, when: reads, "form.sections": items((found, value, prop) => typeof value === "string" && found.field("permits", `section:${value}`, prop)), onOver: own("routes", "event:") },
  event: {
    ...person, to: own("routes", "state:"), "from.*": member("routes", (found, id) => `${found.name}#state:${id}`), "form.sections": items((found, value, prop) => typeof value === "string" && found.field("permits", `section:${value}`, prop)),
    "interlock.areaField": field("reads"),
  },
  rule: {
    condition: reads, clear: reads, suppressWhen: reads, "select.form": definition("starts", "form"), "select.rows": field("reads"), "select.area": plant("selects", "area"),
    "select.*": (found, value, prop) => prop.startsWith("select.tags.") && member("selects", (_, tag) => `tag/${tag}`)(found, value, prop), "inhibitedBy.*": member("reads", (_, id) => `rule/${id}#rule`),
  },
  alias: { "tags.*": member("selects", (_, tag) => `tag/${tag}`), area: plant("selects", "area"), form: definition("starts", "form") },
  action: { form: definition("starts", "form"), "permits.*": member("suspends", (_, id) => `flow/${id}#flow`) },
  template: { form: definition("starts", "form"), flow: definition("starts", "flow"), "rules.*": member("starts", (_, id) => `rule/${id}#rule`), "governs.*": member("governs", (_, id) => `permit/${id}`) },
};
