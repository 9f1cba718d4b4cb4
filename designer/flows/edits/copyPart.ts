import { blockTree, findBlock, type FlowDefinition, type FlowEdge, type FlowNode, type I18nText, isObject, type JsonLogic, type JsonValue, nodeIdsIn } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { freeName } from "../../forms/formModel.ts";
import { partAt } from "./moveItem.ts";

/** A step, a split with its branches, or the steps of one branch, as it is copied: plain JSON. */
export interface FlowPart {
  readonly title: I18nText;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[]; // inside the part
  readonly head?: string; // none: an empty branch
  readonly tail?: string;
  /** Of a branch: its name and condition. */
  readonly branch?: { readonly label?: I18nText; readonly when?: JsonLogic };
}

function inside(flow: FlowDefinition, ids: ReadonlySet<string>): Pick<FlowPart, "nodes" | "edges"> {
  return { nodes: flow.nodes.filter((node) => ids.has(node.id)), edges: flow.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)) };
}

/** What is copied of a step or split; of a branch (`branch:<edge id>`) its steps with name and condition. */
export function partOf(flow: FlowDefinition, id: string): FlowPart | undefined {
  if (id.startsWith("branch:")) return branchPart(flow, id.slice("branch:".length));
  const part = partAt(flow, id);
  const node = flow.nodes.find((one) => one.id === id);
  return part && node && { title: node.title, ...inside(flow, part.ids), head: part.head, tail: part.after.from };
}

function branchPart(flow: FlowDefinition, edgeId: string): FlowPart | undefined {
  const enter = flow.edges.find((edge) => edge.id === edgeId);
  const branch = enter && findBlock(blockTree(flow), enter.from)?.branches.find((one) => one.enter.id === edgeId);
  if (!enter || !branch || branch.endsHere) return undefined;
  const ids = nodeIdsIn(branch.items);
  const [first, last] = [branch.items[0], branch.items[branch.items.length - 1]];
  const head = first && (first.kind === "node" ? first.node.id : first.split.id);
  const branchHead = { ...(enter.label ? { label: enter.label } : {}), ...(enter.when === undefined ? {} : { when: enter.when }) };
  return { title: enter.label ?? { zh: "分支", en: "Branch" }, ...inside(flow, new Set(ids)), branch: branchHead, ...(head !== undefined && last?.after ? { head, tail: last.after.from } : {}) };
}

/** Members by which one step names another. */
const naming: ReadonlySet<string> = new Set(["id", "of", "node", "to", "from", "goto", "targets"]);

/** The same with every id of the part replaced by its new one, wherever a step names another. */
function renamed(value: JsonValue, names: ReadonlyMap<string, string>, key = ""): JsonValue {
  if (typeof value === "string") return naming.has(key) ? (names.get(value) ?? value) : inPath(value, names);
  if (Array.isArray(value)) return value.map((one: JsonValue) => renamed(one, names, key));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, names, name)])) : value;
}

/** `nodes.<id>.outcome` of an expression. */
function inPath(text: string, names: ReadonlyMap<string, string>): string {
  const [nodes, id = "", ...rest] = text.split(".");
  const name = nodes === "nodes" && rest.length > 0 ? names.get(id) : undefined;
  return name === undefined ? text : ["nodes", name, ...rest].join(".");
}

interface Fresh {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly nameOf: (id: string | undefined) => string;
  readonly freeEdge: () => string;
}

/** The part under ids that the flow does not have yet. */
function fresh(flow: FlowDefinition, part: FlowPart): Fresh {
  const [taken, takenEdges] = [new Set(flow.nodes.map((node) => node.id)), new Set(flow.edges.map((edge) => edge.id))];
  const claim = (wish: string, known: Set<string>): string => {
    const name = freeName(wish, known);
    known.add(name);
    return name;
  };
  const names = new Map(part.nodes.map((node) => [node.id, claim(node.id, taken)]));
  const nodes = part.nodes.map((node) => renamed(node as unknown as JsonValue, names) as unknown as FlowNode);
  const edges = part.edges.map((edge) => ({ ...edge, id: claim(edge.id, takenEdges), from: names.get(edge.from) ?? edge.from, to: names.get(edge.to) ?? edge.to, ...(edge.when === undefined ? {} : { when: renamed(edge.when, names) }) }));
  return { nodes, edges, nameOf: (id) => names.get(id ?? "") ?? "", freeEdge: () => claim("edge", takenEdges) };
}

