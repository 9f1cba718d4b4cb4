import { formOf } from "../forms/index.ts";
import type { Field } from "../forms/field.ts";
import type { JsonValue } from "../model/json.ts";
import type { FlowDefinition, FlowNode } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import type { RoleId } from "../model/role.ts";
import type { AlertRule } from "../model/rule.ts";
import type { StrictnessContext } from "./context.ts";
import type { ExprWorld, TermType } from "./expressions/world.ts";
import { dominatorsOf } from "./flowShape/flowShape.ts";
import { limitRoleOf } from "./orders/limitRole.ts";

/** The definitions of one side. */
export interface Definitions {
  readonly forms: readonly FormDefinition[];
  readonly flows: readonly FlowDefinition[];
  readonly rules: readonly AlertRule[];
}

/**
 * What the order of strictness must know, read off the definitions of both
 * sides: types of the upper form, effective limits of each side, roles of
 * limits by use, calendars, fixed seats. Elements are named by their `Ref`,
 * `<form|flow|rule>/<definition>#<elementId>`; of a limit the id stands
 * behind the last colon. An element without one is not known.
 */
export function definitionsContext(upper: Definitions, local: Definitions, roleOrder: readonly RoleId[] = []): StrictnessContext {
  return {
    roleOrder,
    world: ({ el }) => worldOf(upper, local, el),
    limitRole: ({ el }) => {
      const definition = formAt(upper, el) ?? ruleAt(upper, el);
      return definition && limitRoleOf(definition, elementOf(el).split(":").pop() ?? "");
    },
    calendar: ({ el }) => {
      const [was, is] = [flowAt(upper, el), flowAt(local, el)].map((flow) => flow && (flow.settings.calendar ?? null));
      return was === is ? was : undefined; // another calendar: days mean something else
    },
    dominators: ({ el }) => {
      const flow = flowAt(local, el);
      return flow && dominatorsOf(flow, elementOf(el));
    },
    seats: ({ el }) => seatsOf(flowAt(upper, el)?.nodes.find((one) => one.id === elementOf(el))),
    isRead: ({ el }) => isRead(upper, local, el),
  };
}

function worldOf(upper: Definitions, local: Definitions, el: string | undefined): ExprWorld {
  const [rule, edited] = [ruleAt(upper, el), ruleAt(local, el)];
  if (rule) return { dialect: "rule", limits: { upper: rule.limits, local: (edited ?? rule).limits } };
  const [form, changed] = [formFor(upper, el), formFor(local, el)];
  return form ? { terms: termsOf(form), limits: { upper: form.limits ?? {}, local: (changed ?? form).limits ?? {} } } : {};
}

/** A flow reads the form it is about. */
function formFor(side: Definitions, el: string | undefined): FormDefinition | undefined {
  const flow = flowAt(side, el);
  return formAt(side, el) ?? (flow && side.forms.find((one) => one.id === flow.form.id));
}

function termsOf(form: FormDefinition): { readonly [path: string]: TermType } {
  return Object.fromEntries(formOf(form).roots.flatMap((field) => {
    const type = typeOf(field);
    return type === undefined ? [] : [[field.xid, type] as const];
  }));
}

// What is computed was not checked against its type as an answer is: a whole number may have a fraction, a truth value be anything.
function typeOf({ schema, enum: choices, computed }: Field): TermType | undefined {
  const [first] = (choices ?? []);
  const type = schema["type"] ?? (typeof first === "string" ? "string" : typeof first === "number" ? "number" : undefined);
  if (type === "number" || type === "integer") return computed ? "number" : type;
  if (type === "string") return "text";
  return type === "boolean" && !computed ? "boolean" : undefined;
}

/** Persons who decide, where all are named; a role may be held by any number. */
function seatsOf(node: FlowNode | undefined): number | undefined {
  const list = node?.kind === "approval" ? node.candidates : undefined;
  return list?.every((one) => one.kind === "person") ? new Set(list.map((one) => one.kind === "person" && one.person)).size : undefined;
}

/** True when an expression of either side may read the field: a check, a route, a computed value, in a row too; a rule about the form reads any. */
function isRead(upper: Definitions, local: Definitions, el: string | undefined): boolean {
  const xid = elementOf(el);
  return [upper, local].some((side) => {
    const form = formAt(side, el);
    if (!form) return side === upper; // unknown counts as read
    const logic = form.logic.flatMap(({ expr, when, params }) => [expr ?? null, when ?? null, ...Object.values(params ?? {})]);
    const flows = side.flows.filter((one) => one.form.id === form.id).flatMap(({ nodes, edges, life }) => [nodes, edges, life ?? null] as unknown as JsonValue[]);
    const reports = side.rules.some((rule) => [rule.select, ...Object.values(rule.aliases ?? {}), ...Object.values(rule.sets ?? {})].some((one) => "form" in one && one.form === form.id));
    return reports || [...logic, ...flows].some((one) => names(one, xid));
  });
}

/** True when some text in it names the field, as a step of a path. Inside a row it is named without its table. */
function names(value: JsonValue, xid: string): boolean {
  if (typeof value === "string") return value.split(".").includes(xid);
  return typeof value === "object" && value !== null && Object.values(value).some((one) => names(one, xid));
}

const elementOf = (el: string | undefined): string => el?.slice(el.indexOf("#") + 1) ?? "";

function named<T extends { readonly id: string }>(list: readonly T[], what: string, el: string | undefined): T | undefined {
  const at = el?.indexOf("#") ?? -1;
  return el?.startsWith(`${what}/`) && at > 0 ? list.find((one) => one.id === el.slice(what.length + 1, at)) : undefined;
}

const formAt = (side: Definitions, el: string | undefined): FormDefinition | undefined => named(side.forms, "form", el);
const flowAt = (side: Definitions, el: string | undefined): FlowDefinition | undefined => named(side.flows, "flow", el);
const ruleAt = (side: Definitions, el: string | undefined): AlertRule | undefined => named(side.rules, "rule", el);
