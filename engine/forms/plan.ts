import type { FormDefinition, FormRule } from "../model/form.ts";
import type { JsonLogic } from "../model/logic.ts";
import { compileLogic, type CompiledLogic } from "../logic/compileLogic.ts";
import { varsOf } from "../logic/varsOf.ts";
import type { Field } from "./field.ts";

/** A rule with its expressions compiled. */
export interface CompiledRule {
  readonly rule: FormRule;
  readonly index: number;
  readonly id: string;
  /** The field aimed at, or none for a section or a form-wide check. */
  readonly field?: Field;
  readonly when?: CompiledLogic;
  readonly expr?: CompiledLogic;
  readonly params: readonly (readonly [string, CompiledLogic])[];
  /** Paths read by `when` and `expr`. */
  readonly reads: readonly string[];
}

/** What decides one field (or section): evaluated when all it reads is settled. */
export interface PlanStep {
  /** `gasTests.value`, or `section:<id>`. */
  readonly node: string;
  readonly field?: Field;
  readonly sections: readonly string[];
  readonly show: readonly CompiledRule[];
  readonly compute: readonly CompiledRule[];
}

export interface FormPlan {
  /** Steps in dependency order; members of a cycle come in schema order. */
  readonly steps: readonly PlanStep[];
  /** Node names of each cycle found; `checkForm` refuses them. */
  readonly cycles: readonly (readonly string[])[];
  /** `require`, `readonly` and `options` rules; they change no answer. */
  readonly effects: readonly CompiledRule[];
  readonly effectsByField: ReadonlyMap<Field, readonly CompiledRule[]>;
  readonly checks: readonly CompiledRule[];
}

/** Compiles the rules of a form and orders them. */
export function planForm(def: FormDefinition, fields: readonly Field[], sectionsOf: ReadonlyMap<string, readonly string[]>): FormPlan {
  const find = fieldFinder(fields);
  const rules = def.logic.map((rule, index) => compileRule(rule, index, find));
  const steps = stepsOf(def, fields, sectionsOf, rules);
  const { order, cycles } = orderSteps(steps, dependencies(steps, find));
  const effects = rules.filter(({ rule }) => rule.effect === "require" || rule.effect === "readonly" || rule.effect === "options");
  return {
    effects,
    effectsByField: byField(effects),
    steps: order.filter((step) => step.show.length > 0 || step.compute.length > 0 || step.sections.length > 0),
    cycles,
    checks: rules.filter(({ rule }) => rule.effect === "check"),
  };
}

function byField(rules: readonly CompiledRule[]): ReadonlyMap<Field, readonly CompiledRule[]> {
  const map = new Map<Field, CompiledRule[]>();
  for (const rule of rules) {
    if (rule.field) map.set(rule.field, [...(map.get(rule.field) ?? []), rule]);
  }
  return map;
}

/** Finds a field by x-id or dotted x-id path. */
export function fieldFinder(fields: readonly Field[]): (name: string) => Field | undefined {
  const map = new Map<string, Field>();
  for (const field of fields) {
    map.set(field.xid, field);
    map.set(field.xpath, field);
  }
  return (name) => map.get(name);
}

function compileRule(rule: FormRule, index: number, find: (name: string) => Field | undefined): CompiledRule {
  const field = find(rule.target);
  return {
    rule, index,
    id: rule.id ?? `${rule.target}:${index}`,
    params: Object.entries(rule.params ?? {}).map(([name, logic]) => [name, compileKleene(logic)] as const),
    reads: [...new Set([...varsOf(rule.when ?? null), ...varsOf(rule.expr ?? null), ...Object.values(rule.params ?? {}).flatMap((one) => varsOf(one))])],
    ...(field ? { field } : {}),
    ...(rule.when === undefined ? {} : { when: compileKleene(rule.when) }),
    ...(rule.expr === undefined ? {} : { expr: compileKleene(rule.expr) }),
  };
}

const compileKleene = (logic: JsonLogic): CompiledLogic => compileLogic(logic, { mode: "kleene" });

