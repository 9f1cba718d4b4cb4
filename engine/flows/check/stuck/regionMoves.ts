import type { FlowNode, JoinNode, OnReject } from "../../../model/flow.ts";
import type { Block, Sequence } from "../../plan/block.ts";
import type { RegionId } from "../../types.ts";
import { type Bits } from "../bits.ts";
import type { FlowCheck } from "../flowCheck.ts";
import { findsNobody, staysEmpty } from "../nobody.ts";
import type { RegionData } from "./dataOf.ts";
import { exits, goingBack, leaving, type Move } from "./moves.ts";
import { type Change, unchanged } from "./space.ts";

/** How the branches of an inner block may come out, all that the block around it needs to know of them. */
export interface BlockOutcome {
  readonly ok: boolean;
  readonly failed: boolean;
  /** A branch may end the instance, or leave for a node outside the block. */
  readonly ends: boolean;
  readonly leaves: ReadonlySet<string>;
  readonly nodes: readonly FlowNode[];
}

interface Place {
  readonly region: RegionId;
  readonly data: RegionData;
  readonly check: FlowCheck;
  readonly outcomeOf: (block: Block) => BlockOutcome;
  readonly moves: Move[];
}

/** All steps of one region, its exclusive branches included, inner blocks taken as one step each. */
export function movesOf(sequence: Sequence, place: Omit<Place, "moves">): Move[] {
  const made: Place = { ...place, moves: [] };
  link(sequence, exits.ok, made);
  const targets = [...new Set(made.moves.map((move) => move.from))].filter((id) => isHuman(place.check.graph.nodes.get(id)));
  // Without a human step of its own a region is only ever left by a return, which the region around it sees.
  if (targets.length === 0) return made.moves.filter((move) => move.to !== goingBack);
  return [...made.moves, ...targets.map((to) => ({ from: goingBack, to, change: place.data.forgets }))];
}

function isHuman(node: FlowNode | undefined): boolean {
  return node?.kind === "start" || node?.kind === "fill" || node?.kind === "approval";
}

/** A person may return it from here to a step before. */
function mayReturn(node: FlowNode): boolean {
  return (node.kind === "fill" || node.kind === "approval") && node.returns?.allow !== false;
}

function link(sequence: Sequence, behind: string, place: Place): void {
  sequence.items.forEach((item, i) => {
    const following = sequence.items[i + 1];
    const next = following === undefined ? behind : following.type === "node" ? following.id : following.split;
    if (item.type === "node") return atom(item.id, next, place);
    if (item.kind === "exclusive") return exclusive(item, next, place);
    fork(item, next, place);
  });
}

function add(place: Place, from: string, to: string, change: Change = unchanged, when?: Bits): void {
  place.moves.push({ from, to, change, ...(when === undefined ? {} : { when }) });
}

function atom(id: string, next: string, place: Place): void {
  const node = place.check.graph.nodes.get(id);
  if (!node) return;
  switch (node.kind) {
    case "end": return add(place, id, exits.end);
    case "start": return person(node, next, place);
    case "fill": case "approval": return staysEmpty(node, place.check) ? unattended(node, next, place) : person(node, next, place);
    case "subflow": return subflow(node, next, place);
    case "act": return add(place, id, next, place.data.sets(node));
    default: return add(place, id, next, place.data.writes([node]));
  }
}

/** Nobody can ever be found: it waits for ever, or rejects itself. */
function unattended(node: Extract<FlowNode, { kind: "fill" | "approval" }>, next: string, place: Place): void {
  if (node.onNobody === "autoReject") fails(node, node.kind === "approval" ? node.onReject : { do: "end" }, next, place);
}

function person(node: Extract<FlowNode, { kind: "start" | "fill" | "approval" }>, next: string, place: Place): void {
  const never = node.kind !== "start" && node.onNobody === "autoReject" && findsNobody(node, place.check);
  if (!never) add(place, node.id, next, place.data.writes([node]));
  if (!never && mayReturn(node)) add(place, node.id, goingBack, place.data.writes([node]));
  if (node.kind === "approval") fails(node, node.onReject, next, place);
  else if ((node.kind === "fill" && node.onNobody === "autoReject") || node.due?.onOver === "reject") add(place, node.id, exits.end);
  if (typeof node.due?.onOver === "object") back(node, node.due.onOver.goto, place);
}

function subflow(node: Extract<FlowNode, { kind: "subflow" }>, next: string, place: Place): void {
  add(place, node.id, next, place.data.writes([node]));
  if (node.sync) fails(node, node.onChildReject, next, place);
}

function fails(node: FlowNode, how: OnReject, next: string, place: Place): void {
  if (how.do === "return") return back(node, how.to, place);
  add(place, node.id, how.do === "continue" ? next : how.do === "branch" && place.region !== "root" ? exits.failed : exits.end, place.data.writes([node]));
}

/** To a node of the region itself, or out of it to one around. */
function back(node: FlowNode, to: string, place: Place): void {
  add(place, node.id, targetIn(to, place), { free: [...place.data.writes([node]).free, ...place.data.forgets.free] });
}

function targetIn(to: string, place: Place): string {
  return place.check.layout?.regionOf.get(to) === place.region ? to : leaving(to);
}

/** The first condition that holds, else the default; one nothing can be told of may hold or not. */
function exclusive(block: Block, next: string, place: Place): void {
  const { may, sure, space } = place.data;
  let left = space.all;
  for (const branch of [...block.branches].sort((a, b) => Number(a.edge.default === true) - Number(b.edge.default === true))) {
    const first = branch.sequence.items[0];
    const to = first === undefined ? next : first.type === "node" ? first.id : first.split;
    add(place, block.split, to, unchanged, branch.edge.default ? left : left & may(branch.edge));
    left &= ~sure(branch.edge);
    link(branch.sequence, next, place);
  }
}

function fork(block: Block, next: string, place: Place): void {
  const { ok, failed, ends, leaves, nodes } = place.outcomeOf(block);
  const join = place.check.graph.nodes.get(block.join ?? "") as JoinNode | undefined;
  const change = place.data.writes(nodes);
  const how: OnReject = join?.onFail ?? { do: "end" };
  if (ok) add(place, block.split, next, change);
  if (nodes.some(mayReturn)) add(place, block.split, goingBack, change);
  if (ends) add(place, block.split, exits.end, change);
  for (const to of leaves) add(place, block.split, targetIn(to, place), change);
  if (!failed) return;
  if (how.do === "return") return add(place, block.split, targetIn(how.to, place), change);
  add(place, block.split, how.do === "continue" ? next : how.do === "branch" && place.region !== "root" ? exits.failed : exits.end, change);
}
