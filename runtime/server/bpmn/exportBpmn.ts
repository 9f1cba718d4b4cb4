import type { FlowDefinition, FlowEdge, FlowNode } from "@safeloop/engine";
import { type Box, boxOf, diagramOf, type Line } from "./write/diagram.ts";
import { layoutOf } from "./write/layout.ts";
import { type Shape, shapesOf } from "./write/shapes.ts";
import { XmlIds } from "./write/xmlIds.ts";
import { type Element, moddle } from "./xml/moddle.ts";
import { settingsElement, xmlJson, xmlText } from "./xml/settings.ts";
import { jsonLogicLanguage } from "./xml/settingsPackage.ts";

/**
 * A flow as BPMN 2.0 XML with a diagram. What BPMN can say is said in BPMN;
 * every setting beyond goes into `safeloop:settings` of its element, so that
 * importing the file again gives an equal definition. Takes drafts as well.
 */
export async function exportBpmn(flow: FlowDefinition): Promise<string> {
  const { xml } = await moddle().toXML(new FlowWriter(flow).definitions(), { format: true });
  return xml;
}

class FlowWriter {
  private readonly ids = new XmlIds();
  private readonly roots: Element[] = [];
  private readonly byId = new Map<string, { readonly node: FlowNode; readonly box: Box }>();

  constructor(private readonly flow: FlowDefinition) {}

  definitions(): Element {
    const boxes = this.boxes();
    const loose: { readonly at: number; readonly edge: FlowEdge }[] = [];
    const lines = this.flow.edges.flatMap((edge, at) => {
      const line = this.line(edge);
      if (!line) loose.push({ at, edge });
      return line ? [line] : [];
    });
    const process = this.process(boxes, lines, loose);
    const diagrams = [diagramOf(process, boxes, lines)];
    return moddle().create("bpmn:Definitions", { id: "_definitions", targetNamespace: "urn:safeloop:flows", exporter: "Safeloop", rootElements: [process, ...this.roots], diagrams });
  }

  private process(boxes: readonly Box[], lines: readonly Line[], loose: readonly object[]): Element {
    const { nodes: _nodes, edges: _edges, ...head } = this.flow;
    return moddle().create("bpmn:Process", {
      id: `_flow_${this.flow.id.replace(/[^A-Za-z0-9._-]/g, "-")}`, name: xmlText(this.flow.title.zh), isExecutable: false,
      extensionElements: settingsElement({ ...head, ...(loose.length > 0 ? { loose } : {}) }),
      flowElements: [...boxes.map((box) => box.element), ...lines.map((line) => line.element)],
    });
  }

  private boxes(): readonly Box[] {
    const shapes = shapesOf(this.flow);
    const places = layoutOf(this.flow);
    return this.flow.nodes.map((node, i) => {
      const shape = shapes[i] as Shape;
      const box = boxOf(this.element(node, shape), shape, places[i] ?? { column: 0, row: 0 });
      if (!this.byId.has(node.id)) this.byId.set(node.id, { node, box });
      return box;
    });
  }

  private element(node: FlowNode, shape: Shape): Element {
    const xmlId = this.ids.of(node.id, "node");
    const { id, ...settings } = node;
    return moddle().create(shape.type, {
      id: xmlId, name: xmlText(node.title.zh), ...shape.more?.(node, this.roots), extensionElements: settingsElement(id === xmlId ? settings : { id, ...settings }),
    });
  }

  /** An edge of a draft that leads nowhere has no line. */
  private line(edge: FlowEdge): Line | undefined {
    const [from, to] = [this.byId.get(edge.from), this.byId.get(edge.to)];
    if (!from || !to) return undefined;
    const element = this.sequenceFlow(edge, from.box.element, to.box.element, this.isOnlyDefault(edge, from.node));
    push(from.box.element, "outgoing", element);
    push(to.box.element, "incoming", element);
    return { element, from: from.box, to: to.box };
  }

  private sequenceFlow(edge: FlowEdge, sourceRef: Element, targetRef: Element, native: boolean): Element {
    const xmlId = this.ids.of(edge.id, "edge");
    const { id, from: _from, to: _to, when, default: isDefault, ...rest } = edge;
    const settings = { ...(id === xmlId ? {} : { id }), ...rest, ...(isDefault === undefined || native ? {} : { default: isDefault }) };
    const flow = moddle().create("bpmn:SequenceFlow", {
      id: xmlId, sourceRef, targetRef, ...(edge.label ? { name: xmlText(edge.label.zh) } : {}), extensionElements: settingsElement(settings),
      ...(when === undefined ? {} : { conditionExpression: moddle().create("bpmn:FormalExpression", { language: jsonLogicLanguage, body: xmlJson(when) }) }),
    });
    if (native) sourceRef.set("default", flow);
    return flow;
  }

  /** BPMN has one default, and only where a choice is; anything else a draft may hold goes into our settings. */
  private isOnlyDefault(edge: FlowEdge, from: FlowNode): boolean {
    const chooses = from.kind === "exclusive" || from.kind === "inclusive";
    return chooses && edge.default === true && this.flow.edges.filter((one) => one.from === edge.from && one.default === true).length === 1;
  }
}

function push(element: Element, name: string, value: Element): void {
  (element.get(name) as Element[]).push(value);
}
