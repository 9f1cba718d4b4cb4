import { type Element, moddle } from "../xml/moddle.ts";
import type { Place } from "./layout.ts";
import type { Shape } from "./shapes.ts";

const column = 160; // px from one column to the next
const row = 120;
const margin = 100;

/** A node in the diagram. */
export interface Box {
  readonly element: Element;
  readonly x: number; // of its middle
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A sequence flow in the diagram. */
export interface Line {
  readonly element: Element;
  readonly from: Box;
  readonly to: Box;
}

export function boxOf(element: Element, shape: Shape, place: Place): Box {
  return { element, x: margin + place.column * column, y: margin + place.row * row, width: shape.width, height: shape.height };
}

/** Diagram interchange of a process: one shape per node, one edge per flow. */
export function diagramOf(process: Element, boxes: readonly Box[], lines: readonly Line[]): Element {
  const make = (type: string, members: object): Element => moddle().create(type, members);
  const drawn = [...boxes.map((box, i) => shapeOf(make, box, i)), ...lines.map((line, i) => edgeOf(make, line, i))];
  const plane = make("bpmndi:BPMNPlane", { id: "_plane", bpmnElement: process, planeElement: drawn });
  return make("bpmndi:BPMNDiagram", { id: "_diagram", plane });
}

type Make = (type: string, members: object) => Element;

function shapeOf(make: Make, { element, x, y, width, height }: Box, i: number): Element {
  const bounds = make("dc:Bounds", { x: x - width / 2, y: y - height / 2, width, height });
  const marker = element.$type === "bpmn:ExclusiveGateway" ? { isMarkerVisible: true } : {};
  return make("bpmndi:BPMNShape", { id: `_di_node_${i}`, bpmnElement: element, bounds, ...marker });
}

function edgeOf(make: Make, { element, from, to }: Line, i: number): Element {
  const waypoint = waypoints(from, to).map(([x, y]) => make("dc:Point", { x, y }));
  return make("bpmndi:BPMNEdge", { id: `_di_line_${i}`, bpmnElement: element, waypoint });
}

/** From the right of one to the left of the other; with a step before the target where the rows differ, around below where the line goes back. */
function waypoints(from: Box, to: Box): (readonly [x: number, y: number])[] {
  const start = [from.x + from.width / 2, from.y] as const;
  const end = [to.x - to.width / 2, to.y] as const;
  if (to.x <= from.x) {
    const below = Math.max(from.y, to.y) + row / 2;
    return [start, [start[0] + 20, from.y], [start[0] + 20, below], [end[0] - 20, below], [end[0] - 20, to.y], end];
  }
  if (from.y === to.y) return [start, end];
  const turn = to.x - column / 2;
  return [start, [turn, from.y], [turn, to.y], end];
}
