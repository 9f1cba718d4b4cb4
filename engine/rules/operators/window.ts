import { valueByQuality } from "../usable.ts";
import type { JudgeContext, Value } from "../context.ts";
import type { I18nText } from "../../model/text.ts";
import { phrase, span } from "../explain/speech.ts";
import { failed, type CompileScope, type InputRef, type RuleOperator } from "../node.ts";
import { spanOf, type Unit } from "../units/unit.ts";
import { isReport } from "../measurement.ts";
import { longValue, longWindow, maxLongS, type LongFold, type LongWindow } from "./longWindow.ts";
import { maxExactS, maxSortedS, textArgument, windowArgument } from "./arguments.ts";

/** Usable numbers of an input in (t − w, t], oldest first. */
function numbersIn(ctx: JudgeContext, index: number, windowMs: number): number[] {
  const plan = ctx.plans[index];
  const out: number[] = [];
  const ring = ctx.inputs[index]?.ring ?? [];
  let from = ring.length;
  while (from > 0 && ring[from - 1]!.ts > ctx.t - windowMs) from -= 1; // a short window at the end of a long ring
  for (let at = from; at < ring.length; at += 1) {
    const sample = ring[at]!;
    if (sample.ts > ctx.t) continue;
    if (ctx.mode === "clear" && sample.ts <= ctx.gapAt) continue;
    const value = plan ? valueByQuality(ctx, plan, sample) : undefined;
    if (typeof value === "number") out.push(value);
  }
  return out;
}

type Fold = (numbers: number[]) => Value;

function windowOperator(name: string, said: I18nText, maxS: number, unit: (unit: Unit) => Unit, fold: Fold): RuleOperator {
  return {
    name,
    isTerm: true,
    words: ({ args, input }) => phrase(`{x}在 {w} 内的${said.zh}`, `${said.en} of {x} over {w}`, { x: input(textArgument(args, 1)), w: span(Number(args[0])) }),
    compile(args, path, scope) {
      const found = windowInput(args, name, maxS, path, scope);
      if (!found) return failed;
      const { ref, windowMs, long } = found;
      const indexIn = (ctx: JudgeContext): number => (ref.index === "self" ? ctx.self : ref.index);
      return {
        type: ref.unit ? { kind: "number", unit: unit(ref.unit), measured: true } : { kind: "any" },
        run: long ? (ctx) => longValue(ctx, long, indexIn(ctx), name as LongFold) : (ctx) => fold(numbersIn(ctx, indexIn(ctx), windowMs)),
      };
    },
  };
}

/** The window and input of `name[w, alias?]`; notes that the rule needs the ring and the grid, or for a long window its buckets. */
export function windowInput(args: Parameters<RuleOperator["compile"]>[0], name: string, maxS: number, path: string, scope: CompileScope, aliasAt = 1): { ref: InputRef; windowMs: number; long?: LongWindow } | undefined {
  const w = windowArgument(args, name, maxS, path, scope);
  const ref = scope.input(textArgument(args, aliasAt), path);
  if (w === undefined || !ref) return undefined;
  if (isReport(ref.tag)) return reportWindow(ref, w * 1000, scope);
  if (maxS === maxLongS && w > maxExactS) return { ref, windowMs: w * 1000, long: longWindow(w * 1000, scope) };
  scope.facts.usesGrid = true;
  scope.facts.ringMs = Math.max(scope.facts.ringMs, w * 1000);
  return { ref, windowMs: w * 1000 };
}

/** Reports are few: each is kept as long as a window looks back, so that a window is exact whatever its length. */
function reportWindow(ref: InputRef, windowMs: number, scope: CompileScope): { ref: InputRef; windowMs: number } {
  scope.facts.reportMs = Math.max(scope.facts.reportMs, windowMs);
  scope.facts.reportWindows.push(windowMs);
  return { ref, windowMs };
}

const same = (unit: Unit): Unit => unit;

/** `rise[w]`: value − smallest of the window; `min max sum median stddev [w]`. Unknown without samples enough. */
export const windowOperators: readonly RuleOperator[] = [
  windowOperator("rise", { zh: "上升", en: "the rise" }, maxLongS, spanOf, (n) => (n.length < 2 ? undefined : n[n.length - 1]! - Math.min(...n))),
  windowOperator("min", { zh: "最小值", en: "the minimum" }, maxLongS, same, (n) => (n.length === 0 ? undefined : Math.min(...n))),
  windowOperator("max", { zh: "最大值", en: "the maximum" }, maxLongS, same, (n) => (n.length === 0 ? undefined : Math.max(...n))),
  windowOperator("sum", { zh: "总和", en: "the sum" }, maxLongS, spanOf, (n) => (n.length === 0 ? undefined : n.reduce((a, b) => a + b, 0))),
  windowOperator("median", { zh: "中位数", en: "the median" }, maxSortedS, same, median),
  windowOperator("stddev", { zh: "标准差", en: "the standard deviation" }, maxSortedS, spanOf, deviation),
];

function median(numbers: number[]): Value {
  if (numbers.length === 0) return undefined;
  const sorted = numbers.sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function deviation(numbers: number[]): Value {
  if (numbers.length < 2) return undefined;
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (numbers.length - 1));
}
