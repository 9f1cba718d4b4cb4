import { type Issue, warning } from "../../issues/issue.ts";
import type { JoinNode, WaitNode } from "../../model/flow.ts";
import { durationMs } from "../duration.ts";
import { chainsOf } from "./chains.ts";
import { checkExpression, checkField } from "./checkExpression.ts";
import { because, type FlowCheck } from "./flowCheck.ts";
import { traceTo } from "./traces.ts";

/** What a wait waits for must be one thing, and computable; an event that may never come needs another way on. */
export function checkWait(node: WaitNode, path: string, check: FlowCheck): readonly Issue[] {
  const { until } = node;
  const kinds = ["duration", "dateField", "event"].filter((name) => Object.hasOwn(until, name));
  if (kinds.length !== 1) return [because("FLOW_DUE", `${path}/until`, node.id, "须在时长、日期字段和事件中选一个", "give one of a duration, a date field and an event")];
  if ("duration" in until) return (durationMs(until.duration) ?? 0) > 0 ? [] : [because("FLOW_DUE", `${path}/until/duration`, node.id, "时长须为大于零的 ISO 8601 时长，如 PT8H", "the duration must be a positive ISO 8601 duration such as PT8H")];
  if ("dateField" in until) return checkField(until.dateField, node.id, `${path}/until/dateField`, check);
  return [...checkExpression(until.key, node.id, `${path}/until/key`, check), ...endless(node, path, check)];
}

/** Nothing but the event ends the wait, unless a join around it can be met by other branches. */
function endless(node: WaitNode, path: string, check: FlowCheck): readonly Issue[] {
  if (!check.tree) return [];
  const around = chainsOf(check.tree).get(node.id) ?? [];
  if (around.some(([split]) => canLose(split, check))) return [];
  return [warning("FLOW_WAIT_ENDLESS", `${path}/until`, { node: node.id, trace: traceTo(check, node.id) })];
}

/** True for a parallel whose join does without one of its branches. */
function canLose(split: string, check: FlowCheck): boolean {
  if (check.graph.nodes.get(split)?.kind !== "parallel") return false;
  const join = check.def.nodes.find((one): one is JoinNode => one.kind === "join" && one.of === split);
  const branches = check.graph.out.get(split)?.length ?? 0;
  return join !== undefined && join.mode !== "all" && (join.mode === "any" ? 1 : join.mode.n) < branches;
}
