import { issue, type Issue, warning } from "../../issues/issue.ts";
import type { ApprovalNode, FlowNode } from "../../model/flow.ts";
import type { Branch, Sequence } from "../plan/block.ts";
import { readableFields, writableFields } from "../fields.ts";
import { varsOf } from "../../logic/index.ts";
import { type Bits, Index, none } from "./bits.ts";
import { relation } from "./chains.ts";
import type { FlowCheck } from "./flowCheck.ts";
import { traceVia } from "./traces.ts";

/** What a node writes, signs and reads in conditions, as bits of fields. */
interface Touch { readonly node: FlowNode; readonly writes: Bits; readonly signs: Bits; readonly reads: Bits }

/**
 * Fields written where they should not be: after an approval has signed them
 * (refused on permits), in two parallel branches, or in one while another's
 * condition reads them (warned of).
 */
export function checkFieldWrites(check: FlowCheck): readonly Issue[] {
  if (!check.form || !check.tree || !check.layout) return [];
  const fields = new Index();
  const touches = new Map(check.def.nodes.map((node) => [node.id, touchOf(node, fields, check)]));
  return [...lateWrites(check, fields, [...touches.values()]), ...races(check.tree, fields, touches)];
}

function touchOf(node: FlowNode, fields: Index, check: FlowCheck): Touch {
  const signs = node.kind === "approval" ? signedBy(node, check) : [];
  return { node, writes: fields.bits(writtenBy(node, check)), signs: fields.bits(signs), reads: fields.bits(readBy(node, check)) };
}

/** One issue a writer: the fields, and the approvals nearest before it (or beside it) that stand for them. */
function lateWrites(check: FlowCheck, fields: Index, touches: readonly Touch[]): Issue[] {
  const place = (one: Touch): number => check.layout?.order.get(one.node.id) ?? 0;
  const ordered = [...touches].sort((a, b) => place(b) - place(a));
  const signers = ordered.filter((one) => one.signs !== none);
  return ordered.filter((one) => one.writes !== none).reverse().flatMap((writer) => {
    let left = writer.writes;
    const found = signers.filter((signer) => {
      if ((signer.signs & left) === none || signer === writer) return false;
      const how = relation(check, signer.node.id, writer.node.id);
      if (how === "apart" || (how === "inLine" && place(signer) > place(writer))) return false;
      left &= ~signer.signs;
      return true;
    });
    return found.length === 0 ? [] : [lateWrite(check, writer, found, fields.of(writer.writes & ~left))];
  });
}

function lateWrite(check: FlowCheck, writer: Touch, signers: readonly Touch[], fields: readonly string[]): Issue {
  const { id, title } = writer.node;
  const params = {
    node: id, nodeZh: title.zh, nodeEn: title.en, fields, signedAt: signers.map((one) => one.node.id),
    signedAtZh: signers.map((one) => one.node.title.zh), signedAtEn: signers.map((one) => one.node.title.en), trace: traceVia(check, signers[0]?.node.id ?? id, id),
  };
  const path = `/nodes/${check.def.nodes.indexOf(writer.node)}`;
  return check.def.settings.permit ? issue("FLOW_EDIT_AFTER_SIGN", path, params) : warning("FLOW_EDIT_AFTER_SIGN", path, params);
}

interface Sum { readonly writes: Bits; readonly reads: Bits; readonly touches: readonly Touch[] }

/** At each parallel or inclusive split: what more than one branch writes, and what one writes and another reads. */
function races(tree: Sequence, fields: Index, touches: ReadonlyMap<string, Touch>): Issue[] {
  const found: Issue[] = [];
  const sum = (sequence: Sequence): Sum => {
    const parts: Sum[] = sequence.items.map((item) => {
      const own = touches.get(item.type === "node" ? item.id : item.split);
      const inner = item.type === "node" ? [] : item.branches.map((branch: Branch) => sum(branch.sequence));
      if (item.type === "block" && item.kind !== "exclusive") found.push(...racesAt(inner, fields));
      return merge([...(own ? [{ writes: own.writes, reads: own.reads, touches: [own] }] : []), ...inner]);
    });
    return merge(parts);
  };
  sum(tree);
  return found;
}

function racesAt(branches: readonly Sum[], fields: Index): Issue[] {
  let [once, twice, readElsewhere] = [none, none, none];
  for (const branch of branches) [once, twice] = [once | branch.writes, twice | (once & branch.writes)];
  branches.forEach((branch, i) => branches.forEach((other, k) => { if (i !== k) readElsewhere |= branch.writes & other.reads; }));
  const all = branches.flatMap((one) => one.touches);
  return [
    ...race(fields, twice, all.filter((one) => (one.writes & twice) !== none), "都会写", "all write"),
    ...race(fields, readElsewhere & ~twice, all.filter((one) => ((one.writes | one.reads) & readElsewhere & ~twice) !== none), "有的写、有的在条件里读", "partly write and partly test"),
  ];
}

function race(fields: Index, raced: Bits, touches: readonly Touch[], howZh: string, howEn: string): Issue[] {
  return raced === none ? [] : [warning("FLOW_BRANCH_RACE", "/nodes", { fields: fields.of(raced), nodes: touches.map((one) => one.node.id), howZh, howEn })];
}

function merge(parts: readonly Sum[]): Sum {
  return { writes: parts.reduce((all, one) => all | one.writes, none), reads: parts.reduce((all, one) => all | one.reads, none), touches: parts.flatMap((one) => one.touches) };
}

/** Fields a node may write, by x-id. */
export function writtenBy(node: FlowNode, check: FlowCheck): readonly string[] {
  if (node.kind === "act") return node.act.do === "setField" ? [node.act.field] : [];
  return check.form && (node.kind === "start" || node.kind === "fill" || node.kind === "approval") ? writableFields(check.form, node.fields) : [];
}

/** What an approval stands for, less what it may itself still write. */
function signedBy(node: ApprovalNode, check: FlowCheck): readonly string[] {
  return node.signs ?? (check.form ? readableFields(check.form, node.fields) : []);
}

function readBy(node: FlowNode, check: FlowCheck): readonly string[] {
  if (node.kind !== "exclusive" && node.kind !== "inclusive") return [];
  const paths = (check.graph.out.get(node.id) ?? []).flatMap((edge) => (edge.when === undefined ? [] : varsOf(edge.when)));
  return paths.map((path) => path.split(".")[0] ?? "").filter((xid) => check.fields?.has(xid));
}
