import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { Limit, LimitRole } from "../../model/limit.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { AlertRule } from "../../model/rule.ts";

/** An expression and what its truth does: lets pass or stay silent, or refuses or raises. */
interface Use {
  readonly expr: JsonLogic;
  readonly truth: "passes" | "raises";
}

/** How a worth moves when the limit grows: up, down, not at all, or no telling. */
type Trend = 1 | -1 | 0 | undefined;

/**
 * The role of a limit by its use, the limit's own `role` first. Every use is
 * followed through and, or, not, comparisons, lists and computed fields; when
 * growing makes one pass more and another less, or the limit only sorts (in
 * the test of an `if`), there is none, and the limit has no stricter side.
 */
export function limitRoleOf(definition: FormDefinition | AlertRule, id: string): LimitRole | undefined {
  const limit = own(definition.limits ?? {}, id) as Limit | undefined;
  if (!limit || limit.role !== undefined || limit.op === undefined) return limit?.role;
  const { uses, computed } = "condition" in definition ? usesOfRule(definition) : usesOfForm(definition);
  const reader = new TrendReader(id, computed);
  const trends = uses.map(({ expr, truth }) => flipped(reader.trend(expr, 0), truth === "passes"));
  const raising = together(trends); // up: a greater limit refuses or raises more
  if (raising === undefined || raising === 0) return undefined;
  const isLow = limit.op === "<" || limit.op === "<=";
  // What is met by more values raises more, or it is met by fewer that then pass.
  if ((raising === 1) !== isLow) return "pass";
  return "condition" in definition ? "alarm" : "ban";
}

function usesOfRule(rule: AlertRule): { readonly uses: readonly Use[]; readonly computed: ReadonlyMap<string, JsonLogic> } {
  const silent = [rule.clear, rule.suppressWhen].flatMap((expr) => (expr === undefined ? [] : [{ expr, truth: "passes" as const }]));
  return { uses: [{ expr: rule.condition, truth: "raises" }, ...silent], computed: new Map() };
}

function usesOfForm(form: FormDefinition): { readonly uses: readonly Use[]; readonly computed: ReadonlyMap<string, JsonLogic> } {
  const computed = new Map<string, JsonLogic>();
  for (const { effect, expr, target } of form.logic) {
    if (effect !== "compute" || expr === undefined) continue;
    const known = computed.get(lastStep(target)); // two of one name: either may be meant
    computed.set(lastStep(target), known === undefined ? expr : [known, expr]);
  }
  const uses = form.logic.flatMap((rule): Use[] => {
    if (rule.effect !== "check") return [];
    return [...(rule.expr === undefined ? [] : [{ expr: rule.expr, truth: "passes" as const }]), ...(rule.when === undefined ? [] : [{ expr: rule.when, truth: "raises" as const }])];
  });
  return { uses, computed };
}

