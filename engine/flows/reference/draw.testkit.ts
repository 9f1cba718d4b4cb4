import type { Candidates } from "../../model/candidates.ts";
import type { ActNode, ApprovalNode, EndNode, FillNode, FlowDefinition, FlowEdge, FlowNode, FlowSettings, JoinNode, Life, StartNode, SubflowNode, WaitNode } from "../../model/flow.ts";
import type { JsonLogic } from "../../model/logic.ts";

/** A piece of a drawing: one node, or a split with its branches and join. */
export type Piece = FlowNode | Block;

export interface Block {
  readonly split: FlowNode;
  readonly branches: readonly Branch[];
  readonly join: JoinNode;
}

export interface Branch {
  readonly pieces: readonly Piece[];
  readonly when?: JsonLogic;
  readonly default?: true;
}

const title = (id: string): { zh: string; en: string } => ({ zh: id, en: id });

export function persons(...ids: readonly string[]): Candidates {
  return ids.map((person) => ({ kind: "person", person }));
}

const asked = { onNobody: "block", selfApproval: "allow", fields: { "*": "edit" } } as const;

/** An approval by these people; all must approve unless `settings` say otherwise. */
export function ask(id: string, people: readonly string[], settings: Partial<ApprovalNode> = {}): ApprovalNode {
  return { id, kind: "approval", title: title(id), mode: "all", completion: "early", dedupe: "none", onReject: { do: "end" }, candidates: persons(...people), ...asked, ...settings };
}

export function fill(id: string, people: readonly string[], settings: Partial<FillNode> = {}): FillNode {
  return { id, kind: "fill", title: title(id), candidates: persons(...people), ...asked, ...settings };
}

export function set(id: string, field: string, value: JsonLogic): ActNode {
  return { id, kind: "act", title: title(id), act: { do: "setField", field, value } };
}

export function raise(id: string, settings: Partial<ActNode> = {}): ActNode {
  return { id, kind: "act", title: title(id), act: { do: "raiseAlarm", rule: "r" }, ...settings };
}

export function tell(id: string): FlowNode {
  return { id, kind: "notify", title: title(id), candidates: persons("ann"), message: title(id) };
}

export function wait(id: string, until: WaitNode["until"]): WaitNode {
  return { id, kind: "wait", title: title(id), until };
}

export function subflow(id: string, settings: Partial<SubflowNode> = {}): SubflowNode {
  return { id, kind: "subflow", title: title(id), flow: { id: "child", hash: "h" }, sync: true, onChildReject: { do: "end" }, ...settings };
}

type JoinSettings = Partial<Pick<JoinNode, "mode" | "onFail">>;

export function parallel(id: string, branches: readonly (readonly Piece[])[], settings: JoinSettings = {}): Block {
  return { split: { id, kind: "parallel", title: title(id) }, branches: branches.map((pieces) => ({ pieces })), join: joinOf(id, settings) };
}

export function inclusive(id: string, branches: readonly Branch[], settings: JoinSettings = {}): Block {
  return { split: { id, kind: "inclusive", title: title(id) }, branches, join: joinOf(id, settings) };
}

export function exclusive(id: string, branches: readonly Branch[]): Block {
  return { split: { id, kind: "exclusive", title: title(id) }, branches, join: joinOf(id, { mode: "any" }) };
}

function joinOf(of: string, settings: JoinSettings): JoinNode {
  return { id: `${of}-join`, kind: "join", title: title(of), of, mode: "all", ...settings };
}

export interface Drawing {
  readonly settings?: Partial<FlowSettings>;
  readonly start?: Partial<StartNode>;
  readonly life?: Life;
  readonly outcome?: string;
}

/** S, the pieces one after the other, then the end. */
export function draw(pieces: readonly Piece[], more: Drawing = {}): FlowDefinition {
  const pen = new Pen();
  const start: StartNode = { id: "S", kind: "start", title: title("S"), fields: { "*": "edit" }, ...more.start };
  const end: EndNode = { id: "Z", kind: "end", title: title("Z"), outcome: more.outcome ?? "approved" };
  pen.nodes.push(start);
  pen.line("S", [...pieces, end], {});
  return {
    id: "flow", revision: 1, title: title("flow"), form: { id: "form" }, nodes: pen.nodes, edges: pen.edges,
    settings: { withdraw: "beforeFirst", admin: persons("admin"), ...more.settings }, ...(more.life ? { life: more.life } : {}),
  };
}

class Pen {
  readonly nodes: FlowNode[] = [];
  readonly edges: FlowEdge[] = [];

  /** Draws pieces behind `from`; the first edge carries `first`. Answers the last node and what its edge must carry. */
  line(from: string, pieces: readonly Piece[], first: Partial<FlowEdge>): { from: string; carry: Partial<FlowEdge> } {
    let at = { from, carry: first };
    for (const piece of pieces) at = { from: this.piece(piece, at.from, at.carry), carry: {} };
    return at;
  }

  edge(from: string, to: string, more: Partial<FlowEdge>): void {
    const order = this.edges.filter((edge) => edge.from === from).length;
    this.edges.push({ id: `e${this.edges.length}`, from, to, order, ...more });
  }

  piece(piece: Piece, from: string, carry: Partial<FlowEdge>): string {
    if (!("split" in piece)) {
      this.nodes.push(piece);
      this.edge(from, piece.id, carry);
      return piece.id;
    }
    this.nodes.push(piece.split);
    this.edge(from, piece.split.id, carry);
    for (const branch of piece.branches) this.branch(piece, branch);
    this.nodes.push(piece.join);
    return piece.join.id;
  }

  branch(block: Block, branch: Branch): void {
    const { pieces, ...condition } = branch;
    const end = this.line(block.split.id, pieces, condition);
    if (this.nodes.at(-1)?.kind !== "end") this.edge(end.from, block.join.id, end.carry);
  }
}
