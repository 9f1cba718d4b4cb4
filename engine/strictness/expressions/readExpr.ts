import { canonicalJson } from "../../model/canonical.ts";
import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { ratioOfNumber, type Ratio } from "../../rules/units/ratio.ts";
import { Axis, type AxisKind } from "./axis.ts";
import { knownLimit } from "./normal.ts";
import type { ExprWorld, TermType } from "./world.ts";

/** Writes the expression over axis variables, once every constant is known and has its rank. */
export type Write = () => JsonLogic;

const orders = new Set(["<", "<=", ">", ">="]);
const equalities = new Set(["==", "===", "!=", "!=="]);
const turned: { readonly [op: string]: string } = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Operators that give a truth value or unknown, never anything else. */
const truthful = new Set([...orders, ...equalities, "and", "or", "!", "!!", "in", "some", "all", "none", "known", "exists", "intersects", "unique", "before", "after", "between", "kOfN", "lastN", "calendar"]);

/** A constant beside a term. */
type Constant =
  | { readonly kind: "number"; readonly value: Ratio; readonly unit: string; readonly dimension: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "truth"; readonly value: boolean };

/**
 * Reads normal expressions as and, or, not and if over comparisons of one
 * term with constants. A term is a typed variable, or anything deeper taken
 * as one opaque value by its text. What is compared otherwise is taken as an
 * opaque truth value: what is then proven holds, what is not proven is
 * undecided (`isLoose`).
 */
export class ExprReader {
  readonly axes = new Map<string, Axis>();
  isLoose = false;
  constructor(private readonly world: ExprWorld) {}

  /** An expression whose truth counts; undefined when it may be worth something else than a truth value. */
  read(raw: JsonValue): Write | undefined {
    return this.truth(raw, false);
  }

  private truth(raw: JsonValue, isJoined: boolean): Write | undefined {
    if (typeof raw === "boolean" || raw === null) return () => raw;
    const operation = operationOf(raw);
    if (!operation) return undefined;
    const { name, args } = operation;
    if ((name === "and" || name === "or") && args.length > 0) return this.all(name, args, () => true);
    if ((name === "!" || name === "!!") && args.length === 1) return this.all(name, args, () => true);
    // Under an unknown test the arms must agree as they are: a number that counts as true agrees with no truth value.
    if ((name === "if" || name === "?:") && args.length >= 3 && args.length % 2 === 1) return this.all("if", args, (i) => i % 2 === 0 && i + 1 < args.length) ?? this.opaqueTruth(raw, name, isJoined);
    return this.atom(name, args, raw) ?? this.opaqueTruth(raw, name, isJoined);
  }

  private all(name: string, args: readonly JsonValue[], isJoined: (i: number) => boolean): Write | undefined {
    const parts = args.map((one, i) => this.truth(one, isJoined(i)));
    return parts.every((one) => one !== undefined) ? () => ({ [name]: parts.map((part) => part()) }) : undefined;
  }

  private atom(name: string, args: readonly JsonValue[], raw: JsonValue): Write | undefined {
    const [a = null, b = null, c = null] = args;
    if (name === "between" && args.length === 3) return this.truth({ and: [{ ">=": [a, b] }, { "<=": [a, c] }] }, false);
    if (orders.has(name) && args.length > 2) return this.truth({ and: args.slice(1).map((right, i) => ({ [name]: [args[i] ?? null, right] })) }, false);
    if (name === "in" && args.length === 2) return this.membership(a, b);
    if (name === "known" && args.length === 1) return this.known(a);
    if (name === "var") return this.typeOf(raw) === "boolean" ? this.over(raw, { kind: "truth", value: true }, (at) => ({ var: at })) : undefined;
    if (!(orders.has(name) || equalities.has(name)) || args.length !== 2) return undefined;
    const [left, right] = [constantOf(a), constantOf(b)];
    if (right && !left) return this.comparison(name, a, right);
    return left && !right ? this.comparison(turned[name] ?? name, b, left) : undefined;
  }

  private comparison(name: string, term: JsonValue, constant: Constant): Write | undefined {
    if (orders.has(name) && constant.kind !== "number") return undefined;
    return this.over(term, constant, (at, axis) => {
      const worth = constant.kind === "number" ? axis.rankOf(constant.value) : constant.value;
      return this.guarded(axis, orders.has(name), { [name]: [{ var: at }, worth] });
    });
  }

  private membership(term: JsonValue, list: JsonValue): Write | undefined {
    const constants = Array.isArray(list) ? list.map((one: JsonValue) => constantOf(one)) : [];
    const [first] = constants;
    if (this.world.dialect === "rule" || !first || first.kind === "truth" || !constants.every((one) => one?.kind === first.kind)) return undefined;
    const known = constants as readonly Constant[];
    if (!known.slice(1).every((one) => this.over(term, one, () => null))) return undefined;
    return this.over(term, first, (at, axis) => ({ in: [{ var: at }, known.map((one) => (one.kind === "number" ? axis.rankOf(one.value) : one.value))] }));
  }