/** A computed field is read by its own x-id, within a row too. */
function lastStep(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

const maxDepth = 64;

class TrendReader {
  constructor(private readonly id: string, private readonly computed: ReadonlyMap<string, JsonLogic>) {}

  trend(raw: JsonValue, depth: number): Trend {
    if (depth > maxDepth) return undefined;
    if (Array.isArray(raw)) return together(raw.map((one: JsonValue) => this.trend(one, depth + 1)));
    if (!isObject(raw)) return 0;
    const name = Object.keys(raw)[0];
    if (name === undefined) return 0;
    const inner = own(raw, name) as JsonValue;
    const args = (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[];
    if (name === "limit") return this.isMeant(args) ? 1 : 0;
    if (name === "var" || name === "val") return this.variable(args, depth);
    // A computed field may be named as a text, for `lookup`.
    const named = args.some((one) => typeof one === "string" && name === "lookup" && this.trend({ var: one }, depth + 1) !== 0);
    const trends = args.map((one) => this.trend(one, depth + 1));
    if (equalities.has(name) && trends.some((one) => one !== 0)) return flipped(this.named(args, depth), name.startsWith("!"));
    return named ? undefined : this.operation(name, args, trends);
  }

  /** By its id, or as one of several: `L1.CO` by `{"limit": ["L1", "medium", "L1.other"]}`. */
  private isMeant([id, facet, other]: readonly JsonValue[]): boolean {
    return facet === undefined ? id === this.id : typeof id === "string" && (this.id.startsWith(`${id}.`) || other === this.id);
  }

  private variable(args: readonly JsonValue[], depth: number): Trend {
    const expr = this.computed.get(lastStep(args.map(String).join(".")));
    const rest = together(args.map((one) => this.trend(one, depth + 1)));
    return expr === undefined ? rest : together([rest, this.trend(expr, depth + 1)]);
  }

  private operation(name: string, args: readonly JsonValue[], trends: readonly Trend[]): Trend {
    if (trends.includes(undefined)) return undefined;
    if (trends.every((one) => one === 0)) return 0;
    const [a, b] = trends;
    if (keeps.has(name)) return together(trends);
    if (name === "!" || name === "none") return flipped(together(trends), true);
    if (name === "<" || name === "<=") return pairwise(trends, true);
    if (name === ">" || name === ">=") return pairwise(trends, false);
    if (name === "between") return together([a, flipped(b, true), trends[2]]);
    if (name === "-") return trends.length === 1 ? flipped(a, true) : together([a, ...trends.slice(1).map((one) => flipped(one, true))]);
    if (name === "all") return together([flipped(a, true), b]);
    if (name === "*" || name === "/") return scaledTrend(name, args, trends);
    if (name === "if" || name === "?:") return choice(args, trends);
    return undefined;
  }

  /** A choice among names, compared with one of them, is a choice among true and false: `gas-result === "pass"`. */
  private named([a = null, b = null]: readonly JsonValue[], depth: number): Trend {
    const [picked, name] = isObject(a) ? [a, b] : [b, a];
    const path = isObject(picked) ? own(picked, "var") : undefined;
    const expr = typeof path === "string" ? this.computed.get(lastStep(path)) : picked;
    const parts = isObject(expr) ? own(expr, "if") : undefined;
    if (!Array.isArray(parts) || isObject(name)) return undefined;
    const isArm = (i: number): boolean => i % 2 === 1 || i === parts.length - 1;
    if (!parts.every((part, i) => !isArm(i) || typeof part === "string")) return undefined;
    return this.trend({ if: parts.map((part: JsonValue, i) => (isArm(i) ? part === name : part)) }, depth + 1);
  }
}

const keeps = new Set(["and", "or", "!!", "+", "min", "max", "min2", "max2", "??", "some", "filter", "merge", "kOfN", "lastN", "count"]);

const equalities = new Set(["==", "===", "!=", "!=="]);

// The tests of a choice sort, and only its arms move; but between true and false it is a junction.
function choice(args: readonly JsonValue[], trends: readonly Trend[]): Trend {
  if (args.length === 1) return trends[0];
  const [test, yes] = trends;
  const [moved, no] = [test !== 0, choice(args.slice(2), trends.slice(2))];
  if (!moved) return together([yes, no]);
  const other = args.length === 3 ? args[2] : undefined;
  if (args[1] === true || other === false) return together([test, yes, no]);
  return args[1] === false || other === true ? together([flipped(test, true), yes, no]) : undefined;
}

// Each neighbouring pair must hold: growing on the right helps `<`, growing on the left `>`.
function pairwise(trends: readonly Trend[], rising: boolean): Trend {
  const pairs = trends.slice(1).map((right, i) => together([flipped(trends[i], true), right]));
  return flipped(together(pairs), !rising);
}

function scaledTrend(name: string, args: readonly JsonValue[], trends: readonly Trend[]): Trend {
  const moving = trends.flatMap((one, i) => (one === 0 ? [] : [i]));
  const others = args.filter((_, i) => !moving.includes(i));
  const isPlain = moving.length === 1 && (name === "*" || moving[0] === 0) && others.every((one) => typeof one === "number" && one > 0);
  return isPlain ? trends[moving[0]!] : undefined;
}

function flipped(trend: Trend, flip: boolean): Trend {
  return !flip || trend === undefined || trend === 0 ? trend : trend === 1 ? -1 : 1;
}

function together(trends: readonly Trend[]): Trend {
  if (trends.includes(undefined) || (trends.includes(1) && trends.includes(-1))) return undefined;
  return trends.includes(1) ? 1 : trends.includes(-1) ? -1 : 0;
}
