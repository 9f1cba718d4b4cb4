import type { SampleValue } from "../sample.ts";
import type { JudgeContext, Value } from "../context.ts";
import type { Written } from "../../shapes/code.ts";
import { isReport } from "../measurement.ts";
import type { RuleCode } from "../shape/ruleCode.ts";
import { valueByQuality, usableValue } from "../usable.ts";
import { currentSample } from "../context.ts";
import { failed, type CompiledNode, type InputRef, type NodeType, type RuleOperator } from "../node.ts";
import { phrase } from "../explain/speech.ts";
import { badArguments, textArgument } from "./arguments.ts";

/** `value[alias]`: the held value of an input; unknown by the quality table. */
export const valueOperator: RuleOperator = {
  name: "value",
  isTerm: true,
  words: ({ args, input }) => input(textArgument(args, 0)),
  compile(args, path, scope) {
    const ref = refOf(args, path, scope);
    if (!ref) return failed;
    const { index } = ref;
    const write = isReport(ref.tag) ? {} : { write: (code: RuleCode) => writeValue(code, index === "self" ? 0 : index) };
    if (index === "self") return { type: typeOf(ref), own: true, run: (ctx) => scalar(usableValue(ctx, ctx.self)), ...write };
    return { type: typeOf(ref), run: (ctx) => scalar(usableValue(ctx, index)), ...write };
  },
};

/** `prev[alias]`: the last earlier usable sample. */
export const prevOperator: RuleOperator = {
  name: "prev",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}的上一个值", "the value of {x} before", { x: input(textArgument(args, 0)) }),
  compile(args, path, scope) {
    const ref = refOf(args, path, scope);
    if (!ref) return failed;
    return {
      type: typeOf(ref),
      run: (ctx) => valueBefore(ctx, ref.index === "self" ? ctx.self : ref.index),
      write: (code) => code.keep(`${code.help("valueBefore", valueBefore)}(ctx, ${code.input(indexOf(ref))})`),
    };
  },
};

/** `quality[alias]`: "good", "uncertain" or "bad"; no reading yet is "bad". Never unknown. */
export const qualityOperator: RuleOperator = {
  name: "quality",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}的质量", "the quality of {x}", { x: input(textArgument(args, 0)) }),
  compile(args, path, scope) {
    const ref = refOf(args, path, scope);
    if (!ref) return failed;
    return {
      type: { kind: "text" },
      run: (ctx) => qualityOf(ctx, ref.index === "self" ? ctx.self : ref.index),
      write: (code) => code.keep(`${code.help("qualityOf", qualityOf)}(ctx, ${code.input(indexOf(ref))})`),
    };
  },
};

/** `age[alias]` in seconds; of no reading it is +∞. Never unknown. */
export const ageOperator: RuleOperator = {
  name: "age",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}距今的秒数", "seconds since {x}", { x: input(textArgument(args, 0)) }),
  compile(args, path, scope) {
    const ref = refOf(args, path, scope);
    if (!ref) return failed;
    scope.facts.usesGrid = true;
    const run: CompiledNode["run"] = (ctx) => {
      const sample = currentSample(ctx, ref.index === "self" ? ctx.self : ref.index);
      return sample ? (ctx.t - sample.ts) / 1000 : Number.POSITIVE_INFINITY;
    };
    const write = (code: RuleCode): Written => {
      const { text } = code.sample(indexOf(ref));
      return code.keep(`${text} === undefined ? Infinity : (ctx.t - ${text}.ts) / 1000`, "number");
    };
    return { type: { kind: "number", unit: null, measured: false }, run, write };
  },
};

/** Of a whole rule the key's own tag is its first input. */
function indexOf(ref: InputRef): number {
  return ref.index === "self" ? 0 : ref.index;
}

function writeValue(code: RuleCode, index: number): Written {
  return code.once(`value ${index}`, () => {
    const plan = code.plans[index];
    const at = code.input(index);
    return code.keep(`${code.help("held", held)}(ctx, ${at}, ${code.param(plan?.holdRaiseMs, `raise ${index}`)}, ${code.param(plan?.holdClearMs, `clear ${index}`)})`);
  });
}

/** `scalarOf` of whole rules: a good reading within its hold needs no table. One small function for all shapes stays in the cache of the processor; the same text in each does not. */
function held(ctx: JudgeContext, index: number, raiseMs: number, clearMs: number): Value {
  const { now } = ctx.inputs[index]!;
  if (now.length === 1) {
    const sample = now[0]!;
    if (sample.q === 0 && sample.flags === 0) {
      const age = ctx.t - sample.ts;
      if (ctx.mode === "raise" ? age > raiseMs : age > clearMs || sample.ts <= ctx.gapAt) return undefined;
      const { v } = sample;
      return v === null || typeof v === "object" ? undefined : v;
    }
  }
  return scalarOf(ctx, index);
}

function scalarOf(ctx: JudgeContext, index: number): Value {
  return scalar(usableValue(ctx, index));
}

function valueBefore(ctx: JudgeContext, index: number): Value {
  const sample = ctx.inputs[index]?.earlier;
  const plan = ctx.plans[index];
  return sample && plan ? scalar(valueByQuality(ctx, plan, sample)) : undefined;
}

function qualityOf(ctx: JudgeContext, index: number): Value {
  return ["good", "uncertain", "bad"][currentSample(ctx, index)?.q ?? 2];
}

function refOf(args: Parameters<RuleOperator["compile"]>[0], path: string, scope: Parameters<RuleOperator["compile"]>[2]): InputRef | undefined {
  if (args.length > 1 || (args.length === 1 && textArgument(args, 0) === undefined)) {
    badArguments(scope, "value", path, "[] | [\"alias\"]");
    return undefined;
  }
  return scope.input(textArgument(args, 0), path);
}

/** The static type of a term that reads an input. */
export function typeOf(ref: InputRef): NodeType {
  return ref.unit ? { kind: "number", unit: ref.unit, measured: true } : { kind: "any" };
}

/** An object (event, position) has no scalar worth: its fields are read with `event`. */
export function scalar(value: SampleValue | undefined): Value {
  if (value === null || typeof value === "object") return undefined;
  return value;
}
