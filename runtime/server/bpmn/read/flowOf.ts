import { type FlowDefinition, type FlowEdge, type I18nText, isList, isObject, type JsonObject } from "@safeloop/engine";
import { type Element, textOf } from "../xml/moddle.ts";
import { settingsOf } from "../xml/settings.ts";
import type { DrawnFlow, Drawing } from "./drawing.ts";
import { titleOf } from "./titles.ts";

/** The form a flow names until somebody chooses one: BPMN has none. */
export const unsetForm = "form-to-choose";

const single = new Set(["exclusive", "inclusive"]);

/** Puts a read process together. What our settings on the process say is kept; the drawing decides on nodes and lines. */
export function flowOf(process: Element, drawing: Drawing, otherwise: I18nText): FlowDefinition {
  const ids = new Map(drawing.nodes.map((one) => [one.key, one.node.id]));
  const outs = drawing.outs();
  const kinds = new Map(drawing.nodes.map((one) => [one.key, one.node.kind]));
  const edges = drawing.flows.map((flow, i) => {
    const alone = outs.get(flow.from)?.length === 1 && !flow.own && single.has(kinds.get(flow.from) ?? "");
    return edgeOf(flow, ids, i, alone);
  });
  const { loose, ...head } = headOf(process, otherwise);
  return { ...head, nodes: drawing.nodes.map((one) => one.node), edges: withLoose(edges, loose) } as unknown as FlowDefinition;
}

/** An edge drawn elsewhere gets its place in the file as its order, so that branches keep theirs. A single way on is the default. */
function edgeOf(flow: DrawnFlow, ids: ReadonlyMap<string, string>, i: number, alone: boolean): FlowEdge {
  const { own, id, label, when } = flow;
  const isDefault = flow.default === true || (alone && when === undefined);
  return {
    ...(own ?? { order: i }), id, from: ids.get(flow.from) ?? "", to: ids.get(flow.to) ?? "",
    ...(when === undefined ? {} : { when }), ...(isDefault ? { default: true } : {}), ...(label ? { label } : {}),
  };
}

interface Head {
  readonly loose?: unknown;
  readonly [member: string]: unknown;
}

function headOf(process: Element, otherwise: I18nText): Head {
  const own = ownHead(process);
  if (own) return { ...own, title: titleOf(own["title"], textOf(process, "name"), otherwise) };
  return { id: flowId(textOf(process, "id") ?? ""), revision: 1, title: titleOf(undefined, textOf(process, "name"), otherwise), form: { id: unsetForm }, settings: { withdraw: "beforeFirst", admin: [] } };
}

/** Our settings of a process, where they are whole. */
export function ownHead(process: Element): JsonObject | undefined {
  const own = settingsOf(process);
  return isObject(own) && typeof own["id"] === "string" && isObject(own["form"]) && isObject(own["settings"]) ? own : undefined;
}

function flowId(id: string): string {
  const bare = id.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "");
  return (/^[A-Za-z]/.test(bare) ? bare : `flow-${bare}`).slice(0, 80);
}

/** Edges of an unfinished draft that lead nowhere cannot be drawn; they come back at their places. */
function withLoose(edges: readonly FlowEdge[], loose: unknown): readonly FlowEdge[] {
  const all = [...edges];
  for (const one of isList(loose) ? loose : []) {
    if (isObject(one) && typeof one["at"] === "number" && isObject(one["edge"])) all.splice(one["at"], 0, one["edge"] as unknown as FlowEdge);
  }
  return all;
}
