import { issue } from "../../issues/issue.ts";
import { isObject, own } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { ReportField } from "../../model/tag.ts";
import { currentSample, type JudgeContext, type Value } from "../context.ts";
import { isReport } from "../measurement.ts";
import { isHeld } from "../usable.ts";
import type { CompileScope, InputRef, NodeType, RuleOperator } from "../node.ts";
import { failed } from "../node.ts";
import { phrase } from "../explain/speech.ts";
import { unitOf } from "../units/table.ts";
import { scalar } from "./value.ts";
import { badArguments, textArgument } from "./arguments.ts";
import { maxLongS } from "./longWindow.ts";
import type { SampleValue } from "../sample.ts";

/**
 * `event[field, alias?]`: the field of an event, at its instant and for the
 * tag's `holdS`; else false while the source is alive, unknown when it is not.
 * A field that a filled form leaves open is unknown at its instant.
 */
export const eventOperator: RuleOperator = {
  name: "event",
  isTerm: true,
  words: ({ args, input, field }) => phrase("{x}的“{field}”", "\"{field}\" of {x}", { x: input(textArgument(args, 1)), field: field(textArgument(args, 0), textArgument(args, 1)) }),
  compile(args, path, scope) {
    const found = fieldOf("event", args, path, scope);
    if (!found) return failed;
    const { ref, field } = found;
    const indexIn = (ctx: JudgeContext): number => (ref.index === "self" ? ctx.self : ref.index);
    return {
      type: found.type, run: (ctx) => eventField(ctx, indexIn(ctx), field),
      ...optionsOf(ref, field), ...(isReport(ref.tag) ? { absent: (ctx: JudgeContext) => !isNow(ctx, indexIn(ctx)) } : {}),
    };
  },
};

/**
 * `latest[field, alias?]`: the field of the newest filled form, until the next
 * one comes. Unknown before the first, and where the newest leaves it open.
 */
export const latestOperator: RuleOperator = {
  name: "latest",
  isTerm: true,
  words: ({ args, input, field }) => phrase("{x}最近一次的“{field}”", "the latest \"{field}\" of {x}", { x: input(textArgument(args, 1)), field: field(textArgument(args, 0), textArgument(args, 1)) }),
  compile(args, path, scope) {
    const found = fieldOf("latest", args, path, scope);
    if (!found) return failed;
    const { ref, field } = found;
    if (!isReport(ref.tag)) return badArguments(scope, "latest", path, "a rule about a form");
    scope.facts.reportMs = Math.max(scope.facts.reportMs, maxLongS * 1000);
    return { type: found.type, ...optionsOf(ref, field), run: (ctx) => fieldValue(ctx, ref.index === "self" ? ctx.self : ref.index, field) };
  },
};

interface FoundField {
  readonly ref: InputRef;
  readonly field: string;
  readonly type: NodeType;
}

/** The field a term names; of a form it must be one, and says its type and unit. */
function fieldOf(operator: string, args: readonly JsonLogic[], path: string, scope: CompileScope): FoundField | undefined {
  const field = textArgument(args, 0);
  if (field === undefined || args.length > 2) {
    badArguments(scope, operator, path, "[\"field\", \"alias\"?]");
    return undefined;
  }
  const ref = scope.input(textArgument(args, 1), path);
  if (!ref) return undefined;
  const { report } = ref.tag;
  if (!report) return { ref, field, type: { kind: "any" } };
  const known = own(report.fields, field) as ReportField | undefined;
  if (!known) scope.issues.push(issue("RULE_FIELD_UNKNOWN", path, { field: field.slice(0, 80), form: report.form }));
  return known && { ref, field, type: typeOfField(known) };
}

function optionsOf(ref: InputRef, field: string): { readonly options?: readonly (string | number)[] } {
  const known = ref.tag.report && (own(ref.tag.report.fields, field) as ReportField | undefined);
  return known?.options ? { options: known.options.map((option) => option.value) } : {};
}

/** A number of a form is a measured one: it is compared with a limit that has its source. */
function typeOfField(field: ReportField): NodeType {
  return field.type === "number" ? { kind: "number", unit: unitOf(field.unit ?? ""), measured: true } : { kind: field.type };
}

/** True while an event is going on. */
function isNow(ctx: JudgeContext, index: number): boolean {
  const sample = currentSample(ctx, index);
  return sample !== undefined && ctx.t - sample.ts <= (ctx.plans[index]?.eventHoldMs ?? 0);
}

function eventField(ctx: JudgeContext, index: number, field: string): Value {
  const sample = currentSample(ctx, index);
  const plan = ctx.plans[index];
  if (!plan) return undefined;
  if (!sample) return isReport(plan.tag) ? false : undefined;
  if (!isHeld(ctx, plan, sample)) return undefined;
  return isNow(ctx, index) ? fieldValue(ctx, index, field) : false;
}

function fieldValue(ctx: JudgeContext, index: number, field: string): Value {
  const sample = currentSample(ctx, index);
  const plan = ctx.plans[index];
  if (!sample || !plan || sample.q === 2 || (sample.q === 1 && (ctx.mode === "clear" || !ctx.raiseOnly)) || !isObject(sample.v)) return undefined;
  const value = own(sample.v, field);
  return scalar((value ?? (isReport(plan.tag) ? null : false)) as SampleValue);
}
