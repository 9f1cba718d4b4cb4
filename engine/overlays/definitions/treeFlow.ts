import type { FlowDefinition } from "../../model/flow.ts";
import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { type Element, elementIdOf, type Props, type Ref } from "../tree/element.ts";
import { omit, type TreeReader } from "./builder.ts";
import { candidatesOf } from "./candidates.ts";
import { ordered, structural, unflatten } from "./flatten.ts";
import { actRules, flowRules } from "./flowTree.ts";
import { listOf, present } from "./ruleTree.ts";

/** The flow of a tree. Edges follow from the blocks; those that were drawn keep their id and label. */
export function flowOfTree(reader: TreeReader, root: Ref): FlowDefinition {
  const props = reader.tree.elements.get(root)?.props ?? {};
  const drawn = props[`${structural}drawn`];
  const writer = new FlowWriter(reader);
  if (isList(drawn)) writer.asDrawn(root, drawn as readonly JsonObject[]);
  else writer.sequence(reader.children(root, "body"), undefined);
  const { life, ...plain } = unflatten(props);
  const definition = {
    id: root.slice("flow/".length, root.indexOf("#")), revision: props[`${structural}revision`] ?? 0, ...plain,
    nodes: sorted(writer.nodes, props[`${structural}nodes`]), edges: sorted(writer.edges, props[`${structural}edges`]),
    ...lifeOf(reader, root, life),
  };
  return definition as unknown as FlowDefinition;
}

function sorted(list: readonly JsonObject[], stored: JsonValue | undefined): readonly JsonObject[] {
  const byId = new Map(list.map((one) => [String(one["id"]), one]));
  return byId.size === list.length ? ordered([...byId.keys()], stored).map((id) => byId.get(id) ?? {}) : list;
}

/** Writes nodes and edges of nested sequences. */
class FlowWriter {
  readonly nodes: JsonObject[] = [];
  readonly edges: JsonObject[] = [];

  constructor(private readonly reader: TreeReader) {}

  /** Writes a sequence that is followed by `next`; says where it begins: at its first node, else at what follows. */
  sequence(steps: readonly Element[], next: string | undefined): string | undefined {
    steps.forEach((step, at) => {
      const follower = steps[at + 1];
      this.step(step, follower ? elementIdOf(follower.id) : next);
    });
    return steps[0] ? elementIdOf(steps[0].id) : next;
  }

  /** A flow that is not made of blocks: its edges as drawn, as far as both ends are there. */
  asDrawn(root: Ref, edges: readonly JsonObject[]): void {
    for (const one of this.reader.children(root, "body")) this.nodes.push(nodeJson(this.reader, one));
    const there = new Set(this.nodes.map((one) => one["id"]));
    this.edges.push(...edges.filter((edge) => there.has(edge["from"]) && there.has(edge["to"])));
  }

  private step(element: Element, next: string | undefined): void {
    const { join, ...node } = nodeJson(this.reader, element);
    this.nodes.push(node);
    const id = elementIdOf(element.id);
    const joinId = isObject(join) && typeof join["id"] === "string" ? join["id"] : undefined;
    this.branches(element, id, joinId);
    if (isObject(join) && joinId !== undefined) this.nodes.push({ ...join, kind: "join", of: id });
    const ends = node["kind"] === "end" || (this.reader.hasSlot(element.id, "branches") && joinId === undefined);
    if (!ends && next !== undefined) this.leave(element.props, joinId ?? id, next);
  }

  private branches(split: Element, from: string, join: string | undefined): void {
    const branches = this.reader.children(split.id, "branches");
    const orders = branchOrders(branches);
    branches.forEach((branch, at) => {
      const edge: JsonObject = { id: elementIdOf(branch.id).replace(/^edge:/, ""), from, ...present("order", orders[at]), ...unflatten(branch.props, flowRules) };
      const place = this.edges.push(edge) - 1;
      const to = this.sequence(this.reader.children(branch.id, "body"), join);
      this.edges[place] = { ...edge, ...present("to", to) };
    });
  }

  private leave(props: Props, from: string, to: string): void {
    const drawn = props[`${structural}edge`];
    this.edges.push({ ...(isObject(drawn) ? drawn : { id: `e-${from}`.slice(0, 40) }), from, to });
  }
}

/** The numbers that were drawn, as long as they still say the order of the tree; else one, two, three. */
function branchOrders(branches: readonly Element[]): readonly (number | undefined)[] {
  const drawn = branches.map((one) => one.props[`${structural}order`]);
  const keys = branches.map((one, at) => ({ order: typeof drawn[at] === "number" ? drawn[at] : 0, id: elementIdOf(one.id) }));
  const rising = keys.every((one, at) => {
    const before = keys[at - 1];
    return !before || before.order < one.order || (before.order === one.order && before.id < one.id);
  });
  if (rising && drawn.every((one) => one !== undefined)) return drawn.map((one) => (typeof one === "number" ? one : undefined));
  return branches.map((_, at) => at + 1);
}

function nodeJson(reader: TreeReader, element: Element): JsonObject {
  const permissions = reader.children(element.id, "fields").map((one): [string, JsonValue] => [elementIdOf(one.id).slice(elementIdOf(element.id).length + "/fields/".length), one.props["access"] ?? ""]);
  return {
    id: elementIdOf(element.id), ...withLadder(reader, element, unflatten(element.props, flowRules)),
    ...present("candidates", candidatesOf(reader, element.id, "candidates")), ...present("exclude", candidatesOf(reader, element.id, "exclude")),
    ...(reader.hasSlot(element.id, "fields") ? { fields: Object.fromEntries(permissions) } : {}),
  };
}

/** The overdue ladder stands in `due`. */
function withLadder(reader: TreeReader, element: Element, json: JsonObject): JsonObject {
  const overdue = listOf(reader, element.id, "reminders", (ref, props) => ({ ...unflatten(props, flowRules), ...present("notify", candidatesOf(reader, ref, "notify")) }));
  return overdue ? { ...json, due: { ...(json["due"] as JsonObject | undefined), overdue } } : json;
}

function lifeOf(reader: TreeReader, root: Ref, life: JsonValue | undefined): JsonObject {
  const states = listOf(reader, root, "states", (ref, props) => stateJson(reader, ref, props));
  const events = listOf(reader, root, "events", (ref, props) => ({
    ...named("event:", ref, props), ...present("by", candidatesOf(reader, ref, "by")),
    ...present("effects", listOf(reader, ref, "effects", (_, act) => unflatten(act, actRules))),
  }));
  if (life === undefined && !states && !events) return {};
  if (life !== undefined && !isObject(life)) return { life };
  return { life: { ...life, ...present("states", states), ...present("events", events) } };
}

function stateJson(reader: TreeReader, ref: Ref, props: Props): JsonObject {
  const tasks = listOf(reader, ref, "tasks", (task, own) => {
    const element = reader.tree.elements.get(task);
    return { ...(element ? withLadder(reader, element, named("task:", task, own)) : {}), ...present("candidates", candidatesOf(reader, task, "candidates")) };
  });
  return { ...named("state:", ref, props), ...present("timers", listOf(reader, ref, "timers", (timer, own) => named("timer:", timer, own))), ...present("tasks", tasks) };
}

/** Id and properties of an element of the life. */
function named(prefix: string, ref: Ref, props: Props): JsonObject {
  return { id: props[`${structural}id`] ?? elementIdOf(ref).slice(prefix.length), ...unflatten(omit(props), flowRules) };
}
