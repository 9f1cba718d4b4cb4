import { type FlowNode, type I18nText, type JsonObject, warning } from "@safeloop/engine";
import { type Element, manyOf, oneOf, textOf } from "../xml/moddle.ts";
import { settingsOf } from "../xml/settings.ts";
import { conditionOf } from "./conditions.ts";
import { type DrawnFlow, Drawing, type Named } from "./drawing.ts";
import { type Body, both, type ElementKind } from "./kinds/elementKind.ts";
import { elementKindOf } from "./kinds/registry.ts";
import { type Block, SubProcesses } from "./subProcess.ts";
import { plainTitle, titleOf } from "./titles.ts";

/** Where sequence flows enter and leave what stands for an element (node keys). */
export interface Port {
  readonly in: string;
  readonly out: string;
}

const unread = both("条件没有读懂，原文已列出，须设置。", "The condition could not be read; its text is given. Set it.");
const loose = both("它的一端没有对应节点，或在文件中找不到。", "One of its ends has no node, or is not in the file.");

/** Reads one process and what it holds, sub-processes included, as nodes and lines. */
export class ProcessReader {
  readonly drawing = new Drawing();
  readonly ports = new Map<Element, Port>();
  private readonly flows: Element[] = [];
  private readonly inOf = new Map<Element, number>();
  private readonly outOf = new Map<Element, number>();
  private readonly subProcesses = new SubProcesses(this);

  constructor(process: Element, private readonly nameOf: (element: Element) => Named) {
    this.prepare(process);
    this.read(process);
    for (const flow of this.flows) this.flow(flow);
    this.subProcesses.close();
  }

  named(element: Element): Named {
    return this.nameOf(element);
  }

  ins(element: Element): number {
    return this.inOf.get(element) ?? 0;
  }

  outs(element: Element): number {
    return this.outOf.get(element) ?? 0;
  }

  /** Reads the elements of a process, or of a sub-process that becomes a block. */
  read(container: Element, block?: Block): void {
    for (const element of manyOf(container, "flowElements")) {
      if (element.$type === "bpmn:SequenceFlow") this.flows.push(element);
      else if (element.$instanceOf("bpmn:FlowNode")) this.flowNode(element, block);
    }
  }

  /** Nothing inside becomes a node, for this reason. */
  passOver(container: Element, reason: I18nText): void {
    for (const element of manyOf(container, "flowElements")) {
      this.drawing.reasons.set(element, reason);
      this.passOver(element, reason);
    }
  }

  /** Ids that can stay as they are come first, and flows are counted before gateways are judged. */
  private prepare(container: Element): void {
    const elements = manyOf(container, "flowElements");
    const isFlow = (element: Element): boolean => element.$type === "bpmn:SequenceFlow";
    this.drawing.nodeIds.keep(elements.filter((one) => !isFlow(one)).map((one) => this.idIn(one)));
    this.drawing.flowIds.keep(elements.filter(isFlow).map((one) => this.idIn(one)));
    for (const flow of elements.filter(isFlow)) {
      add(this.outOf, oneOf(flow, "sourceRef"));
      add(this.inOf, oneOf(flow, "targetRef"));
    }
    for (const element of elements) this.prepare(element);
  }

  private idIn(element: Element): string {
    const own = settingsOf(element);
    return typeof own === "object" && typeof own["id"] === "string" ? own["id"] : this.nameOf(element).element;
  }

  private flowNode(element: Element, block: Block | undefined): void {
    if (block && this.subProcesses.edgeOf(element, block)) return;
    if (this.subProcesses.expand(element)) return;
    const kind = elementKindOf(element.$type);
    if (!kind) return;
    const own = this.ownOf(element, kind);
    if (own) this.ownNode(element, own);
    else this.drawn(element, kind);
  }

