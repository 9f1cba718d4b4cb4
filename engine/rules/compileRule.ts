import { issue, type Issue } from "../issues/issue.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { isWorkingAt, type CompiledCalendar } from "../time/calendar/index.ts";
import { countHoldS, isCount } from "./areaPoints.ts";
import { noCalendars, type CalendarLookup } from "./calendars.ts";
import { calendarOf, compileExpression, newCompilation, type Compilation } from "./compileExpression.ts";
import type { InputPlan, JudgeContext, Value } from "./context.ts";
import { clearNode, type ClearNode } from "./derivedClear.ts";
import type { LongWindow } from "./operators/longWindow.ts";
import { firstInputs, keysOf, type KeyInputs } from "./keys.ts";
import { highIsDanger, isEvent, isReport, staleAfterS } from "./measurement.ts";
import type { CompiledNode, Uncovered, Watcher } from "./node.ts";
import { shapedJudges } from "./shape/judges.ts";
import type { Shapes } from "../shapes/shapes.ts";

/** A rule made ready for one key: closures, inputs and times. Times in ms. */
export interface ProcessPlan {
  readonly ruleId: string;
  readonly key: string;
  readonly plans: readonly InputPlan[];
  readonly raise: (ctx: JudgeContext) => Value;
  readonly clear: (ctx: JudgeContext) => Value;
  readonly suppress: ((ctx: JudgeContext) => Value) | null;
  readonly watchers: readonly Watcher[];
  readonly slots: number;
  readonly onDelayMs: number;
  readonly offDelayMs: number;
  readonly suppressHoldMs: number;
  readonly gridMs: number; // 0: no grid
  readonly long: readonly LongWindow[]; // judged anew where a bucket of one ends
  readonly reports?: { readonly windowsMs: readonly number[]; readonly keptMs: number }; // judged anew where a form falls out of a window
  readonly calendars: readonly CompiledCalendar[]; // judged anew where one begins or ends
  readonly memoryMs: number; // how long after the last sample the judgement may still change by itself
  readonly levels: readonly number[] | null; // the values at which the judgement may change, if it rests on the present value of one point alone
  readonly raiseOnly: boolean;
  readonly limitId: string | undefined;
  readonly own?: readonly string[]; // which limits and values of its tag it is judged by
  readonly uncovered?: readonly Uncovered[]; // it can never be judged
}

/** A compiled rule: one plan per key. `issues` with an error means it must not be published. */
export interface CompiledRule {
  readonly rule: AlertRule;
  readonly plans: readonly ProcessPlan[];
  readonly issues: readonly Issue[];
}

/**
 * Compiles a rule against the tags. Pure; call it once per published revision
 * and change of tags. With `shapes` its conditions become generated functions
 * that rules of one shape share; they mean what the closures mean.
 */
export function compileRule(rule: AlertRule, tags: readonly Tag[], calendars: CalendarLookup = noCalendars, shapes?: Shapes): CompiledRule {
  const issues: Issue[] = [];
  const plans = keysOf(rule, tags, issues).map((inputs) => compileKey(rule, inputs, calendars, issues, shapes));
  return { rule, plans, issues: unique(issues) };
}

/** How far back (ms) the windows of a process reach into readings; 0 without one. */
export function lookBackMs(plan: ProcessPlan): number {
  return Math.max(plan.memoryMs, ...plan.long.map((window) => window.bucketMs * window.buckets));
}

/** How far back (ms) one input is looked at: reports further than readings. */
export function lookBackOf(plan: ProcessPlan, input: InputPlan): number {
  return isReport(input.tag) ? (plan.reports?.keptMs ?? 0) : lookBackMs(plan);
}

/** True when a rule has windows. One key tells: all share the condition. */
export function looksBack(rule: AlertRule, tags: readonly Tag[], calendars: CalendarLookup): boolean {
  const inputs = firstInputs(rule, tags);
  if (inputs === undefined) return false;
  const plan = compileKey(rule, inputs, calendars, []);
  return plan.plans.some((input) => lookBackOf(plan, input) > 0);
}