  private known(term: JsonValue): Write | undefined {
    const type = this.typeOf(term);
    const kind = type === undefined || type === "list" ? undefined : kindOf(type);
    const axis = kind && this.axisOf(term, kind, "");
    if (!axis) return undefined;
    axis.asksKnown = true;
    return () => ({ known: [{ var: axis.name }] });
  }

  /** A rule's comparison with what is not there now does not hold; ordering what is no number does not either. */
  private guarded(axis: Axis, isOrder: boolean, atom: JsonLogic): JsonLogic {
    if (!axis.mayBeAbsent) return atom;
    return { and: [{ var: `${axis.name}p` }, ...(isOrder ? [{ var: `${axis.name}n` }] : []), atom] };
  }

  private over(term: JsonValue, constant: Constant, write: (at: string, axis: Axis) => JsonLogic): Write | undefined {
    const type = this.typeOf(term);
    if (operationOf(term)?.name === "var" && type === undefined) return undefined;
    if (!operationOf(term) || type === "list" || (type !== undefined && !fits(kindOf(type), constant.kind))) return undefined;
    const axis = this.axisOf(term, type === undefined ? constant.kind : kindOf(type), constant.kind === "number" ? constant.dimension : "");
    if (!axis) return undefined;
    if (constant.kind === "number") axis.addNumber(constant);
    if (constant.kind === "text") axis.addText(constant.value);
    return () => write(axis.name, axis);
  }

  private axisOf(term: JsonValue, kind: AxisKind, dimension: string): Axis | undefined {
    const key = canonicalJson(term);
    const isTyped = this.typeOf(term) !== undefined;
    const axis = this.axes.get(key) ?? new Axis(`t${this.axes.size}`, labelOf(term), this.world.dialect === "rule" && !isTyped);
    if (!axis.takes(kind, dimension)) return undefined;
    this.axes.set(key, axis);
    return axis;
  }

  /** Anything else that is true, false or unknown. Where it might be a number or text, only a junction makes a truth value of it. */
  private opaqueTruth(raw: JsonValue, name: string, isJoined: boolean): Write | undefined {
    if (!isJoined && !truthful.has(name) && this.world.dialect !== "rule") return undefined;
    if (orders.has(name) || equalities.has(name) || name === "var" || name === "if" || name === "?:") this.isLoose = true;
    const key = `truth ${canonicalJson(raw)}`;
    const axis = this.axes.get(key) ?? new Axis(`t${this.axes.size}`, labelOf(raw), false);
    axis.takes("truth");
    this.axes.set(key, axis);
    return () => ({ var: axis.name });
  }

  private typeOf(term: JsonValue): TermType | undefined {
    const operation = operationOf(term);
    const [path, ...fallback] = operation?.args ?? [];
    if (operation?.name !== "var" || typeof path !== "string" || fallback.length > 0) return undefined;
    return own(this.world.terms ?? {}, path) as TermType | undefined;
  }
}

/** True for an expression that is worth a truth value or unknown, whatever it reads. */
export function isTruthful(raw: JsonValue): boolean {
  const operation = operationOf(raw);
  if (!operation) return typeof raw === "boolean" || raw === null;
  if (operation.name === "if") return operation.args.every((one, i) => (i % 2 === 0 && i + 1 < operation.args.length) || isTruthful(one));
  return truthful.has(operation.name);
}

export function operationOf(raw: JsonValue): { readonly name: string; readonly args: readonly JsonValue[] } | undefined {
  const names = isObject(raw) ? Object.keys(raw) : [];
  const [name] = names;
  if (!isObject(raw) || name === undefined || names.length > 1 || knownLimit(raw)) return undefined;
  const inner = own(raw, name) as JsonValue;
  return { name, args: (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[] };
}

function constantOf(raw: JsonValue): Constant | undefined {
  if (typeof raw === "string") return { kind: "text", value: raw };
  if (typeof raw === "boolean") return { kind: "truth", value: raw };
  const limit = knownLimit(raw);
  if (limit) return { kind: "number", ...limit };
  const value = typeof raw === "number" ? ratioOfNumber(raw) : undefined;
  return value && { kind: "number", value, unit: "", dimension: "" };
}

function kindOf(type: Exclude<TermType, "list">): AxisKind {
  return type === "boolean" ? "truth" : type;
}

function fits(kind: AxisKind, constant: Constant["kind"]): boolean {
  return kind === constant || (kind === "integer" && constant === "number");
}

/** A variable by its path, an input of a rule by its alias, anything else by its text. */
function labelOf(term: JsonValue): string {
  const operation = operationOf(term);
  const [first] = operation?.args ?? [];
  if (operation?.name === "var" && typeof first === "string") return first;
  if (operation?.name === "value") return typeof first === "string" ? `${first}.value` : "value";
  return canonicalJson(term);
}