  private ownOf(element: Element, kind: ElementKind): JsonObject | undefined {
    const own = settingsOf(element);
    if (own === undefined) return undefined;
    if (own !== "bad" && typeof own["kind"] === "string" && (kind.carries === "any" || kind.carries.includes(own["kind"]))) return own;
    this.drawing.issues.push(warning("BPMN_SETTINGS_IGNORED", "/xml", { element: this.nameOf(element).element }));
    return undefined;
  }

  private ownNode(element: Element, own: JsonObject): void {
    const from = this.nameOf(element);
    const kind = String(own["kind"]);
    const node = { ...own, id: this.idIn(element), title: titleOf(own["title"], textOf(element, "name"), plainTitle(kind)) } as unknown as FlowNode;
    this.drawing.add({ key: from.element, from, own: true, node });
    for (const cause of manyOf(element, "eventDefinitions")) this.drawing.stands(this.nameOf(cause), node);
    this.ports.set(element, { in: from.element, out: from.element });
  }

  private drawn(element: Element, kind: ElementKind): void {
    const from = this.nameOf(element);
    const id = this.drawing.nodeIds.of(from.element);
    const said = titleOf(undefined, textOf(element, "name"), both("", ""));
    const body = kind.draw({ element, id, title: said.zh === "" ? plainTitle("notify") : said, ins: this.ins(element), outs: this.outs(element) });
    if ("reason" in body) return void this.drawing.reasons.set(element, body.reason);
    const node = { ...body.node, id, title: said.zh === "" ? plainTitle(body.node.kind) : said } as FlowNode;
    this.place(element, from, node, body);
  }

  private place(element: Element, from: Named, node: FlowNode, body: Body): void {
    const boundary = element.$type === "bpmn:BoundaryEvent" || element.get("isForCompensation") === true;
    this.drawing.add({ key: from.element, from, own: false, node, boundary, ...(body.meets ? { meets: body.meets } : {}) }, noteOf(body));
    for (const cause of body.stands ?? []) this.drawing.stands(this.nameOf(cause), node);
    this.ports.set(element, { in: from.element, out: from.element });
  }

  private flow(element: Element): void {
    const [source, target] = [oneOf(element, "sourceRef"), oneOf(element, "targetRef")];
    const [from, to] = [source && this.ports.get(source)?.out, target && this.ports.get(target)?.in];
    if (from === undefined || to === undefined || !source) return void this.drawing.reasons.set(element, loose);
    const condition = conditionOf(oneOf(element, "conditionExpression"));
    const flow: DrawnFlow = { ...this.flowHead(element), from, to, ...condition, ...(condition ? { conditional: true } : {}), ...(oneOf(source, "default") === element ? { default: true } : {}) };
    this.drawing.flows.push(flow);
    const note = condition && "text" in condition ? { needsSetting: unread, text: condition.text } : {};
    this.drawing.mapped.push({ ...this.nameOf(element), kind: "edge", node: flow.id, ...note });
  }

  private flowHead(element: Element): Pick<DrawnFlow, "id" | "own" | "label"> {
    const own = settingsOf(element);
    const { element: id } = this.nameOf(element);
    if (own === "bad") this.drawing.issues.push(warning("BPMN_SETTINGS_IGNORED", "/xml", { element: id }));
    const name = textOf(element, "name");
    const ours = typeof own === "object" ? own : undefined;
    const label = name === undefined && ours?.["label"] === undefined ? {} : { label: titleOf(ours?.["label"], name, both("", "")) };
    return { id: ours ? this.idIn(element) : this.drawing.flowIds.of(id), ...(ours ? { own: ours } : {}), ...label };
  }
}

function add(counts: Map<Element, number>, element: Element | undefined): void {
  if (element) counts.set(element, (counts.get(element) ?? 0) + 1);
}

function noteOf({ needsSetting, text }: Body): { needsSetting?: I18nText & object; text?: string } {
  return { ...(needsSetting ? { needsSetting: { ...needsSetting } } : {}), ...(text === undefined ? {} : { text }) };
}
