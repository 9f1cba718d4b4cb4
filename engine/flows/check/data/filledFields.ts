import { formOf } from "../../../forms/index.ts";
import type { FlowEdge, FlowNode } from "../../../model/flow.ts";
import type { FormDefinition } from "../../../model/form.ts";
import type { JsonLogic } from "../../../model/logic.ts";
import { isObject } from "../../../model/json.ts";
import { accessAt } from "../../fields.ts";
import { type Bits, Index, none } from "../bits.ts";
import { axesOf, judge, readCondition, scopeAt, sizeOf } from "../conditions/valuations.ts";
import type { FlowCheck } from "../flowCheck.ts";
import { memo } from "../memo.ts";
import { type Effect, surelyBefore } from "./mustPass.ts";
import { needsOf } from "./needs.ts";

/** Which fields are surely filled in front of each node. */
export interface Filled {
  readonly before: ReadonlyMap<string, Bits>;
  readonly has: (node: string, xid: string) => boolean;
  /** True for a node behind which the field is filled, however it was before. */
  readonly fills: (node: string, xid: string) => boolean;
}

const index = memo((_: FlowCheck) => new Index());
const maxRows = 256;

/** Fields that are required, computed or set on every way to a node. */
export const filledFields = memo((check: FlowCheck): Filled => {
  const bitOf = (xid: string): Bits => index(check).bit(xid);
  const always = check.form ? index(check).bits(formOf(check.form).roots.filter((one) => one.computed || one.kind === "ticket-number").map((one) => one.xid)) : none;
  const before = surelyBefore(check, {
    node: (id, at) => effectOf(check, check.graph.nodes.get(id), at | always),
    edge: (edge, at) => impliedBy(check, edge, at | always),
  });
  return {
    before,
    has: (node, xid) => (((before.get(node) ?? none) | always) & bitOf(xid)) !== none,
    fills: (node, xid) => (effectOf(check, check.graph.nodes.get(node), before.get(node) ?? none).adds & bitOf(xid)) !== none,
  };
});

function effectOf(check: FlowCheck, node: FlowNode | undefined, at: Bits): Effect {
  const nothing = { adds: none, undoes: none };
  if (!node || !check.form) return nothing;
  if (node.kind === "act") return node.act.do === "setField" ? settingOf(check, node.act.field, node.act.value, at) : nothing;
  if (node.kind !== "start" && node.kind !== "fill" && node.kind !== "approval") return nothing;
  return stepEffects(check).get(node.id) ?? nothing;
}

/** What people must fill at each step, and what they may empty again. */
const stepEffects = memo((check: FlowCheck): ReadonlyMap<string, Effect> => new Map(check.def.nodes.flatMap((node) => {
  if (!check.form || (node.kind !== "start" && node.kind !== "fill" && node.kind !== "approval")) return [];
  const whole = node.kind === "approval" ? [] : requiredByForm(check.form);
  const access = [...accessAt(check.form, node.fields)];
  const required = new Set(formOf(check.form).roots.filter((one) => one.required).map((one) => one.xid));
  const adds = index(check).bits([...access.filter(([, one]) => one === "require").map(([xid]) => xid), ...whole]);
  const undoes = index(check).bits(access.filter(([xid, one]) => one === "edit" && !required.has(xid)).map(([xid]) => xid));
  return [[node.id, { adds, undoes: undoes & ~adds }] as const];
})));

/** Required whatever the other answers are; a field that may be hidden is not. */
function requiredByForm(form: FormDefinition): string[] {
  const shownIf = new Set(form.logic.filter((rule) => rule.effect === "show").map((rule) => rule.target));
  return formOf(form).roots.filter((one) => one.required && !shownIf.has(one.xid)).map((one) => one.xid);
}

function settingOf(check: FlowCheck, field: string, value: JsonLogic, at: Bits): Effect {
  const bit = index(check).bit(field);
  if (value === null) return { adds: none, undoes: bit };
  const isExpression = isObject(value) && Object.keys(value).length === 1;
  const known = !isExpression || needsOf(value).every((name) => isFact(name) || (at & index(check).bit(name.split(".")[0] ?? "")) !== none);
  return { adds: known ? bit : none, undoes: none };
}

function isFact(name: string): boolean {
  return ["ctx", "initiator", "instance"].includes(name.split(".")[0] ?? "");
}

/** When a field is required (or shown, and required then): conditions by field. */
export const requiredWhen = memo((check: FlowCheck): ReadonlyMap<string, readonly JsonLogic[]> => {
  const found = new Map<string, JsonLogic[]>();
  const required = new Set(check.form ? formOf(check.form).roots.filter((one) => one.required).map((one) => one.xid) : []);
  for (const rule of check.form?.logic ?? []) {
    const counts = rule.effect === "require" || (rule.effect === "show" && required.has(rule.target));
    if (counts && rule.when !== undefined) found.set(rule.target, [...(found.get(rule.target) ?? []), rule.when]);
  }
  return found;
});

/** Fields that cannot be empty where a condition holds: it reads them, or it is what makes the form require them. */
function impliedBy(check: FlowCheck, edge: FlowEdge, at: Bits): Bits {
  if (edge.when === undefined || edge.default === true) return none;
  const condition = readCondition(edge.when, check);
  if (!condition) return none;
  const heads = new Set([...condition.keys()].map((path) => path.split(".")[0] ?? ""));
  const read = [...heads].filter((xid) => check.fields?.has(xid) && impossible(check, edge.when ?? null, xid));
  const demanded = [...requiredWhen(check)].filter(([xid, whens]) => (at & index(check).bit(xid)) === none && whens.some((when) => follows(check, edge.when ?? null, when)));
  return index(check).bits([...read, ...demanded.map(([xid]) => xid)]);
}

/** True when a condition cannot hold while a field is empty. */
function impossible(check: FlowCheck, when: JsonLogic, xid: string): boolean {
  const axes = axesOf([readCondition(when, check) ?? new Map()], check);
  if (!axes || sizeOf(axes) > maxRows) return false;
  return Array.from({ length: sizeOf(axes) }, (_, n) => scopeAt(axes, n)).every((scope) => scope[xid] !== undefined || judge(when, scope, check) !== true);
}

/** True when one condition holds wherever another does. */
function follows(check: FlowCheck, when: JsonLogic, then: JsonLogic): boolean {
  const [a, b] = [readCondition(when, check), readCondition(then, check)];
  if (!a || !b || ![...b.keys()].some((path) => a.has(path))) return false;
  const axes = axesOf([a, b], check);
  if (!axes || sizeOf(axes) > maxRows) return false;
  return Array.from({ length: sizeOf(axes) }, (_, n) => scopeAt(axes, n)).every((scope) => judge(when, scope, check) !== true || judge(then, scope, check) === true);
}
