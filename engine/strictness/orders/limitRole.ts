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
  const computed = new Map(form.logic.flatMap((rule) => (rule.effect === "compute" && rule.expr !== undefined ? [[rule.target, rule.expr] as const] : [])));
  const uses = form.logic.flatMap((rule): Use[] => {
    if (rule.effect !== "check") return [];
    return [...(rule.expr === undefined ? [] : [{ expr: rule.expr, truth: "passes" as const }]), ...(rule.when === undefined ? [] : [{ expr: rule.when, truth: "raises" as const }])];
  });
  return { uses, computed };
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
    if (name === "limit") return args[0] === this.id ? 1 : 0;
    if (name === "var" || name === "val") return this.variable(args, depth);
    return this.operation(name, args, args.map((one) => this.trend(one, depth + 1)));
  }

  private variable(args: readonly JsonValue[], depth: number): Trend {
    const last = args.map(String).join(".").split(".").pop() ?? "";
    const expr = this.computed.get(last);
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
    if (name === "if" || name === "?:") return choice(trends);
    return undefined;
  }
}

const keeps = new Set(["and", "or", "!!", "+", "min", "max", "min2", "max2", "??", "some", "filter", "merge", "kOfN", "lastN", "count"]);

// The tests of a choice sort; only its arms move.
function choice(trends: readonly Trend[]): Trend {
  const isTest = (i: number): boolean => i % 2 === 0 && i + 1 < trends.length;
  if (trends.some((one, i) => isTest(i) && one !== 0)) return undefined;
  return together(trends.filter((_, i) => !isTest(i)));
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
