import { issue, type Issue } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Limit } from "../model/limit.ts";
import type { CompiledCalendar } from "../time/calendar/index.ts";
import type { CalendarLookup } from "./calendars.ts";
import type { Measurement, Tag } from "../model/tag.ts";
import { constant, failed, type CompiledNode, type CompileScope, type InputRef, type Watcher } from "./node.ts";
import { ruleOperators } from "./operators/registry.ts";
import { unitOf } from "./units/table.ts";
import type { KeyInputs } from "./keys.ts";
import { isNumeric } from "./measurement.ts";
import { distance } from "./distance.ts";

const maxNodes = 2000;
const maxDepth = 32;

/** One compiled condition with what the process must keep for it. */
export interface Compilation {
  readonly limits: { readonly [id: string]: Limit };
  readonly inputs: KeyInputs;
  readonly calendars: CalendarLookup;
  /** Those the expressions name. */
  readonly named: Set<CompiledCalendar>;
  readonly issues: Issue[];
  readonly watchers: Watcher[];
  readonly facts: CompileScope["facts"];
  /** Kept only to explain a judgement: each part by its path. */
  readonly nodes?: Map<string, CompiledNode>;
}

export function newCompilation({ limits, gridS = 1 }: Pick<AlertRule, "limits" | "gridS">, inputs: KeyInputs, calendars: CalendarLookup): Compilation {
  return { limits, inputs, calendars, named: new Set(), issues: [], watchers: [], facts: { usesGrid: false, gridMs: Math.max(0.1, gridS) * 1000, ringMs: 0, reportMs: 0, reportWindows: [], long: [], slots: 0, limits: [], steps: 0, members: 0, own: [], uncovered: [] } };
}

/** Compiles one expression. Faults go to `compilation.issues`; a faulty part is unknown, never true or false. */
export function compileExpression(expr: JsonLogic, path: string, compilation: Compilation): CompiledNode {
  const scope = scopeOf(compilation);
  return scope.compile(expr, path);
}

function scopeOf(compilation: Compilation): CompileScope {
  let depth = 0;
  const scope: CompileScope = {
    ...compilation,
    newSlot: () => compilation.facts.slots++,
    input: (alias, path) => inputRef(compilation, alias, path),
    areaPoint: (measurement, label, path) => areaInput(compilation, measurement, label, path),
    calendar: (id, path) => calendarOf(compilation, id, path),
    own: (operator, path) => ownTag(compilation, operator, path),
    uncovered: (tag, what) => void compilation.facts.uncovered.push({ tag, what }),
    members: (set, path) => membersOf(compilation, set, path),
    compile(expr, path) {
      compilation.facts.steps += 1;
      if (compilation.facts.steps > maxNodes || depth >= maxDepth) return tooBig(compilation, path);
      depth += 1;
      const node = compileNode(expr, path, scope);
      depth -= 1;
      if (compilation.nodes?.has(path) === false) compilation.nodes.set(path, node);
      return node;
    },
  };
  return scope;
}

function compileNode(expr: JsonLogic, path: string, scope: CompileScope): CompiledNode {
  if (typeof expr === "number") return { type: { kind: "number", unit: null, measured: false }, literal: expr, ...constant(expr) };
  if (typeof expr === "string") return { type: { kind: "text" }, literal: expr, ...constant(expr) };
  if (typeof expr === "boolean") return { type: { kind: "boolean" }, literal: expr, levels: [], ...constant(expr) };
  if (!isObject(expr) || Object.keys(expr).length !== 1) return refuse(scope, path, "one operator per object");
  const name = Object.keys(expr)[0] ?? "";
  const raw = expr[name] ?? null;
  if (name === "var") return compileVar(raw, path, scope);
  const operator = ruleOperators.get(name);
  if (!operator) {
    scope.issues.push(issue("RULE_OPERATOR", path, { operator: name.slice(0, 60) }));
    return failed;
  }
  return operator.compile(Array.isArray(raw) ? (raw as readonly JsonLogic[]) : [raw], insideOf(path, name), scope);
}

/** {"var":"value"} and {"var":"b.value"} are other spellings of `value`; undefined for any other. */
export function varAsValue(raw: JsonLogic): JsonLogic | undefined {
  const name: unknown = Array.isArray(raw) ? raw[0] : raw;
  if (name === "value") return { value: [] };
  return typeof name === "string" && name.endsWith(".value") ? { value: [name.slice(0, -".value".length)] } : undefined;
}

