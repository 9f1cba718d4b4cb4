import type { BpmnMapped, FlowNode, I18nText, Issue, JsonLogic, JsonObject } from "@safeloop/engine";
import type { Element } from "../xml/moddle.ts";
import { Ids } from "./ids.ts";

/** An element as the report names it. */
export interface Named {
  readonly element: string;
  readonly type: string;
  readonly name?: string;
}

/** A node as read so far. `own` carries our settings and is taken as it stands. */
export interface DrawnNode {
  readonly key: string;
  readonly from: Named;
  readonly own: boolean;
  readonly boundary?: boolean; // nothing may lead to it
  readonly meets?: "all" | "any";
  readonly of?: string; // key of the split a join surely belongs to
  node: FlowNode;
}

/** A sequence flow as read so far, between node keys. */
export interface DrawnFlow {
  readonly id: string;
  readonly own?: JsonObject;
  readonly label?: I18nText;
  readonly when?: JsonLogic;
  readonly conditional?: boolean; // it has a condition, readable or not
  default?: true;
  from: string;
  to: string;
}

/** The chosen process while it becomes a flow, and the report on it. */
export class Drawing {
  readonly nodes: DrawnNode[] = [];
  readonly flows: DrawnFlow[] = [];
  readonly nodeIds = new Ids();
  readonly flowIds = new Ids();
  readonly mapped: BpmnMapped[] = [];
  readonly reasons = new Map<Element, I18nText>();
  readonly issues: Issue[] = [];

  /** Adds a node and says so in the report. */
  add(drawn: DrawnNode, note: Pick<BpmnMapped, "needsSetting" | "text"> = {}): DrawnNode {
    this.nodes.push(drawn);
    this.stands(drawn.from, drawn.node, note);
    return drawn;
  }

  /** Says in the report which node stands for an element. */
  stands(from: Named, node: Pick<FlowNode, "id" | "kind">, note: Pick<BpmnMapped, "needsSetting" | "text"> = {}): void {
    this.mapped.push({ ...from, kind: node.kind, node: node.id, ...note });
  }

  /** A line the file does not draw itself. */
  link(from: string, to: string, name: string, suffix: string): void {
    this.flows.push({ id: this.flowIds.make(name, suffix), from, to });
  }

  /** Sequence flows by the node they leave. */
  outs(): ReadonlyMap<string, readonly DrawnFlow[]> {
    return grouped(this.flows, (flow) => flow.from);
  }

  /** Sequence flows by the node they lead to. */
  ins(): ReadonlyMap<string, readonly DrawnFlow[]> {
    return grouped(this.flows, (flow) => flow.to);
  }
}

function grouped(flows: readonly DrawnFlow[], key: (flow: DrawnFlow) => string): Map<string, DrawnFlow[]> {
  const groups = new Map<string, DrawnFlow[]>();
  for (const flow of flows) {
    const group = groups.get(key(flow));
    if (group) group.push(flow);
    else groups.set(key(flow), [flow]);
  }
  return groups;
}
