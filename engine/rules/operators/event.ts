import { isObject, own } from "../../model/json.ts";
import { currentSample, type JudgeContext, type Value } from "../context.ts";
import { isHeld } from "../usable.ts";
import type { RuleOperator } from "../node.ts";
import { failed } from "../node.ts";
import { phrase } from "../explain/speech.ts";
import { scalar } from "./value.ts";
import { badArguments, textArgument } from "./arguments.ts";
import type { SampleValue } from "../sample.ts";

/**
 * `event[field, alias?]`: the field of an event, at its instant and for the
 * tag's `holdS`; else false while the source is alive, unknown when it is not.
 */
export const eventOperator: RuleOperator = {
  name: "event",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}的“{field}”", "\"{field}\" of {x}", { x: input(textArgument(args, 1)), field: textArgument(args, 0) ?? "" }),
  compile(args, path, scope) {
    const field = textArgument(args, 0);
    if (field === undefined || args.length > 2) return badArguments(scope, "event", path, "[\"field\", \"alias\"?]");
    const ref = scope.input(textArgument(args, 1), path);
    if (!ref) return failed;
    return { type: { kind: "any" }, run: (ctx) => eventField(ctx, ref.index === "self" ? ctx.self : ref.index, field) };
  },
};

function eventField(ctx: JudgeContext, index: number, field: string): Value {
  const sample = currentSample(ctx, index);
  const plan = ctx.plans[index];
  if (!sample || !plan || !isHeld(ctx, plan, sample)) return undefined;
  if (ctx.t - sample.ts > plan.eventHoldMs) return false;
  if (sample.q === 2 || (sample.q === 1 && (ctx.mode === "clear" || !ctx.raiseOnly))) return undefined;
  if (!isObject(sample.v)) return undefined;
  return scalar((own(sample.v, field) ?? false) as SampleValue);
}
