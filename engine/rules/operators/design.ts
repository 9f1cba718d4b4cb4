import type { I18nText } from "../../model/text.ts";
import { own } from "../../model/json.ts";
import type { DesignValue } from "../../model/tag.ts";
import { phrase, type Speech } from "../explain/speech.ts";
import { constant, failed, type CompiledNode, type CompileScope, type RuleOperator } from "../node.ts";
import { unitOf } from "../units/table.ts";
import { spanOf, type Unit } from "../units/unit.ts";
import { badArguments, textArgument } from "./arguments.ts";

/**
 * `design[name, alias?]`: what the tag itself is designed or set for, in its
 * unit. There is no default: a tag that does not say is not covered, and what
 * is compared with it is unknown.
 */
export const designOperator: RuleOperator = {
  name: "design",
  isTerm: true,
  words: ({ args, input }) => phrase("{x}的设计值“{name}”", "the design value \"{name}\" of {x}", { x: input(textArgument(args, 1)), name: textArgument(args, 0) ?? "?" }),
  compile(args, path, scope) {
    const name = textArgument(args, 0);
    const alias = textArgument(args, 1);
    if (name === undefined || args.length > 2 || (args.length === 2 && alias === undefined)) return badArguments(scope, "design", path, "[\"name\", \"alias\"?]");
    const tag = alias === undefined ? scope.own("design", path) : scope.input(alias, path)?.tag;
    if (!tag) return failed;
    const known = own(tag.design ?? {}, name) as DesignValue | undefined;
    return known ? fixed(scope, `design ${name}`, known.value, unitOf(known.unit)) : missing(scope, () => scope.uncovered(tag, name));
  },
};

/** `range["min" | "max" | "span"]`: of the measuring range of the tag; one without a range is not covered. */
export const rangeOperator: RuleOperator = {
  name: "range",
  isTerm: true,
  words: rangeWords,
  compile(args, path, scope) {
    const which = textArgument(args, 0) ?? "";
    if (args.length !== 1 || !Object.hasOwn(parts, which)) return badArguments(scope, "range", path, "[\"min\" | \"max\" | \"span\"]");
    const tag = scope.own("range", path);
    if (!tag) return failed;
    const { range } = tag;
    if (!range) return missing(scope, () => scope.uncovered(tag, "range"));
    const unit = unitOf(tag.unit);
    return fixed(scope, `range ${which}`, which === "span" ? range.max - range.min : range[which as "min" | "max"], which === "span" ? spanOf(unit) : unit);
  },
};

const parts = { min: phrase("下限", "the bottom of the range"), max: phrase("上限", "the top of the range"), span: phrase("宽度", "the span of the range") } as const;

function rangeWords({ args, input }: Speech): I18nText {
  const part = parts[(textArgument(args, 0) ?? "max") as keyof typeof parts];
  return phrase("{x}的量程{part}", "{part} of {x}", { x: input(undefined), part });
}

/** A number of the tag itself: a constant of its process, and part of what its judgement rests on. */
export function fixed(scope: CompileScope, what: string, value: number, unit: Unit): CompiledNode {
  scope.facts.own.push(`${what} = ${value} ${unit.code}`);
  return { type: { kind: "number", unit, measured: false }, literal: value, ...constant(value) };
}

/** What the tag does not say: unknown for ever, never a number that was not given. */
export function missing(scope: CompileScope, tell: () => void, unit: Unit | null = null): CompiledNode {
  tell();
  return { type: { kind: "number", unit, measured: false }, missing: true, run: () => undefined };
}
