import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { AlertRule } from "../../model/rule.ts";
import { elementIdOf, type Ref } from "../tree/element.ts";
import { DefinitionBuilder, jsonOf, omit, type TreeBuilder, type TreeReader } from "./builder.ts";
import { addCandidates, candidatesOf, isCandidates } from "./candidates.ts";
import { type FlatRules, flatten, structural, unflatten } from "./flatten.ts";
import { addLimits, limitsOf } from "./limits.ts";

const atoms = new Set(["condition", "clear", "suppressWhen", "deadband"]);
const flat: FlatRules = { atom: (path) => atoms.has(path), set: (path) => path === "select.tags" || path === "inhibitedBy" };
const selectors: FlatRules = { set: (path) => path === "tags" };
const maps = ["aliases", "sets"] as const;
const prefix = { aliases: "alias:", sets: "set:" } as const;

/** An alert rule: limits, aliases and sets, steps of escalation and actions are elements, all else is properties. */
export function addRule(tree: TreeBuilder, pack: Ref, rule: AlertRule): void {
  const builder = new DefinitionBuilder(tree, `rule/${rule.id}`);
  const json = jsonOf(rule);
  const parts = ["limits", "escalation", "actions", ...maps].filter((key) => isFilled(json[key]));
  const root = builder.add("rule", "rule", pack, "rules", { ...flatten(omit(json, "id", "revision", ...parts), flat), [`${structural}revision`]: rule.revision });
  if (parts.includes("limits")) addLimits(builder, root, json["limits"] as JsonObject);
  for (const map of maps) if (parts.includes(map)) for (const [name, one] of Object.entries(json[map] as JsonObject)) builder.add(prefix[map] + name, "alias", root, map, flatten(one as JsonObject, selectors));
  if (parts.includes("escalation")) for (const step of json["escalation"] as readonly JsonObject[]) addStep(builder, root, step);
  if (parts.includes("actions")) for (const one of json["actions"] as readonly JsonObject[]) builder.add(actionId(one), "action", root, "actions", flatten(one, { set: (path) => path === "permits" }));
}

/** A list or map of objects that has something in it. */
export function isFilled(value: JsonValue | undefined): boolean {
  const members = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  return members.length > 0 && members.every(isObject);
}

/** A step is who is told on what: a changed delay is an edit of it. */
function addStep(builder: DefinitionBuilder, root: Ref, step: JsonObject): void {
  const to = step["to"];
  const listed = isCandidates(to);
  const first = listed ? `${String(to[0]?.["kind"])}.${String(to[0]?.["role"] ?? to[0]?.["person"] ?? "")}` : "nobody";
  const ref = builder.add(`step:${String(step["on"])}.${first}`, "step", root, "escalation", flatten(listed ? omit(step, "to") : step));
  if (listed) addCandidates(builder, ref, "to", elementIdOf(ref), to);
}

const actionId = (action: JsonObject): string => `action:${[action["do"], action["cause"], action["form"]].filter((one) => one !== undefined).map(String).join(".")}`;

export function ruleOf(reader: TreeReader, root: Ref): AlertRule {
  const props = reader.tree.elements.get(root)?.props ?? {};
  const definition = {
    id: root.slice("rule/".length, root.indexOf("#")), revision: props[`${structural}revision`] ?? 0, ...unflatten(props, flat),
    ...present("limits", limitsOf(reader, root)),
    ...present("aliases", namedOf(reader, root, "aliases")), ...present("sets", namedOf(reader, root, "sets")),
    ...present("escalation", listOf(reader, root, "escalation", (ref, own) => ({ ...unflatten(own), ...present("to", candidatesOf(reader, ref, "to")) }))),
    ...present("actions", listOf(reader, root, "actions", (_, own) => unflatten(own, { set: (path) => path === "permits" }))),
  };
  return definition as unknown as AlertRule;
}

function namedOf(reader: TreeReader, root: Ref, map: "aliases" | "sets"): JsonObject | undefined {
  if (!reader.hasSlot(root, map)) return undefined;
  return Object.fromEntries(reader.children(root, map).map((one) => [elementIdOf(one.id).slice(prefix[map].length), unflatten(one.props, selectors)]));
}

/** The elements of a slot as a list; undefined where the slot never held anything. */
export function listOf(reader: TreeReader, owner: Ref, slot: string, read: (ref: Ref, props: { readonly [path: string]: JsonValue }) => JsonObject): readonly JsonObject[] | undefined {
  return reader.hasSlot(owner, slot) ? reader.children(owner, slot).map((one) => read(one.id, one.props)) : undefined;
}

/** The member, if there is one. */
export function present(key: string, value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}
