import { issue, type Issue } from "../../issues/issue.ts";
import { checkLogic, varsOf } from "../../logic/index.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { FlowCheck } from "./flowCheck.ts";

const factHeads = new Set(["ctx", "initiator", "instance"]);

/** Problems of an expression: its shape, and fields or nodes it reads that do not exist. */
export function checkExpression(expression: JsonLogic, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const shape = checkLogic(expression, { path });
  return shape.length > 0 ? shape : varsOf(expression).flatMap((name) => checkVar(name, owner, path, check));
}

/** A FLOW_FIELD_UNKNOWN unless the form has the field (the head of a dotted x-id path). Without a form nothing is said. */
export function checkField(field: string, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const head = field.split(".")[0] ?? "";
  if (head === "$row") return []; // of the row a child flow is started for: known only where it is started
  return check.fields && !check.fields.has(head) ? [issue("FLOW_FIELD_UNKNOWN", path, { node: owner, field })] : [];
}

/** Refusal checks a step or event names must exist in the form. */
export function checkNamedChecks(ids: readonly string[], owner: string, path: string, check: FlowCheck): readonly Issue[] {
  return ids.flatMap((id, i) => (check.checks && !check.checks.has(id) ? [issue("FLOW_CHECK_UNKNOWN", `${path}/${i}`, { node: owner, check: id })] : []));
}

/** Sections a step or event names must exist in the form. */
export function checkSections(sections: readonly string[], owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const known = new Set(check.form?.ui.sections.map((section) => section.id));
  return check.form ? sections.flatMap((id, i) => (known.has(id) ? [] : [issue("FLOW_FIELD_UNKNOWN", `${path}/${i}`, { node: owner, field: `section:${id}` })])) : [];
}

function checkVar(name: string, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const [head = "", second = ""] = name.split(".");
  if (factHeads.has(head)) return [];
  if (head === "nodes") return check.graph.nodes.has(second) ? [] : [issue("FLOW_FIELD_UNKNOWN", path, { node: owner, field: name })];
  return checkField(name, owner, path, check);
}