function compileVar(raw: JsonLogic, path: string, scope: CompileScope): CompiledNode {
  const value = varAsValue(raw);
  return value !== undefined ? scope.compile(value, path) : refuse(scope, path, "{\"var\": \"value\"} | {\"var\": \"alias.value\"}");
}

function inputRef(compilation: Compilation, alias: string | undefined, path: string): InputRef | undefined {
  if (alias === undefined) {
    const first = compilation.inputs.tags[0];
    if (!first) return report(compilation, issue("RULE_NO_TAG", path, { what: "value" }));
    return { index: "self", unit: isNumeric(first.measurement) ? unitOf(first.unit) : null, tag: first };
  }
  if (compilation.inputs.absent.has(alias)) return undefined;
  const index = compilation.inputs.aliases.get(alias);
  const tag = index === undefined ? undefined : compilation.inputs.tags[index];
  if (index === undefined || !tag) return report(compilation, issue("RULE_ALIAS_UNKNOWN", path, { alias }));
  return { index, unit: isNumeric(tag.measurement) ? unitOf(tag.unit) : null, tag };
}

function ownTag({ inputs, facts, issues }: Compilation, operator: string, path: string): Tag | undefined {
  if (inputs.own && facts.members === 0) return inputs.own;
  issues.push(issue("RULE_ARGUMENTS", path, { operator, expected: "a rule per tag, outside kOfN" }));
  return undefined;
}

/** A calendar an expression names; what is judged by it is judged anew where it begins and ends. */
export function calendarOf(compilation: Compilation, id: string, path: string): CompiledCalendar | undefined {
  const found = compilation.calendars(id);
  if (!found) return report(compilation, issue("RULE_CALENDAR_UNKNOWN", path, { calendar: id.slice(0, 80) }));
  compilation.named.add(found);
  return found;
}

function areaInput(compilation: Compilation, measurement: Measurement, label: string | undefined, path: string): number | undefined {
  const index = compilation.inputs.areaPoint(measurement, label);
  return index ?? report(compilation, issue("RULE_AREA_POINT", path, { what: label ?? measurement, key: compilation.inputs.key }));
}

function membersOf(compilation: Compilation, set: JsonLogic, path: string): readonly number[] | undefined {
  if (typeof set === "string") {
    return compilation.inputs.sets.get(set) ?? report(compilation, issue("RULE_ALIAS_UNKNOWN", path, { alias: set }));
  }
  const near = isObject(set) ? set["near"] : undefined;
  if (!Array.isArray(near) || typeof near[0] !== "string" || typeof near[1] !== "number") {
    return report(compilation, issue("RULE_ARGUMENTS", path, { operator: "kOfN", expected: "\"set\" | {\"near\": [\"set\", metres]}" }));
  }
  const members = compilation.inputs.sets.get(near[0]);
  if (!members) return report(compilation, issue("RULE_ALIAS_UNKNOWN", path, { alias: near[0] }));
  return members.filter((member) => isNear(compilation, member, near[1] as number, path));
}

function isNear(compilation: Compilation, member: number, radiusM: number, path: string): boolean {
  const key = compilation.inputs.tags[0];
  const tag = compilation.inputs.tags[member];
  if (!key || !tag) return false;
  if (tag.id === key.id) return true;
  if (!tag.position || !key.position) {
    const missing = tag.position ? key : tag;
    compilation.issues.push({ ...issue("RULE_NEAR_NO_POSITION", path, { tag: missing.id }), severity: "warning" });
    return false;
  }
  return distance(tag.position, key.position) <= radiusM;
}

function report(compilation: Compilation, one: Issue): undefined {
  compilation.issues.push(one);
  return undefined;
}

function refuse(scope: CompileScope, path: string, expected: string): CompiledNode {
  scope.issues.push(issue("RULE_SHAPE", path, { field: "condition", expected }));
  return failed;
}

function tooBig(compilation: Compilation, path: string): CompiledNode {
  const known = compilation.issues.some((one) => one.code === "RULE_TOO_BIG");
  if (!known) compilation.issues.push(issue("RULE_TOO_BIG", path, { what: "condition", max: `${maxNodes} nodes, depth ${maxDepth}` }));
  return failed;
}

/** The path of an operator's arguments (JSON Pointer, RFC 6901). */
export function insideOf(path: string, operator: string): string {
  return `${path}/${operator.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