/** The three conditions of a rule, compiled in the one order that gives each part its slot. */
export function compileParts(rule: AlertRule, compilation: Compilation): { readonly condition: CompiledNode; readonly limitId: string | undefined; readonly clear: ClearNode; readonly suppress: CompiledNode | null } {
  const condition = compileExpression(rule.condition, "/condition", compilation);
  const limitId = compilation.facts.limits[0];
  const clear = clearNode(rule, condition, compilation);
  const suppress = rule.suppressWhen === undefined ? null : compileExpression(rule.suppressWhen, "/suppressWhen", compilation);
  return { condition, limitId, clear, suppress };
}

function compileKey(rule: AlertRule, inputs: KeyInputs, calendars: CalendarLookup, issues: Issue[], shapes?: Shapes): ProcessPlan {
  const compilation = newCompilation(rule, inputs, calendars);
  const { condition, limitId, clear, suppress } = compileParts(rule, compilation);
  const isOutside = rule.schedule === undefined ? null : outside(calendarOf(compilation, rule.schedule, "/schedule"));
  for (const [node, path] of [[condition, "/condition"], [clear, "/clear"], [suppress, "/suppressWhen"]] as const) {
    if (node && (node.type.kind === "number" || node.type.kind === "text")) issues.push(issue("RULE_TYPE", path, { operator: path.slice(1), expected: "boolean" }));
  }
  const { facts } = compilation;
  issues.push(...compilation.issues, ...facts.uncovered.map(({ tag, what }) => ({ ...issue("RULE_NOT_COVERED", "/select", { tag: tag.id, what }), severity: "warning" as const })));
  const plans = inputs.tags.map((tag) => planOf(rule, tag, isReport(tag) ? Math.max(facts.ringMs, facts.reportMs) : facts.ringMs));
  const judges = (shapes && shapedJudges(condition, clear, suppress, plans, shapes)) ?? { raise: condition.run, clear: clear.run, suppress: suppress?.run ?? null };
  return {
    ruleId: rule.id, key: inputs.key, plans, raise: judges.raise, clear: judges.clear, suppress: either(judges.suppress, isOutside),
    watchers: compilation.watchers, slots: compilation.facts.slots,
    onDelayMs: (rule.onDelayS ?? 0) * 1000, offDelayMs: (rule.offDelayS ?? 0) * 1000, suppressHoldMs: (rule.suppressHoldS ?? 0) * 1000,
    gridMs: compilation.facts.usesGrid ? compilation.facts.gridMs : 0, long: compilation.facts.long,
    ...(facts.reportMs > 0 ? { reports: { windowsMs: [...new Set(facts.reportWindows)], keptMs: facts.reportMs } } : {}), calendars: [...compilation.named], memoryMs: compilation.facts.ringMs, levels: condition.levels && clear.levels ? [...condition.levels, ...clear.levels] : null, raiseOnly: rule.uncertain !== "bad", limitId,
    ...(facts.own.length > 0 ? { own: [...new Set(facts.own)] } : {}), ...(facts.uncovered.length > 0 ? { uncovered: facts.uncovered } : {}),
  };
}

type Run = CompiledNode["run"];

/** True outside the hours of a schedule. A calendar that is not there holds nothing back. */
function outside(calendar: CompiledCalendar | undefined): Run | null {
  return calendar ? (ctx) => !isWorkingAt(calendar, ctx.t) : null;
}

function either(a: Run | null, b: Run | null): Run | null {
  return a && b ? (ctx) => b(ctx) === true || a(ctx) : (a ?? b);
}

function planOf(rule: AlertRule, tag: Tag, ringMs: number): InputPlan {
  const counts = isCount(tag.measurement);
  const stale = (counts ? countHoldS : isReport(tag) ? staleAfterS(tag) : (rule.staleAfterS ?? staleAfterS(tag))) * 1000;
  return {
    tag, holdClearMs: stale, holdRaiseMs: counts ? stale : Math.max(stale, (rule.onDelayS ?? 0) * 1000),
    eventHoldMs: (tag.holdS ?? 0) * 1000, isEvent: isEvent(tag.measurement) || (tag.holdS ?? 0) > 0, ringMs, highIsDanger: highIsDanger(tag.measurement),
  };
}

function unique(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter((one) => {
    const id = `${one.code} ${one.path} ${JSON.stringify(one.params)}`;
    return !seen.has(id) && seen.add(id);
  });
}
