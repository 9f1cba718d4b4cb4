import type { FlowDefinition, FlowEdge } from "../../model/flow.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { elementIdOf, type Props, type Ref } from "../tree/element.ts";
import { DefinitionBuilder, jsonOf, omit, type TreeBuilder } from "./builder.ts";
import { addCandidates, isCandidates } from "./candidates.ts";
import { type FlatRules, flatten, structural } from "./flatten.ts";
import { nestFlow, type Step } from "./nestFlow.ts";
import { isFilled } from "./ruleTree.ts";

const atoms: ReadonlySet<string> = new Set(["onReject", "onFail", "onChildReject", "mode", "complete", "until", "due.onOver", "after", "at", "from", "when", "form.sections"]);
const sets: ReadonlySet<string> = new Set(["signs", "checks", "evidence.comment", "vote.vetoRoles", "interlock.causes", "whileIn", "from"]);
const kept: ReadonlySet<string> = new Set(["act.data", "act.message", "data", "message"]);

/** Of nodes, states, timers, tasks and events. What an act does is an expression each; a join's settings stand under `join` of its split. */
export const flowRules: FlatRules = {
  atom: (path) => atoms.has(path) || atoms.has(path.replace(/^join\./, "")) || (/^(act|join\.act)\.[^.]+$/.test(path) && !kept.has(path)) || /^act\.data\.[^.]+$/.test(path),
  set: (path) => sets.has(path),
  limit: (path) => path === "evidence.gpsWithin.limit",
};

/** Of acts that are elements of their own, such as what a life event causes. */
export const actRules: FlatRules = { atom: (path) => !kept.has(path) };

/** A flow as nested blocks: a split holds its branches and the settings of its join; edges are derived on the way back. */
export function addFlow(tree: TreeBuilder, pack: Ref, flow: FlowDefinition): void {
  const builder = new DefinitionBuilder(tree, `flow/${flow.id}`);
  const json = jsonOf(flow);
  const root = builder.add("flow", "flow", pack, "flows", {});
  const steps = nestFlow(flow);
  const order: Order = { nodes: [], edges: [] };
  if (steps) addSteps(builder, root, steps, order);
  else for (const node of flow.nodes) addNode(builder, root, jsonOf(node), {});
  addLife(builder, root, json["life"]);
  builder.settle(root, {
    ...flatten(omit(json, "id", "revision", "nodes", "edges", "life")), [`${structural}revision`]: flow.revision, ...lifeProps(json["life"]),
    ...(steps ? orders(flow, order) : { [`${structural}drawn`]: json["edges"] ?? [] }),
  });
}

/** Nodes and edges in the order the tree gives them. */
interface Order {
  readonly nodes: string[];
  readonly edges: string[];
}

function orders(flow: FlowDefinition, derived: Order): Props {
  const same = (list: readonly { readonly id: string }[], ids: readonly string[]): boolean => list.every((one, at) => one.id === ids[at]);
  return {
    ...(same(flow.nodes, derived.nodes) ? {} : { [`${structural}nodes`]: flow.nodes.map((one) => one.id) }),
    ...(same(flow.edges, derived.edges) ? {} : { [`${structural}edges`]: flow.edges.map((one) => one.id) }),
  };
}

function addSteps(builder: DefinitionBuilder, parent: Ref, steps: readonly Step[], order: Order): void {
  for (const step of steps) {
    order.nodes.push(step.node.id);
    const join = step.join ? flatten({ join: omit(jsonOf(step.join), "kind", "of") }, flowRules) : {};
    const ref = addNode(builder, parent, jsonOf(step.node), { ...join, ...leaving(step.left) });
    for (const { edge, steps: inner } of step.branches ?? []) {
      order.edges.push(edge.id);
      const branch = builder.add(`edge:${edge.id}`, "branch", ref, "branches", { ...flatten(omit(jsonOf(edge), "id", "from", "to", "order"), flowRules), [`${structural}order`]: edge.order ?? null });
      addSteps(builder, branch, inner, order);
    }
    if (step.join) order.nodes.push(step.join.id);
    if (step.left) order.edges.push(step.left.id);
  }
}

/** The edge by which a node, or the join of a split, is left. Its id and label come back; where it leads is derived. */
function leaving(edge: FlowEdge | undefined): Props {
  return edge ? { [`${structural}edge`]: omit(jsonOf(edge), "from", "to") } : {};
}

function addNode(builder: DefinitionBuilder, parent: Ref, node: JsonObject, more: Props): Ref {
  const parts = ["candidates", "exclude", "fields"].filter((key) => isFilled(node[key]) || (key === "fields" && isAccess(node[key])));
  const ladder = overdueOf(node["due"]);
  const bare = ladder ? { ...node, due: omit(node["due"] as JsonObject, "overdue") } : node;
  const ref = builder.add(String(node["id"]), "node", parent, "body", { ...flatten(omit(bare, "id", ...parts), flowRules), ...more });
  addPeople(builder, ref, node, parts);
  if (parts.includes("fields")) for (const [field, access] of Object.entries(node["fields"] as JsonObject)) builder.add(`${String(node["id"])}/fields/${field}`, "permission", ref, "fields", { access });
  for (const step of ladder ?? []) addReminder(builder, ref, step);
  return ref;
}

