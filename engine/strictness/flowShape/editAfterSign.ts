import { issue, type Issue } from "../../issues/issue.ts";
import { own } from "../../model/json.ts";
import type { ApprovalNode, FieldAccess, FieldAccessMap, FlowNode } from "../../model/flow.ts";
import { commonDepth, indexAt, type PlacedFlow } from "./placed.ts";

/** Fields of each section of the form, by section id. */
export interface SectionFields { readonly [section: string]: readonly string[] }

/**
 * Steps that may change, after a locked approval, what it signed or what a
 * locked check reads, and that may not above. Steps that run beside it may
 * come after it.
 */
export function editsAfterSign(upper: PlacedFlow, local: PlacedFlow, locked: readonly string[], protectedFields: readonly string[], sections: SectionFields): readonly Issue[] {
  const signers = locked.flatMap((id) => {
    const node = local.graph.nodes.get(id);
    return node?.kind === "approval" ? [node] : [];
  });
  return local.def.nodes.flatMap((node) => {
    const signer = signers.find((one) => mayFollow(local, node.id, one.id) && changed(upper, node, one, protectedFields, sections).length > 0);
    return signer ? changed(upper, node, signer, protectedFields, sections).map((field) => issue("EDIT_AFTER_SIGN", "/nodes", { node: node.id, field, signer: signer.id })) : [];
  });
}

/** True unless the node surely comes before the signer, or never together with it. */
function mayFollow(flow: PlacedFlow, id: string, signer: string): boolean {
  const [a, b] = [flow.places.get(id), flow.places.get(signer)];
  if (!a || !b || id === signer) return false;
  const depth = commonDepth(a, b);
  const [inA, inB] = [a.blocks[depth], b.blocks[depth]];
  if (inA && inB && inA.split === inB.split) return flow.blocks.get(inA.split)?.kind !== "exclusive";
  return indexAt(flow, a, depth) > indexAt(flow, b, depth);
}

/** Fields the node may write here and could not, after that signer, above. `*` and a section nobody knows stand for any field. */
function changed(upper: PlacedFlow, node: FlowNode, signer: ApprovalNode, protectedFields: readonly string[], sections: SectionFields): readonly string[] {
  const before = upper.graph.nodes.get(node.id);
  const couldBefore = (field: string): boolean => before !== undefined && mayFollow(upper, node.id, signer.id) && mayWrite(before, field, sections);
  const signed = signer.signs ?? touched(node, sections).filter((field) => isAny(field) || accessOf(field, signer.fields, sections) !== "hidden");
  return [...new Set([...signed, ...protectedFields])].filter((field) => mayWrite(node, field, sections) && !couldBefore(field));
}

/** What a node says something about: fields, those of sections that are known, and the rest as a whole. */
function touched(node: FlowNode, sections: SectionFields): readonly string[] {
  if (node.kind === "act") return node.act.do === "setField" ? [node.act.field] : [];
  return "fields" in node ? Object.keys(node.fields).flatMap((name) => fieldsUnder(name, sections) ?? [name]) : [];
}

function mayWrite(node: FlowNode, field: string, sections: SectionFields): boolean {
  if (node.kind === "act") return node.act.do === "setField" && node.act.field === field;
  if (!("fields" in node)) return false;
  const access = isAny(field) ? (own(node.fields, field) as FieldAccess | undefined) : accessOf(field, node.fields, sections);
  return access === "edit" || access === "require";
}

function isAny(field: string): boolean {
  return field === "*" || field.startsWith("section:");
}

/** The fields an access entry stands for; undefined when that cannot be told. */
function fieldsUnder(name: string, sections: SectionFields): readonly string[] | undefined {
  if (!name.startsWith("section:")) return name === "*" ? undefined : [name];
  return own(sections, name.slice("section:".length)) as readonly string[] | undefined;
}

const wide: readonly FieldAccess[] = ["require", "edit", "read", "hidden"];

/** A field's own entry, else its sections' widest, else `*`, else read. A section nobody knows may hold it: the widest of all that is possible. */
function accessOf(field: string, map: FieldAccessMap, sections: SectionFields): FieldAccess {
  const named = own(map, field) as FieldAccess | undefined;
  if (named !== undefined) return named;
  const around = Object.entries(map).filter(([name]) => name.startsWith("section:") && (fieldsUnder(name, sections)?.includes(field) ?? true));
  const isSure = around.some(([name]) => fieldsUnder(name, sections) !== undefined);
  const possible = [...around.map(([, access]) => access), ...(isSure ? [] : [(own(map, "*") as FieldAccess | undefined) ?? "read"])];
  return wide.find((access) => possible.includes(access)) ?? "read";
}
