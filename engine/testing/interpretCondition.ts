import type { JudgeContext, Mode } from "../rules/context.ts";
import { sampleFlags, type Sample } from "../rules/sample.ts";

/** What a condition may be worth here: unknown is `null`, so that no operator can mistake it for a value. */
type Worth = number | string | boolean | null;

/**
 * A second, slow reading of the condition language, written from alarms.md 2
 * alone: walks the expression and looks at the inputs each time. It exists to
 * be compared with the closures.
 */
export function interpretCondition(expr: unknown, limits: { readonly [id: string]: { readonly value: number } }, ctx: JudgeContext, mode: Mode): Worth {
  const value = (arg: unknown): Worth => interpretCondition(arg, limits, ctx, mode);
  if (typeof expr === "number" || typeof expr === "string" || typeof expr === "boolean") return expr;
  const [name, raw] = Object.entries(expr as object)[0] as [string, unknown];
  const args = (Array.isArray(raw) ? raw : [raw]) as unknown[];
  switch (name) {
    case "value": return valueOf(ctx, mode);
    case "prev": return sampleWorth(ctx.inputs[0]!.earlier, ctx, mode);
    case "quality": return ["good", "uncertain", "bad"][ctx.inputs[0]!.now[0]?.q ?? 2]!;
    case "age": return ctx.inputs[0]!.now[0] ? (ctx.t - ctx.inputs[0]!.now[0].ts) / 1000 : Number.POSITIVE_INFINITY;
    case "limit": return limits[args[0] as string]!.value;
    case "and": return junction(args.map(value), false);
    case "or": return junction(args.map(value), true);
    case "!": return negate(value(args[0]));
    case "if": return branch(value(args[0]), () => value(args[1]), () => value(args[2]));
    case "between": return junction([compare(">=", value(args[0]), value(args[1])), compare("<=", value(args[0]), value(args[2]))], false);
    case "abs": return number1(value(args[0]), Math.abs);
    case "+": case "-": case "*": case "/": case "min2": case "max2": return args.map(value).reduce((a, b) => number2(name, a, b));
    default: return compare(name, value(args[0]), value(args[1]));
  }
}

function valueOf(ctx: JudgeContext, mode: Mode): Worth {
  const sample = ctx.inputs[0]!.now[0];
  const plan = ctx.plans[0]!;
  if (!sample) return null;
  const age = ctx.t - sample.ts;
  if (mode === "raise" ? age > plan.holdRaiseMs : age > plan.holdClearMs || sample.ts <= ctx.gapAt) return null;
  return sampleWorth(sample, ctx, mode);
}

function sampleWorth(sample: Sample | null, ctx: JudgeContext, mode: Mode): Worth {
  const plan = ctx.plans[0]!;
  if (!sample) return null;
  if (sample.flags & sampleFlags.over) return mode === "raise" && ["combustible", "toxic"].includes(plan.tag.measurement) ? plan.tag.range!.max : null;
  if (sample.q === 2) return null;
  if (sample.q === 1 && !(mode === "raise" && ctx.raiseOnly)) return null;
  return sample.v as number;
}

function junction(values: readonly Worth[], decisive: boolean): Worth {
  if (values.includes(decisive)) return decisive;
  return values.every((one) => one === !decisive) ? !decisive : null;
}

function negate(a: Worth): Worth {
  return typeof a === "boolean" ? !a : null;
}

function branch(test: Worth, yes: () => Worth, no: () => Worth): Worth {
  if (test === true) return yes();
  if (test === false) return no();
  const a = yes();
  return a === no() ? a : null;
}

function number1(a: Worth, f: (x: number) => number): Worth {
  return typeof a === "number" && Number.isFinite(f(a)) ? f(a) : null;
}

function number2(name: string, a: Worth, b: Worth): Worth {
  if (typeof a !== "number" || typeof b !== "number" || (name === "/" && b === 0)) return null;
  const results: { readonly [op: string]: number } = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, min2: Math.min(a, b), max2: Math.max(a, b) };
  const result = results[name]!;
  return Number.isFinite(result) ? result : null;
}

function compare(name: string, a: Worth, b: Worth): Worth {
  if (a === null || b === null) return null;
  if (name === "==") return a === b;
  if (name === "!=") return a !== b;
  if (typeof a !== "number" || typeof b !== "number") return a === false || b === false ? false : null;
  return name === ">" ? a > b : name === ">=" ? a >= b : name === "<" ? a < b : a <= b;
}
