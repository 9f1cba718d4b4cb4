import type { FlowNode, I18nText } from "@safeloop/engine";
import { type Element, manyOf, textOf } from "../xml/moddle.ts";
import type { DrawnNode } from "./drawing.ts";
import { both } from "./kinds/elementKind.ts";
import type { ProcessReader } from "./readProcess.ts";
import { titleOf } from "./titles.ts";

const byEvent = both("事件子流程没有对应：它不在任何连线上。", "There is no event sub-process: no line leads to it.");
const adHoc = both("自由顺序（ad-hoc）子流程没有画出先后，须另建一个流程。", "An ad-hoc sub-process draws no order; make it a flow of its own.");

/** First and last node of the block an expanded sub-process becomes. */
export interface Block {
  readonly entry: DrawnNode;
  readonly exit: DrawnNode;
}

/**
 * An expanded sub-process becomes a block of the flow it stands in: a split at
 * its start, a join at its ends. It is not made a sub-flow, for it shares data,
 * people and history with what is around it. A collapsed one has nothing to
 * show and becomes a sub-flow (kinds/activities.ts).
 */
export class SubProcesses {
  private readonly blocks: { readonly element: Element; readonly block: Block }[] = [];
  constructor(private readonly reader: ProcessReader) {}

  /** Start and end events of a block stand for its split and its join. */
  edgeOf(element: Element, { entry, exit }: Block): boolean {
    const drawn = element.$type === "bpmn:StartEvent" ? entry : element.$type === "bpmn:EndEvent" ? exit : undefined;
    if (!drawn) return false;
    this.reader.ports.set(element, { in: drawn.key, out: drawn.key });
    this.reader.drawing.stands(this.reader.named(element), drawn.node);
    return true;
  }

  /** True when the element is a sub-process that is dealt with here. */
  expand(element: Element): boolean {
    if (!element.$instanceOf("bpmn:SubProcess")) return false;
    if (element.get("triggeredByEvent") === true) {
      this.reader.drawing.reasons.set(element, byEvent);
      this.reader.passOver(element, byEvent);
      return true;
    }
    if (element.$type === "bpmn:AdHocSubProcess") this.reader.passOver(element, adHoc);
    const inside = element.$type === "bpmn:AdHocSubProcess" ? [] : flowNodesOf(element);
    if (inside.length > 0) this.block(element, inside);
    return inside.length > 0;
  }

  private block(element: Element, inside: readonly Element[]): void {
    const from = this.reader.named(element);
    const { drawing, ports } = this.reader;
    const title = titleOf(undefined, textOf(element, "name"), both("子流程", "Sub-process"));
    const id = drawing.nodeIds.of(from.element);
    const entry: DrawnNode = { key: from.element, from, own: false, node: { id, kind: this.splitOf(inside), title } };
    const exit: DrawnNode = { key: `${from.element}/exit`, from, own: false, of: entry.key, node: join(drawing.nodeIds.make(id, "-exit"), title) };
    ports.set(element, { in: entry.key, out: exit.key });
    drawing.add(entry);
    this.reader.read(element, { entry, exit });
    drawing.add(exit);
    this.blocks.push({ element, block: { entry, exit } });
  }

  /** Several lines out of the one start, or several first steps, run side by side; several starts are alternatives. */
  private splitOf(inside: readonly Element[]): "exclusive" | "parallel" {
    const starts = inside.filter((one) => one.$type === "bpmn:StartEvent");
    const [first] = starts;
    const lines = first ? this.reader.outs(first) : this.firsts(inside).length;
    return starts.length <= 1 && lines > 1 ? "parallel" : "exclusive";
  }

  private firsts(inside: readonly Element[]): readonly Element[] {
    return inside.filter((one) => this.reader.ins(one) === 0 && one.$type !== "bpmn:BoundaryEvent");
  }

  /** Lines a modeller may leave out: from the split to first steps where no start is drawn, from last steps to the join. */
  close(): void {
    for (const { element, block } of this.blocks) {
      const inside = flowNodesOf(element);
      const { drawing, ports } = this.reader;
      const begun = inside.some((one) => one.$type === "bpmn:StartEvent");
      for (const one of begun ? [] : this.firsts(inside)) {
        const inner = ports.get(one);
        if (inner) drawing.link(block.entry.key, inner.in, this.reader.named(one).element, "-begin");
      }
      for (const one of inside.filter((last) => this.reader.outs(last) === 0 && last.$type !== "bpmn:EndEvent")) {
        const inner = ports.get(one);
        if (inner) drawing.link(inner.out, block.exit.key, this.reader.named(one).element, "-finish");
      }
    }
  }
}

function flowNodesOf(element: Element): readonly Element[] {
  return manyOf(element, "flowElements").filter((one) => one.$instanceOf("bpmn:FlowNode"));
}

function join(id: string, title: I18nText): FlowNode {
  return { id, kind: "join", title, of: "", mode: "any" };
}
