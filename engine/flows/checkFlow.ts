import { issue, type Issue } from "../issues/issue.ts";
import type { FlowDefinition } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import type { Directory } from "../model/org.ts";
import { formOf } from "../forms/index.ts";
import { checkBranches } from "./check/checkBranches.ts";
import { checkStrayConditions } from "./check/checkConditions.ts";
import { checkFieldLate } from "./check/checkFieldLate.ts";
import { checkFieldWrites } from "./check/checkFieldWrites.ts";
import { checkIds } from "./check/checkIds.ts";
import { checkLife } from "./check/checkLife.ts";
import { checkLoops } from "./check/checkLoops.ts";
import { checkMembers } from "./check/checkMembers.ts";
import { checkNesting } from "./check/checkNesting.ts";
import { checkOutOfService } from "./check/checkOutOfService.ts";
import { checkPermit } from "./check/checkPermit.ts";
import { checkPermitModel } from "./check/checkPermitModel.ts";
import { checkReach } from "./check/checkReach.ts";
import { checkStuck } from "./check/checkStuck.ts";
import { checkRunnable, supportedKinds } from "./plan/checkRunnable.ts";
import { checkCandidates } from "./check/checkCandidates.ts";
import { durationMs } from "./duration.ts";
import type { FlowCheck } from "./check/flowCheck.ts";
import { nodeKindOf } from "./nodes/registry.ts";
import { graphOf } from "./plan/graph.ts";
import { layoutOf } from "./plan/plan.ts";
import { reduceFlow } from "./plan/reduce.ts";

export interface CheckFlowOptions {
  /** With the form, fields, sections and checks a flow names are looked up. */
  readonly form?: FormDefinition;
  /** With directory and org units, nodes that would find nobody today are warned of. */
  readonly directory?: Directory;
  readonly orgIds?: readonly string[];
  /** With other flows by id, flows that start each other are followed. */
  readonly flows?: (id: string) => FlowDefinition | undefined;
  /** Also explores what permits may never do (`checkPermitModel`); packs are held to it. */
  readonly permitModel?: boolean;
  /** With it, the work calendar a flow names is looked up. */
  readonly calendars?: (id: string) => boolean;
}

/**
 * Everything that must be right before a flow is published (flows.md 9).
 * Errors refuse, warnings are shown; each names its nodes and the path. Takes
 * any value and never throws.
 */
export function checkFlow(def: unknown, options: CheckFlowOptions = {}): readonly Issue[] {
  const members = checkMembers(def);
  if (members.length > 0) return members;
  try {
    return checkWhole(def as FlowDefinition, options);
  } catch (fault) {
    // Something deep inside is of a wrong type; the definition is refused, not the process.
    return [issue("FLOW_INVALID", "", { what: fault instanceof Error ? fault.message : String(fault) })];
  }
}

function checkWhole(def: FlowDefinition, options: CheckFlowOptions): readonly Issue[] {
  const ids = checkIds(def);
  if (ids.length > 0) return ids;
  const graph = graphOf(def);
  const dangling = def.edges.flatMap((edge, i) => [edge.from, edge.to].filter((id) => !graph.nodes.has(id)).map((id) => issue("FLOW_SHAPE", `/edges/${i}`, { nodes: [id], reasonZh: `连线 ${edge.id} 指向不存在的节点`, reasonEn: `edge ${edge.id} names a node that does not exist` })));
  if (dangling.length > 0) return dangling;
  const { tree, issues: shape } = reduceFlow(graph);
  const check: FlowCheck = { def, graph, orgIds: options.orgIds ?? [], ...(tree ? { tree, layout: layoutOf(tree) } : {}), ...formFacts(options.form), ...(options.directory ? { directory: options.directory } : {}), ...(options.flows ? { flows: options.flows } : {}) };
  const drawn = unique([
    ...checkRunnable(def), ...checkReach(graph), ...shape, ...checkStrayConditions(check), ...checkSettings(check), ...checkCalendarName(def, options),
    ...def.nodes.flatMap((node, i) => (supportedKinds.has(node.kind) ? nodeKindOf(node).check(node as never, `/nodes/${i}`, check) : [])),
    ...checkLife(check),
  ]);
  // What is malformed was told; to reason about where it leads would be guessing.
  return drawn.some((one) => one.code === "FLOW_INVALID" || one.code.startsWith("LOGIC_")) ? drawn : unique([...drawn, ...checkWays(check), ...(options.permitModel ? checkPermitModel(check) : []), ...(drawn.some((one) => unproven.has(one.code)) ? [] : checkStuck(check))]);
}

/** With these nothing is proven about the drawing, and dead ends would only repeat them. */
const unproven: ReadonlySet<string> = new Set(["FLOW_SHAPE", "FLOW_UNREACHABLE", "FLOW_DEAD_END", "FLOW_KIND_NOT_SUPPORTED", "FLOW_JOIN", "FLOW_NO_DEFAULT", "FLOW_CONDITION", "FLOW_TARGET"]);

/** Where the flow may lead, looked at as a whole. */
function checkWays(check: FlowCheck): readonly Issue[] {
  return [
    ...checkLoops(check), ...checkNesting(check), ...checkFieldWrites(check), ...checkPermit(check), ...checkOutOfService(check),
    ...checkBranches(check), ...checkFieldLate(check),
  ];
}

function formFacts(form: FormDefinition | undefined): Pick<FlowCheck, "form" | "fields" | "checks"> {
  if (!form) return {};
  return { form, fields: new Set(formOf(form).roots.map((field) => field.xid)), checks: new Set(form.logic.flatMap((rule) => (rule.effect === "check" && rule.id !== undefined ? [rule.id] : []))) };
}

function checkSettings(check: FlowCheck): readonly Issue[] {
  const { maxReturns, urgeEvery, admin } = check.def.settings;
  return [
    ...(maxReturns === undefined || (Number.isInteger(maxReturns) && maxReturns >= 0) ? [] : [issue("FLOW_INVALID", "/settings/maxReturns", { what: "maxReturns" })]),
    ...(urgeEvery === undefined || durationMs(urgeEvery) !== undefined ? [] : [issue("FLOW_INVALID", "/settings/urgeEvery", { what: "urgeEvery" })]),
    ...checkCandidates(admin, "settings", "/settings/admin", check),
  ];
}

/** A calendar that does not exist would silently count nights and holidays. */
function checkCalendarName({ settings }: FlowDefinition, { calendars }: CheckFlowOptions): readonly Issue[] {
  const { calendar } = settings;
  return calendar === undefined || !calendars || calendars(calendar) ? [] : [issue("FLOW_CALENDAR", "/settings/calendar", { calendar: String(calendar) })];
}

function unique(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter((one) => {
    const key = JSON.stringify([one.code, one.path, one.params]);
    return !seen.has(key) && seen.add(key);
  });
}
