import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Props } from "../tree/element.ts";
import { fromQuantity, isQuantity, quantityOf } from "./quantity.ts";

/** Where flattening stops, and what a path holds. Asked with the path of the value. */
export interface FlatRules {
  /** One value for merging: an expression, a choice between shapes, a list without ids. Lists are atoms unless they are sets. */
  atom?(path: string): boolean;
  /** A list of texts without order: `evidence.comment`, `select.tags`. */
  set?(path: string): boolean;
  /** A limit: number, unit and operator become one quantity, its source stays beside it. */
  limit?(path: string): boolean;
}

/** Properties that carry what JSON holds and no author sets: the order of a set, of a list that the tree derives. */
export const structural = "~";

/** The path one key further. Dots in keys are escaped, so that every path reads back as it was. */
export function pathTo(path: string, key: string): string {
  const step = key.replace(/[\\.]/g, "\\$&");
  return path === "" ? step : `${path}.${step}`;
}

export function stepsOf(path: string): string[] {
  const steps = [""];
  for (let at = 0; at < path.length; at++) {
    if (path[at] === ".") steps.push("");
    else steps[steps.length - 1] += path[at] === "\\" ? (path[++at] ?? "") : (path[at] ?? "");
  }
  return steps;
}

/** An object as properties by key path. `unflatten` with the same rules gives it back. */
export function flatten(object: JsonObject, rules: FlatRules = {}, prefix = ""): Props {
  const props: Record<string, JsonValue> = {};
  flattenInto(props, object, prefix, rules);
  return props;
}

function flattenInto(props: Record<string, JsonValue>, object: JsonObject, prefix: string, rules: FlatRules): void {
  for (const [key, value] of Object.entries(object)) {
    const path = pathTo(prefix, key);
    if (isList(value) && rules.set?.(path) && isSet(value)) flattenSet(props, path, value);
    else if (!isObject(value) || rules.atom?.(path) || Object.keys(value).length === 0) props[path] = value;
    else flattenInto(props, rules.limit?.(path) ? withQuantity(value) : value, path, rules.limit?.(path) ? { atom: () => true } : rules);
  }
}

function withQuantity(limit: JsonObject): JsonObject {
  const quantity = quantityOf(limit);
  if (!quantity) return limit;
  const { value: _, unit: __, op: ___, ...source } = limit;
  return { ...source, value: quantity };
}

function isSet(list: readonly JsonValue[]): list is readonly string[] {
  return list.length > 0 && list.every((one) => typeof one === "string") && new Set(list).size === list.length;
}

function flattenSet(props: Record<string, JsonValue>, path: string, list: readonly string[]): void {
  for (const one of list) props[pathTo(path, one)] = true;
  const sorted = [...list].sort();
  if (sorted.some((one, at) => one !== list[at])) props[`${structural}order ${path}`] = list;
}

type Node = { readonly value: JsonValue } | { readonly members: Map<string, Node> };

/** The object of the properties; structural ones are read, not written. A path that runs through a value takes its place. */
export function unflatten(props: Props, rules: FlatRules = {}): JsonObject {
  const root = new Map<string, Node>();
  for (const [path, value] of Object.entries(props)) if (!path.startsWith(structural)) put(root, stepsOf(path), value);
  return objectOf(root, "", props, rules);
}

function put(into: Map<string, Node>, [first = "", ...rest]: readonly string[], value: JsonValue): void {
  const there = into.get(first);
  if (rest.length === 0) {
    if (!there || !("members" in there)) into.set(first, { value });
    return;
  }
  const members = there && "members" in there ? there.members : new Map<string, Node>();
  into.set(first, { members });
  put(members, rest, value);
}

function objectOf(members: ReadonlyMap<string, Node>, path: string, props: Props, rules: FlatRules): JsonObject {
  return Object.fromEntries([...members].map(([key, node]): [string, JsonValue] => {
    const here = pathTo(path, key);
    if ("value" in node) return [key, node.value];
    if (rules.set?.(here)) return [key, membersOf(node.members, here, props)];
    const object = objectOf(node.members, here, props, rules);
    return [key, rules.limit?.(here) && isQuantity(object["value"]) ? { ...object, ...fromQuantity(object["value"]) } : object];
  }));
}

function membersOf(members: ReadonlyMap<string, Node>, path: string, props: Props): readonly string[] {
  const there = new Set([...members].filter(([, node]) => "value" in node && node.value === true).map(([key]) => key));
  return ordered([...there].sort(), props[`${structural}order ${path}`]);
}

/** The list in the order that was stored, as far as it still fits; what is new comes last. */
export function ordered(list: readonly string[], stored: JsonValue | undefined): readonly string[] {
  if (!isList(stored)) return list;
  const known = stored.filter((one): one is string => typeof one === "string" && list.includes(one));
  return [...known, ...list.filter((one) => !known.includes(one))];
}
