import type { SampleValue } from "../sample.ts";
import type { Value } from "../context.ts";
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
    if (index === "self") return { type: typeOf(ref), own: true, run: (ctx) => scalar(usableValue(ctx, ctx.self)) };
    return { type: typeOf(ref), run: (ctx) => scalar(usableValue(ctx, index)) };
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
      run: (ctx) => {
        const at = ref.index === "self" ? ctx.self : ref.index;
        const sample = ctx.inputs[at]?.earlier;
        const plan = ctx.plans[at];
        return sample && plan ? scalar(valueByQuality(ctx, plan, sample)) : undefined;
      },
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
    return { type: { kind: "text" }, run: (ctx) => ["good", "uncertain", "bad"][currentSample(ctx, ref.index === "self" ? ctx.self : ref.index)?.q ?? 2] };
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
    return { type: { kind: "number", unit: null, measured: false }, run };
  },
};

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
