import { isObject, own } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { ReportField } from "../../model/tag.ts";
import type { I18nText } from "../../model/text.ts";
import { insideOf, varAsValue, type Compilation } from "../compileExpression.ts";
import type { JudgeContext, Value } from "../context.ts";
import type { SpokenOperator } from "../node.ts";
import { ruleOperators } from "../operators/registry.ts";
import { truth } from "../operators/kleene.ts";
import { plainUnit } from "../units/plainUnit.ts";
import type { Explained } from "./explained.ts";
import { phrase, same, trimmed, type Speech } from "./speech.ts";

/** What a condition is explained against: the compiled parts by path, and the live state. */
export interface Explainer {
  readonly compilation: Compilation & { readonly nodes: NonNullable<Compilation["nodes"]> };
  readonly ctx: JudgeContext;
}

interface Call {
  readonly operator: SpokenOperator;
  readonly args: readonly JsonLogic[];
  readonly path: string; // of the arguments
}

const junctions: ReadonlySet<string> = new Set(["and", "or"]);

/** A condition in words, each arm with its verdict in the mode of `ctx`. */
export function explainCondition(expr: JsonLogic, path: string, explainer: Explainer): Explained {
  const call = callOf(expr, path);
  const verdict = verdictAt(path, explainer);
  const words = say(expr, path, explainer, true);
  const name = call?.operator.name;
  if (!call || name === undefined || !junctions.has(name)) return { words, verdict, parts: call ? membersOf(call, path, explainer) : [] };
  return { words, verdict, joins: name as "and" | "or", parts: call.args.map((arg, at) => explainCondition(arg, `${call.path}/${at}`, explainer)) };
}

/** Each point of a k-of-n with the verdict on it. */
function membersOf(call: Call, path: string, explainer: Explainer): readonly Explained[] {
  const { compilation, ctx } = explainer;
  const self = ctx.self;
  const parts = (compilation.nodes.get(path)?.members ?? []).map((member) => {
    ctx.self = member;
    return { ...explainCondition(call.args[2] ?? null, `${call.path}/2`, explainer), point: ctx.plans[member]?.tag.id ?? "?" };
  });
  ctx.self = self;
  return parts;
}

function verdictAt(path: string, { compilation, ctx }: Explainer): boolean | null {
  return truth(compilation.nodes.get(path)?.run(ctx)) ?? null;
}

/** Without its other spellings: `var`, `between`. */
function callOf(expr: JsonLogic, path: string): Call | undefined {
  if (!isObject(expr)) return undefined;
  const [name = "", raw = null] = Object.entries(expr)[0] ?? [];
  if (name === "var") return callOf(varAsValue(raw) ?? null, path);
  const operator = ruleOperators.get(name);
  const args = Array.isArray(raw) ? (raw as readonly JsonLogic[]) : [raw];
  const inside = insideOf(path, name);
  if (!operator) return undefined;
  return "expand" in operator ? callOf(operator.expand(args), inside) : { operator, args, path: inside };
}

function say(expr: JsonLogic, path: string, explainer: Explainer, valued: boolean): I18nText {
  const call = callOf(expr, path);
  if (!call) return same(typeof expr === "number" ? trimmed(expr) : String(expr));
  const words = call.operator.words(speechOf(call, explainer, valued));
  return valued && call.operator.isTerm ? phrase("{words}（{worth}）", "{words} ({worth})", { words, worth: worthAt(path, explainer) }) : words;
}

function speechOf({ args, path }: Call, explainer: Explainer, valued: boolean): Speech {
  const { compilation, ctx } = explainer;
  const saying = (at: number, withValues: boolean): I18nText => say(args[at] ?? null, `${path}/${at}`, explainer, withValues);
  return {
    args,
    said: (at) => saying(at, valued),
    plain: (at) => saying(at, false),
    input: (alias) => (alias === undefined && !valued ? oneOf(ctx) : inputName(alias === undefined ? ctx.self : compilation.inputs.aliases.get(alias), ctx)),
    field: (name = "", alias) => fieldTitle(ctx, alias === undefined ? ctx.self : compilation.inputs.aliases.get(alias), name),
    isReport: ctx.plans[ctx.self]?.tag.report !== undefined,
    calendar: (id) => (id === undefined ? undefined : compilation.calendars(id)?.title),
    limitIds: Object.keys(compilation.limits),
    own: compilation.inputs.own,
    limit: (id) => (Object.hasOwn(compilation.limits, id) ? compilation.limits[id] : undefined),
  };
}

/** One reading or form of those that are judged. */
function oneOf(ctx: JudgeContext): I18nText {
  return ctx.plans[ctx.self]?.tag.report ? phrase("表单", "the form") : phrase("读数", "the reading");
}

function fieldTitle(ctx: JudgeContext, index: number | undefined, name: string): I18nText {
  const fields = index === undefined ? undefined : ctx.plans[index]?.tag.report?.fields;
  return (fields && (own(fields, name) as ReportField | undefined))?.title ?? same(name);
}

function inputName(index: number | undefined, ctx: JudgeContext): I18nText {
  const tag = index === undefined ? undefined : ctx.plans[index]?.tag;
  return tag?.report ? tag.title : same(tag?.id ?? "?");
}

function worthAt(path: string, { compilation, ctx }: Explainer): I18nText {
  const node = compilation.nodes.get(path);
  const value: Value = node?.run(ctx);
  if (value === undefined) return phrase("未知", "unknown");
  if (typeof value === "boolean") return value ? phrase("有", "yes") : phrase("无", "no");
  if (typeof value === "string") return same(value);
  const unit = node?.type.kind === "number" ? plainUnit(node.type.unit?.code ?? "1") : "";
  return same(`${Number.isFinite(value) ? trimmed(value) : "∞"} ${unit}`.trim());
}
