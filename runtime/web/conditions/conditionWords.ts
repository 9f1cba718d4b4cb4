import { isObject, type JsonLogic, type JsonValue } from "@safeloop/engine";

/** The translation function as functions without React take it. */
export interface Translate {
  (key: string): string;
  (key: string, values: Record<string, unknown>): string;
}

/** How the things a condition speaks of are called. */
export interface ConditionNames {
  readonly field: (xid: string) => string;
  /** A value as the field shows it: the label of a choice, yes or no, a number with its unit. */
  readonly answer: (value: JsonValue, xid: string | undefined) => string;
  /** A sourced limit as number and unit; undefined when the form has none of that id. */
  readonly limit: (id: string) => string | undefined;
}

type Args = readonly JsonLogic[];

const comparisons = new Set(["===", "!==", "==", "!=", ">=", ">", "<=", "<"]);

/** The one operator of an expression with its arguments; a single argument may stand without its list. */
function operation(logic: JsonLogic): readonly [string, Args] | undefined {
  if (!isObject(logic)) return undefined;
  const [entry, ...more] = Object.entries(logic);
  if (!entry || more.length > 0) return undefined;
  return [entry[0], Array.isArray(entry[1]) ? (entry[1] as Args) : [entry[1]]];
}

function fieldIn(logic: JsonLogic | undefined): string | undefined {
  const [operator, args] = (logic !== undefined && operation(logic)) || [];
  const path = args?.[0];
  return (operator === "var" || operator === "val") && args?.length === 1 && typeof path === "string" ? path : undefined;
}

/** Puts a condition into words, or says by `undefined` that some part of it has none. */
class Speaker {
  constructor(
    private readonly names: ConditionNames,
    private readonly t: Translate,
  ) {}

  /** `isInner`: inside another condition, where "and" and "or" need brackets. */
  condition(logic: JsonLogic, isInner = false): string | undefined {
    if (typeof logic === "boolean") return this.t(logic ? "condition.holds" : "condition.fails");
    const [operator, args] = operation(logic) ?? [];
    if (operator === undefined || !args) return undefined;
    if (comparisons.has(operator)) return this.comparison(operator, args);
    if (operator === "and" || operator === "or") return this.joined(operator, args, isInner);
    if (operator === "if") return this.bracketed(this.choice(args), isInner);
    if (operator === "!") return this.not(args);
    if (operator === "!!") return args.length === 1 ? this.condition(args[0] as JsonLogic, isInner) : undefined;
    if (operator === "in") return this.contained(args);
    if (operator === "known") return this.known(args, "condition.known");
    const field = fieldIn(logic);
    return field === undefined ? undefined : this.with("condition.holdsOf", { field: this.names.field(field) });
  }

  private comparison(operator: string, args: Args): string | undefined {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length !== 2) return undefined;
    return this.with("condition.compare", { left: this.operand(left, fieldIn(right)), op: this.t(`when.op.${operator}`), right: this.operand(right, fieldIn(left)) });
  }

  /** `against` is the field on the other side, which knows how the value is shown. */
  private operand(logic: JsonLogic, against: string | undefined): string | undefined {
    const field = fieldIn(logic);
    if (field !== undefined) return this.names.field(field);
    const [operator, args] = operation(logic) ?? [];
    const id = args?.[0];
    if (operator === "limit") return typeof id === "string" ? this.names.limit(id) : undefined;
    return operator === undefined && !Array.isArray(logic) ? this.names.answer(logic, against) : undefined;
  }

  private joined(operator: "and" | "or", args: Args, isInner: boolean): string | undefined {
    const parts = args.map((one) => this.condition(one, args.length > 1));
    if (parts.length === 0 || parts.includes(undefined)) return undefined;
    return this.bracketed(parts.join(` ${this.t(`rule.${operator}`)} `), isInner && parts.length > 1);
  }

  /** `if` takes pairs of condition and result, then the result of none; without it, nothing holds. */
  private choice(args: Args): string | undefined {
    const [when, then, ...rest] = args;
    if (when === undefined || then === undefined) return undefined;
    const otherwise = rest.length === 0 ? this.t("condition.fails") : rest.length === 1 ? this.condition(rest[0] as JsonLogic) : this.choice(rest);
    return this.with("condition.choice", { when: this.condition(when), then: this.condition(then), otherwise });
  }

  private not(args: Args): string | undefined {
    const [operator, inner] = (args.length === 1 && operation(args[0] as JsonLogic)) || [];
    if (operator === "known" && inner) return this.known(inner, "condition.missing");
    return args.length === 1 ? this.with("condition.not", { what: this.condition(args[0] as JsonLogic) }) : undefined;
  }

  /** A value in a field of many, or a field's value among those listed. */
  private contained([needle, list, ...more]: Args): string | undefined {
    if (needle === undefined || list === undefined || more.length > 0) return undefined;
    const [one, many] = [fieldIn(needle), fieldIn(list)];
    if (many !== undefined) return this.with("condition.compare", { left: this.names.field(many), op: this.t("when.op.in"), right: this.operand(needle, many) });
    if (one === undefined || !Array.isArray(list)) return undefined;
    return this.with("condition.oneOf", { field: this.names.field(one), values: (list as JsonValue[]).map((value) => this.names.answer(value, one)).join(this.t("who.comma")) });
  }

  private known(args: Args, key: string): string | undefined {
    const field = args.length === 1 ? fieldIn(args[0]) : undefined;
    return field === undefined ? undefined : this.with(key, { field: this.names.field(field) });
  }

  private bracketed(words: string | undefined, isInner: boolean): string | undefined {
    return words !== undefined && isInner ? this.t("condition.bracket", { words }) : words;
  }

  private with(key: string, parts: Record<string, string | undefined>): string | undefined {
    return Object.values(parts).includes(undefined) ? undefined : this.t(key, parts);
  }
}

/** A condition as a sentence; undefined where any part of it has no words, so that no half of a condition is shown as the whole. */
export function conditionWords(logic: JsonLogic, names: ConditionNames, t: Translate): string | undefined {
  return new Speaker(names, t).condition(logic);
}
