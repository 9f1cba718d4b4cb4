import { issue, type Issue, warning } from "../../issues/issue.ts";
import type { Candidates } from "../../model/candidates.ts";
import type { Act, FlowNode } from "../../model/flow.ts";
import type { JsonObject } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { axesOf, judge, readCondition, scopeAt, sizeOf } from "./conditions/valuations.ts";
import { filledFields, requiredWhen } from "./data/filledFields.ts";
import { needsOf } from "./data/needs.ts";
import { branchTable } from "./conditions/branchTable.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { traceAvoiding } from "./traces.ts";

const maxRows = 1_024;

/** Fields read where they may still be empty: a warning, on permits an error. With the way that leaves them empty. */
export function checkFieldLate(check: FlowCheck): readonly Issue[] {
  if (!check.form || !check.tree) return [];
  return check.def.nodes.flatMap((node, i) => {
    const reads = [...conditionReads(node, check), ...plainReads(node)].filter((xid) => check.fields?.has(xid) && !filledFields(check).has(node.id, xid));
    const fields = [...new Set(reads)];
    return fields.length === 0 ? [] : [late(check, node, `/nodes/${i}`, fields)];
  });
}

function late(check: FlowCheck, node: FlowNode, path: string, fields: readonly string[]): Issue {
  const { fills } = filledFields(check);
  const trace = traceAvoiding(check, node.id, (id) => fills(id, fields[0] ?? ""));
  const params = { node: node.id, nodeZh: node.title.zh, nodeEn: node.title.en, fields, trace };
  return check.def.settings.permit ? issue("FLOW_FIELD_LATE", path, params) : warning("FLOW_FIELD_LATE", path, params);
}

/** Fields a node reads outside conditions, by x-id. */
function plainReads(node: FlowNode): string[] {
  switch (node.kind) {
    case "start": return [node.due?.dateField, node.due?.fromField].flatMap(headOf);
    case "fill": case "approval": return [node.due?.dateField, node.due?.fromField, ...peopleFields(node.candidates), ...peopleFields(node.exclude ?? [])].flatMap(headOf);
    case "notify": return peopleFields(node.candidates).flatMap(headOf);
    case "wait": return "dateField" in node.until ? headOf(node.until.dateField) : "key" in node.until ? expressionReads(node.until.key) : [];
    case "act": return actReads(node.act);
    default: return [];
  }
}

function actReads(act: Act): string[] {
  switch (act.do) {
    case "setField": return expressionReads(act.value);
    case "createSubmission": return [...Object.values(act.data ?? {}), ...(act.when === undefined ? [] : [act.when])].flatMap(expressionReads);
    case "raiseAlarm": case "ackAlarm": return act.key === undefined ? [] : expressionReads(act.key);
    case "interlock": return expressionReads(act.area);
    case "outOfService": return [act.points, act.rules, act.from, act.until].flatMap((one) => (one === undefined ? [] : expressionReads(one)));
    case "notify": return peopleFields(act.candidates).flatMap(headOf);
    default: return [];
  }
}

function expressionReads(expression: JsonLogic): string[] {
  return needsOf(expression).flatMap(headOf);
}

function peopleFields(candidates: Candidates): string[] {
  return candidates.flatMap((one) => ("field" in one && typeof one.field === "string" ? [one.field] : []));
}

function headOf(path: string | undefined): string[] {
  return path === undefined ? [] : [path.split(".")[0] ?? ""];
}

/** Fields whose emptiness leaves a condition of the split unknown while no earlier one holds. */
function conditionReads(node: FlowNode, check: FlowCheck): string[] {
  if (node.kind !== "exclusive" && node.kind !== "inclusive") return [];
  const { edges } = branchTable(check, node.id);
  const whens = edges.map((edge) => edge.when ?? null);
  return whens.flatMap((when, i) => emptied(node.id, when, node.kind === "exclusive" ? whens.slice(0, i) : [], check) ?? expressionReads(when));
}

/** Over all values: the fewest empty fields that leave it unknown. Undefined when that cannot be told. */
function emptied(node: string, when: JsonLogic, earlier: readonly JsonLogic[], check: FlowCheck): string[] | undefined {
  const own = readCondition(when, check);
  const before = earlier.flatMap((one) => { const read = readCondition(one, check); return read ? [{ one, read }] : []; });
  const heads = [...(own?.keys() ?? [])].map((path) => path.split(".")[0] ?? "");
  const rules = heads.flatMap((xid) => requiredWhen(check).get(xid) ?? []).flatMap((rule) => readCondition(rule, check) ?? []);
  const axes = own && axesOf([own, ...before.map((one) => one.read), ...rules], check);
  if (!axes || sizeOf(axes) > maxRows) return undefined;
  const empties = Array.from({ length: sizeOf(axes) }, (_, n) => scopeAt(axes, n)).flatMap((scope) => {
    const empty = [...new Set(axes.map((axis) => axis.path.split(".")[0] ?? ""))].filter((xid) => check.fields?.has(xid) && scope[xid] === undefined);
    if (empty.length === 0 || !empty.every((xid) => mayBeEmpty(node, xid, scope, check))) return [];
    return judge(when, scope, check) === "unknown" && before.every(({ one }) => judge(one, scope, check) !== true) ? [empty] : [];
  });
  const fewest = Math.min(...empties.map((one) => one.length));
  return [...new Set(empties.filter((one) => one.length === fewest).flat())].filter((xid) => heads.includes(xid));
}

function mayBeEmpty(node: string, xid: string, scope: JsonObject, check: FlowCheck): boolean {
  if (filledFields(check).has(node, xid)) return false;
  return !(requiredWhen(check).get(xid) ?? []).some((when) => judge(when, scope, check) === true);
}
