import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Ref } from "../tree/element.ts";
import { elementIdOf } from "../tree/element.ts";
import { type DefinitionBuilder, type TreeReader } from "./builder.ts";
import { type FlatRules, flatten, structural, unflatten } from "./flatten.ts";

const one = "limit";
const rules: FlatRules = { limit: (path) => path === one };

/** Limits by id: one element each, `limit:<id>`; its number, unit and operator are the property `value`. */
export function addLimits(builder: DefinitionBuilder, owner: Ref, limits: JsonObject): void {
  for (const [id, limit] of Object.entries(limits)) {
    const flat = isObject(limit) ? flatten({ [one]: limit }, rules) : { [`${structural}is`]: limit };
    builder.add(`limit:${id}`, "limit", owner, "limits", Object.fromEntries(Object.entries(flat).map(([path, value]) => [path.replace(/^limit\./, ""), value])));
  }
}

export function limitsOf(reader: TreeReader, owner: Ref): JsonObject | undefined {
  if (!reader.hasSlot(owner, "limits")) return undefined;
  return Object.fromEntries(reader.children(owner, "limits").map((element): [string, JsonValue] => {
    const bare = element.props[`${structural}is`];
    const flat = Object.fromEntries(Object.entries(element.props).map(([path, value]) => [`${one}.${path}`, value]));
    return [elementIdOf(element.id).slice("limit:".length), bare ?? unflatten(flat, rules)[one] ?? {}];
  }));
}
