import type { FlowDefinition, FlowEdge, FlowNode } from "../../model/flow.ts";
import { layoutOf } from "../plan/plan.ts";
import { graphOf } from "../plan/graph.ts";
import { reduceFlow } from "../plan/reduce.ts";
import { approval, fill, join, setField, split } from "../testing/plant.testkit.ts";

/** Chance for one edit: which, where, and two coins. */
export interface Edit { readonly what: number; readonly pick: number; readonly flag: boolean; readonly who: string }

interface Drawn { nodes: FlowNode[]; edges: FlowEdge[] }

/** The next revision of a definition after some edits by chance. */
export function mutate(def: FlowDefinition, edits: readonly Edit[]): FlowDefinition {
  const drawn: Drawn = { nodes: [...def.nodes], edges: [...def.edges] };
  edits.forEach((edit, i) => kinds[edit.what % kinds.length]?.(drawn, edit, `${def.revision}x${i}`));
  const next = { ...def, revision: def.revision + 1, nodes: drawn.nodes, edges: drawn.edges };
  return withTargets(next);
}

const kinds: readonly ((drawn: Drawn, edit: Edit, tag: string) => void)[] = [
  (d, e, tag) => insert(d, pickOf(d.edges, e.pick), newNode(`N${tag}`, e)),
  (d, e) => void takeOut(d, pickOf(atoms(d), e.pick)?.id),
  (d, e, tag) => rename(d, pickOf(d.nodes.filter((node) => node.kind !== "start"), e.pick)?.id, `R${tag}`),
  (d, e) => change(d, pickOf(d.nodes.filter((node) => node.kind === "approval"), e.pick)?.id, { mode: ["all", "sequence", "anyApprove", "firstDecision"][e.pick % 4] ?? "all", completion: e.flag ? "early" : "collectAll", rejectPolicy: undefined, vote: undefined }),
  addBranch,
  removeBranch,
  move,
  (d, e) => change(d, pickOf(parallelJoins(d), e.pick)?.id, { mode: [{ n: 2 }, "all", "any", { n: 1 }][e.pick % 4] }),
  (d, e) => change(d, pickOf(d.nodes.filter((node) => node.kind === "approval" || node.kind === "fill"), e.pick)?.id, { due: e.flag ? { after: `PT${1 + (e.pick % 9)}H`, onOver: "remind", remindAt: [50] } : undefined }),
  wrap,
  unwrap,
  (d, e, tag) => change(d, pickOf(atoms(d), e.pick)?.id, { title: { zh: tag, en: tag }, ...(e.flag ? { candidates: [{ kind: "person", person: e.who }] } : {}) }),
];

function newNode(id: string, { flag, pick, who }: Edit): FlowNode {
  const more = pick % 3 === 0 ? { mandatory: true } : {};
  if (pick % 5 === 0) return setField(id, "f", "x");
  return flag ? approval(id, [who], more) : fill(id, [who], { onNobody: "toAdmin", ...more });
}

function pickOf<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

function atoms(d: Drawn): FlowNode[] {
  return d.nodes.filter((node) => node.kind === "approval" || node.kind === "fill" || node.kind === "act");
}

function change(d: Drawn, id: string | undefined, more: object): void {
  d.nodes = d.nodes.map((node) => (node.id === id ? (Object.fromEntries(Object.entries({ ...node, ...more }).filter(([, value]) => value !== undefined)) as unknown as FlowNode) : node));
}

/** The edge keeps its id up to the new node, so that a branch stays the same branch. */
function insert(d: Drawn, edge: FlowEdge | undefined, node: FlowNode): void {
  if (!edge) return;
  d.nodes = [...d.nodes, node];
  d.edges = [...d.edges.map((one) => (one === edge ? { ...one, to: node.id } : one)), { id: `i${node.id}`, from: node.id, to: edge.to, order: edge.order ?? 0 }];
}

function takeOut(d: Drawn, id: string | undefined): FlowNode | undefined {
  const node = d.nodes.find((one) => one.id === id);
  const out = d.edges.find((edge) => edge.from === id);
  if (!node || !out) return undefined;
  d.nodes = d.nodes.filter((one) => one !== node);
  d.edges = d.edges.filter((edge) => edge !== out).map((edge) => (edge.to === id ? { ...edge, to: out.to } : edge));
  return node;
}

function rename(d: Drawn, id: string | undefined, to: string): void {
  if (id === undefined) return;
  const name = (one: string): string => (one === id ? to : one);
  d.nodes = d.nodes.map((node) => ({ ...node, id: name(node.id), ...(node.kind === "join" ? { of: name(node.of) } : {}) }));
  d.edges = d.edges.map((edge) => ({ ...edge, from: name(edge.from), to: name(edge.to) }));
}

function parallelJoins(d: Drawn): FlowNode[] {
  return d.nodes.filter((node) => node.kind === "join" && d.nodes.some((one) => one.id === node.of && one.kind !== "exclusive"));
}