const pasting = ({ title }: FlowPart): I18nText => ({ zh: `粘贴“${title.zh}”`, en: `Paste “${title.en}”` });

/** Puts a copied part into a line; gives the edit and the id of what it adds. */
export function pasteInto(flow: FlowDefinition, part: FlowPart, edgeId: string): { readonly edit: Edit<FlowDefinition>; readonly id: string } | undefined {
  if (part.head === undefined) return undefined;
  const made = fresh(flow, part);
  const [head, tail, out] = [made.nameOf(part.head), made.nameOf(part.tail), made.freeEdge()];
  const apply = (now: FlowDefinition): FlowDefinition => {
    const target = now.edges.find((edge) => edge.id === edgeId);
    if (!target) return now;
    const edges = now.edges.map((edge) => (edge.id === edgeId ? { ...edge, to: head } : edge));
    return { ...now, nodes: [...now.nodes, ...made.nodes], edges: [...edges, ...made.edges, { id: out, from: tail, to: target.to }] };
  };
  return { id: head, edit: { title: pasting(part), apply } };
}

/** Puts a copied branch, or a step as one, beside the branches of a split, before the default one. */
export function pasteBranch(flow: FlowDefinition, part: FlowPart, splitId: string): { readonly edit: Edit<FlowDefinition>; readonly id: string } | undefined {
  const split = flow.nodes.find((node) => node.id === splitId);
  const join = flow.nodes.find((node) => node.kind === "join" && node.of === splitId);
  if (!split || !join) return undefined;
  const made = fresh(flow, part);
  const enter = made.freeEdge();
  const condition = split.kind === "parallel" ? {} : (part.branch ?? {});
  const inner: readonly FlowEdge[] = part.head === undefined ? [] : [{ id: made.freeEdge(), from: made.nameOf(part.tail), to: join.id }];
  const apply = (now: FlowDefinition): FlowDefinition => {
    const highest = Math.max(0, ...now.edges.filter((edge) => edge.from === splitId && !edge.default).map((edge) => edge.order ?? 0));
    const edges = now.edges.map((edge) => (edge.from === splitId && edge.default ? { ...edge, order: highest + 2 } : edge));
    const first: FlowEdge = { ...condition, id: enter, from: splitId, to: part.head === undefined ? join.id : made.nameOf(part.head), order: highest + 1 };
    return { ...now, nodes: [...now.nodes, ...made.nodes], edges: [...edges, first, ...made.edges, ...inner] };
  };
  return { id: `branch:${enter}`, edit: { title: pasting(part), apply } };
}

/** Where a part goes by what is selected: beside a branch, into a split, or behind a step. */
export function pasteAt(flow: FlowDefinition, part: FlowPart, selected: string | undefined): { readonly edit: Edit<FlowDefinition>; readonly id: string } | undefined {
  const branchOf = selected?.startsWith("branch:") ? flow.edges.find((edge) => `branch:${edge.id}` === selected) : undefined;
  if (branchOf && part.branch) return pasteBranch(flow, part, branchOf.from);
  if (branchOf) return pasteInto(flow, part, branchOf.id);
  const node = flow.nodes.find((one) => one.id === selected);
  if (node && part.branch) return pasteBranch(flow, part, node.kind === "join" ? node.of : node.id);
  const after = node && (partAt(flow, node.id)?.after ?? flow.edges.find((edge) => edge.from === node.id && node.kind !== "exclusive" && node.kind !== "parallel"));
  return after ? pasteInto(flow, part, after.id) : undefined;
}