function stepsOf(def: FormDefinition, fields: readonly Field[], sectionsOf: ReadonlyMap<string, readonly string[]>, rules: readonly CompiledRule[]): PlanStep[] {
  const of = (effect: FormRule["effect"], matches: (one: CompiledRule) => boolean): CompiledRule[] =>
    rules.filter((one) => one.rule.effect === effect && matches(one));
  const ruled = new Set(rules.filter((one) => one.rule.effect === "show").map((one) => one.rule.target));
  const sections = (def.ui?.sections ?? []).map((section): PlanStep => {
    const node = `section:${section.id}`;
    return { node, sections: [], show: of("show", (one) => one.rule.target === node), compute: [] };
  });
  const own = fields.map((field): PlanStep => ({
    node: field.xpath, field,
    sections: hidingSections(field, sectionsOf, ruled),
    show: of("show", (one) => one.field === field),
    compute: of("compute", (one) => one.field === field),
  }));
  return [...sections, ...own];
}

/** Sections that may hide a field: all it lies in, when each of them has a `show` rule. */
function hidingSections(field: Field, sectionsOf: ReadonlyMap<string, readonly string[]>, ruled: ReadonlySet<string>): readonly string[] {
  const nodes = (sectionsOf.get(field.xid) ?? []).map((id) => `section:${id}`);
  return nodes.every((node) => ruled.has(node)) ? nodes : [];
}

type Edges = ReadonlyMap<string, readonly string[]>;

/** For each node, the nodes that must be settled before it. */
function dependencies(steps: readonly PlanStep[], find: (name: string) => Field | undefined): Edges {
  const wholes = steps.flatMap(({ field }): [string, readonly string[]][] => (field && field.children.length > 0 ? [[wholeOf(field), [field.xpath, ...field.children.map(wholeOf)]]] : []));
  return new Map([...wholes, ...steps.map((step): [string, readonly string[]] => {
    const read = [...step.show, ...step.compute].flatMap((rule) => rule.reads.flatMap((path) => nodesRead(path, step.field, find)));
    const around = step.field?.parent === undefined ? [] : [find(step.field.parent)?.xpath ?? ""];
    return [step.node, [...new Set([...read, ...step.sections, ...around])].filter((node) => node !== "")];
  })]);
}

/** The nodes one path depends on; a table or group read as a whole depends on all within it. */
function nodesRead(path: string, reader: Field | undefined, find: (name: string) => Field | undefined): readonly string[] {
  const [first = "", ...rest] = path.split(".");
  if (first === "ctx" || first === "index") return [];
  const table = reader?.parent === undefined ? undefined : find(reader.parent);
  if (first === "item") return table ? nodesRead(rest.join("."), reader, find) : [];
  const field = find(first); // x-ids are unique in a form, so a row's own field needs no search of its own
  if (!field) return [];
  const member = field.shape === "object" ? field.children.find((one) => one.xid === rest[0]) : undefined;
  return member ? [field.xpath, wholeOf(member)] : [wholeOf(field)];
}

/** The node that is settled when a field and all within it are. */
function wholeOf(field: Field): string {
  return field.children.length > 0 ? `${field.xpath}.*` : field.xpath;
}

/** More help nobody. */
const mostCycles = 20;

/** Depth-first topological order that keeps schema order where it can, and names every cycle it meets. */
function orderSteps(steps: readonly PlanStep[], edges: Edges): { order: PlanStep[]; cycles: string[][] } {
  const byNode = new Map(steps.map((step) => [step.node, step]));
  const state = new Map<string, "open" | "done">();
  const trail: string[] = [];
  const order: PlanStep[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): void => {
    const seen = state.get(node);
    if (seen === "open" && cycles.length < mostCycles) cycles.push([...trail.slice(trail.indexOf(node)), node]);
    if (seen) return;
    state.set(node, "open");
    trail.push(node);
    for (const next of edges.get(node) ?? []) visit(next);
    trail.pop();
    state.set(node, "done");
    const step = byNode.get(node);
    if (step) order.push(step);
  };
  steps.forEach((step) => visit(step.node));
  return { order, cycles };
}