function addBranch(d: Drawn, e: Edit, tag: string): void {
  const to = pickOf(d.nodes.filter((node) => node.kind === "join"), e.pick);
  if (to?.kind !== "join") return;
  const siblings = d.edges.filter((edge) => edge.from === to.of);
  const kind = d.nodes.find((node) => node.id === to.of)?.kind;
  const order = e.flag ? Math.min(...siblings.map((edge) => edge.order ?? 0)) - 1 : Math.max(...siblings.map((edge) => edge.order ?? 0)) + 1;
  const edge: FlowEdge = { id: `b${tag}`, from: to.of, to: to.id, order, ...(kind === "parallel" ? {} : { when: { "==": [{ var: "g" }, "x"] } }) };
  d.edges = [...d.edges, edge];
  if (e.pick % 4 !== 0) insert(d, edge, newNode(`B${tag}`, e));
}

function removeBranch(d: Drawn, e: Edit): void {
  const to = pickOf(d.nodes.filter((node) => node.kind === "join" && d.edges.filter((edge) => edge.from === node.of).length > 2), e.pick);
  if (to?.kind !== "join") return;
  const edge = pickOf(d.edges.filter((one) => one.from === to.of && one.default !== true), e.pick);
  if (!edge) return;
  dropFrom(d, edge, to.id);
}

function move(d: Drawn, e: Edit): void {
  const node = takeOut(d, pickOf(atoms(d), e.pick)?.id);
  if (node) insert(d, pickOf(d.edges, e.pick * 7 + 3), node);
}

/** A node goes into one branch of a new parallel block, a new one into the other. */
function wrap(d: Drawn, e: Edit, tag: string): void {
  const id = pickOf(atoms(d), e.pick)?.id;
  const out = d.edges.find((edge) => edge.from === id);
  if (id === undefined || !out) return;
  const [at, other, end] = [`P${tag}`, `Q${tag}`, `J${tag}`];
  d.edges = [
    ...d.edges.map((edge) => (edge.to === id ? { ...edge, to: at } : edge === out ? { ...edge, to: end } : edge)),
    { id: `w${tag}a`, from: at, to: id, order: 1 }, { id: `w${tag}b`, from: at, to: other, order: 2 }, { id: `w${tag}c`, from: other, to: end, order: 3 }, { id: `w${tag}d`, from: end, to: out.to, order: 4 },
  ];
  d.nodes = [...d.nodes, split(at, "parallel"), approval(other, [e.who], { onNobody: "toAdmin" }), join(end, at, e.flag ? "all" : "any")];
}

/** A block is dissolved: its first branch stays in line. */
function unwrap(d: Drawn, e: Edit): void {
  const to = pickOf(parallelJoins(d), e.pick);
  if (to?.kind !== "join") return;
  for (let more = d.edges.filter((edge) => edge.from === to.of); more.length > 1; more = d.edges.filter((edge) => edge.from === to.of)) {
    const last = more[more.length - 1] as FlowEdge;
    dropFrom(d, last, to.id);
  }
  d.edges = d.edges.map((edge) => (edge.from === to.of ? { id: edge.id, from: edge.from, to: edge.to, order: 0 } : edge));
  takeOut(d, to.of);
  takeOut(d, to.id);
}

function dropFrom(d: Drawn, edge: FlowEdge, end: string): void {
  const inside = new Set<string>();
  for (const todo = [edge.to]; todo.length > 0;) {
    const at = todo.pop() as string;
    if (at === end || inside.has(at)) continue;
    inside.add(at);
    todo.push(...d.edges.filter((one) => one.from === at).map((one) => one.to));
  }
  d.nodes = d.nodes.filter((node) => !inside.has(node.id));
  d.edges = d.edges.filter((one) => one !== edge && !inside.has(one.from) && !inside.has(one.to));
}

/** Returns and jumps whose target is gone or no longer before go to the start; a failed branch at the root ends. */
function withTargets(def: FlowDefinition): FlowDefinition {
  const { tree } = reduceFlow(graphOf(def));
  const regionOf = tree ? layoutOf(tree).regionOf : new Map<string, string>();
  const fix = (node: FlowNode): FlowNode => {
    const loose = { ...node } as unknown as Record<string, unknown>;
    for (const key of ["onReject", "onFail"]) {
      const how = loose[key] as { readonly do: string } | undefined;
      if (how?.do === "return") loose[key] = { do: "return", to: "S" };
      const here = node.kind === "join" ? regionOf.get(node.of) : regionOf.get(node.id);
      if (how?.do === "branch" && here === "root") loose[key] = { do: "end" };
    }
    const due = loose["due"] as { readonly onOver?: unknown } | undefined;
    if (typeof due?.onOver === "object") loose["due"] = { ...due, onOver: { goto: "S" } };
    return loose as unknown as FlowNode;
  };
  return { ...def, nodes: def.nodes.map(fix) };
}