function addPeople(builder: DefinitionBuilder, ref: Ref, owner: JsonObject, parts: readonly string[]): void {
  for (const slot of parts) {
    const list = owner[slot];
    if (slot !== "fields" && isCandidates(list)) addCandidates(builder, ref, slot, elementIdOf(ref), list);
  }
}

const isAccess = (value: JsonValue | undefined): boolean => isObject(value) && Object.values(value).length > 0 && Object.values(value).every((one) => typeof one === "string");

function overdueOf(due: JsonValue | undefined): readonly JsonObject[] | undefined {
  const list = isObject(due) ? due["overdue"] : undefined;
  return isFilled(list) ? (list as readonly JsonObject[]) : undefined;
}

/** A step of the overdue ladder is who is told: a changed delay is an edit of it. */
function addReminder(builder: DefinitionBuilder, owner: Ref, step: JsonObject): void {
  const to = step["notify"];
  const first = isCandidates(to) ? `${String(to[0]?.["kind"])}.${String(to[0]?.["role"] ?? to[0]?.["person"] ?? to[0]?.["field"] ?? "")}` : "nobody";
  const ref = builder.add(`${elementIdOf(owner)}/overdue/${first}`, "reminder", owner, "reminders", flatten(isCandidates(to) ? omit(step, "notify") : step, flowRules));
  if (isCandidates(to)) addCandidates(builder, ref, "notify", elementIdOf(ref), to);
}

function lifeProps(life: JsonValue | undefined): Props {
  if (life === undefined) return {};
  if (!isObject(life)) return { life };
  const parts = ["states", "events"].filter((key) => isFilled(life[key]));
  return flatten({ life: omit(life, ...parts) });
}

/** States with their timers and tasks, and events with what they cause. */
function addLife(builder: DefinitionBuilder, root: Ref, life: JsonValue | undefined): void {
  if (!isObject(life)) return;
  if (isFilled(life["states"])) for (const state of life["states"] as readonly JsonObject[]) addState(builder, root, state);
  if (isFilled(life["events"])) for (const event of life["events"] as readonly JsonObject[]) addEvent(builder, root, event);
}

function addState(builder: DefinitionBuilder, root: Ref, state: JsonObject): void {
  const parts = ["timers", "tasks"].filter((key) => isFilled(state[key]));
  const ref = builder.add(`state:${String(state["id"])}`, "state", root, "states", { ...flatten(omit(state, "id", ...parts), flowRules), ...idProp(builder, "state", state) });
  for (const timer of (parts.includes("timers") ? state["timers"] : []) as readonly JsonObject[]) builder.add(`timer:${String(timer["id"])}`, "timer", ref, "timers", { ...flatten(omit(timer, "id"), flowRules), ...idProp(builder, "timer", timer) });
  for (const task of (parts.includes("tasks") ? state["tasks"] : []) as readonly JsonObject[]) addTask(builder, ref, task);
}

/** An id that another element of the kind has already is kept beside the made one. */
function idProp(builder: DefinitionBuilder, kind: string, one: JsonObject): Props {
  return builder.isTaken(`${kind}:${String(one["id"])}`) ? { [`${structural}id`]: one["id"] ?? "" } : {};
}

function addTask(builder: DefinitionBuilder, state: Ref, task: JsonObject): void {
  const ladder = overdueOf(task["due"]);
  const bare = ladder ? { ...task, due: omit(task["due"] as JsonObject, "overdue") } : task;
  const parts = isCandidates(task["candidates"]) ? ["candidates"] : [];
  const ref = builder.add(`task:${String(task["id"])}`, "task", state, "tasks", { ...flatten(omit(bare, "id", ...parts), flowRules), ...idProp(builder, "task", task) });
  addPeople(builder, ref, task, parts);
  for (const step of ladder ?? []) addReminder(builder, ref, step);
}

function addEvent(builder: DefinitionBuilder, root: Ref, event: JsonObject): void {
  const people = isCandidates(event["by"]) ? ["by"] : [];
  const parts = [...people, ...(isFilled(event["effects"]) ? ["effects"] : [])];
  const ref = builder.add(`event:${String(event["id"])}`, "event", root, "events", { ...flatten(omit(event, "id", ...parts), flowRules), ...idProp(builder, "event", event) });
  addPeople(builder, ref, event, people);
  if (parts.includes("effects")) for (const act of event["effects"] as readonly JsonObject[]) builder.add(`${elementIdOf(ref)}/${actName(act)}`, "act", ref, "effects", flatten(act, actRules));
}

function actName(act: JsonObject): string {
  return [act["do"], act["field"] ?? act["form"] ?? act["flow"] ?? act["rule"] ?? act["event"] ?? act["topic"]].filter((one) => one !== undefined).map(String).join(".");
}
