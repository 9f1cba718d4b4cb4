import type { Due, Evidence, FieldAccessMap, FillNode, ApprovalNode, FlowNode, LifeTask, StartNode } from "../../model/flow.ts";
import type { I18nText } from "../../model/text.ts";
import { nodeAt } from "./nodeAt.ts";
import { nodeOf, type FlowPlan } from "../plan/plan.ts";
import type { Visit } from "../types.ts";

/** What a person works on at a visit: a node of the flow or a task of its life. */
export interface Step {
  readonly kind: "approval" | "fill" | "life";
  readonly title: I18nText;
  readonly evidence?: Evidence;
  readonly checks: readonly string[];
  readonly due?: Due;
  readonly fields?: FieldAccessMap; // nodes
  readonly sections?: readonly string[]; // life tasks
  readonly node?: StartNode | FillNode | ApprovalNode;
  readonly task?: LifeTask;
}

/** The step behind a visit; for kinds without people an empty one. */
export function stepOf(plan: FlowPlan, visit: Pick<Visit, "node" | "was">): Step {
  return visit.node.startsWith("life.") ? lifeStep(plan, visit.node.slice(5)) : nodeStep(nodeAt(plan, visit) ?? nodeOf(plan, visit.node));
}

function nodeStep(node: FlowNode): Step {
  if (node.kind !== "start" && node.kind !== "fill" && node.kind !== "approval") return { kind: "fill", title: node.title, checks: [] };
  return {
    kind: node.kind === "approval" ? "approval" : "fill", title: node.title, checks: node.checks ?? [], fields: node.fields, node,
    ...(node.evidence ? { evidence: node.evidence } : {}), ...(node.due ? { due: node.due } : {}),
  };
}

function lifeStep(plan: FlowPlan, id: string): Step {
  const task = lifeTaskOf(plan, id);
  if (!task) throw new Error(`no life task ${id}`);
  return { kind: "life", title: task.title, checks: task.checks ?? [], sections: task.form?.sections ?? [], task, ...(task.due ? { due: task.due } : {}) };
}

/** The life task with this id. */
export function lifeTaskOf(plan: Pick<FlowPlan, "def">, id: string): LifeTask | undefined {
  return plan.def.life?.states.flatMap((state) => state.tasks ?? []).find((one) => one.id === id);
}
