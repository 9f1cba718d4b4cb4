import { issue, type Issue, warning } from "../../issues/issue.ts";
import type { ApprovalNode, FlowNode } from "../../model/flow.ts";
import { readableFields, writableFields } from "../fields.ts";
import { chainsOf, type Chain, isExclusiveSplit } from "./chains.ts";
import type { FlowCheck } from "./flowCheck.ts";

/**
 * Fields written where they should not be: after an approval has signed them
 * (refused on permits), or in two parallel branches at once (warned of).
 */
export function checkFieldWrites(check: FlowCheck): readonly Issue[] {
  const { form, tree, layout } = check;
  if (!form || !tree || !layout) return [];
  const chains = chainsOf(tree);
  const writers = check.def.nodes.map((node) => ({ node, fields: writtenBy(node, check), chain: chains.get(node.id) ?? [] })).filter((one) => one.fields.length > 0);
  const signers = check.def.nodes.flatMap((node) => (node.kind === "approval" ? [{ node, fields: signedBy(node, check), chain: chains.get(node.id) ?? [] }] : []));
  const order = (node: FlowNode): number => layout.order.get(node.id) ?? 0;
  const late = writers.flatMap((writer) => signers.filter((signer) => order(signer.node) < order(writer.node) && !apart(check, signer.chain, writer.chain)).flatMap((signer) => lateWrite(check, writer, signer)));
  return [...late, ...writers.flatMap((a, i) => writers.slice(i + 1).filter((b) => inParallel(check, a.chain, b.chain)).flatMap((b) => race(a, b)))];
}

interface Writer { readonly node: FlowNode; readonly fields: readonly string[]; readonly chain: Chain }

function lateWrite(check: FlowCheck, writer: Writer, signer: Writer): Issue[] {
  const fields = writer.fields.filter((xid) => signer.fields.includes(xid));
  const params = { node: writer.node.id, nodeZh: writer.node.title.zh, nodeEn: writer.node.title.en, fields, signedAt: signer.node.id, signedAtZh: signer.node.title.zh, signedAtEn: signer.node.title.en };
  const path = `/nodes/${check.def.nodes.indexOf(writer.node)}`;
  return fields.length === 0 ? [] : [check.def.settings.permit ? issue("FLOW_EDIT_AFTER_SIGN", path, params) : warning("FLOW_EDIT_AFTER_SIGN", path, params)];
}

function race(a: Writer, b: Writer): Issue[] {
  const fields = a.fields.filter((xid) => b.fields.includes(xid));
  return fields.length === 0 ? [] : [warning("FLOW_BRANCH_RACE", "/nodes", { fields, nodes: [a.node.id, b.node.id] })];
}

function writtenBy(node: FlowNode, check: FlowCheck): readonly string[] {
  if (node.kind === "act") return node.act.do === "setField" ? [node.act.field] : [];
  return check.form && (node.kind === "start" || node.kind === "fill" || node.kind === "approval") ? writableFields(check.form, node.fields) : [];
}

/** What an approval stands for, less what it may itself still write. */
function signedBy(node: ApprovalNode, check: FlowCheck): readonly string[] {
  return node.signs ?? (check.form ? readableFields(check.form, node.fields) : []);
}

/** In different branches of one split; of an exclusive only one is ever walked. */
function apart(check: FlowCheck, a: Chain, b: Chain): boolean {
  return split(a, b) !== undefined && isExclusiveSplit(check, split(a, b) ?? "");
}

function inParallel(check: FlowCheck, a: Chain, b: Chain): boolean {
  const at = split(a, b);
  return at !== undefined && !isExclusiveSplit(check, at);
}

/** The split at which two places part, if they do. */
function split(a: Chain, b: Chain): string | undefined {
  return a.find(([id, branch]) => b.some(([other, taken]) => id === other && branch !== taken))?.[0];
}
