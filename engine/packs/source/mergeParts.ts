import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/**
 * Two parts of one definition become one: members are merged by name, lists
 * are joined. Of two entries with one `id` the later replaces members of the
 * earlier, where it stands; `"+fields"` adds to the list `fields` instead.
 * Anything else: the later one counts.
 */
export function mergeParts(a: JsonValue, b: JsonValue): JsonValue {
  if (isList(a) && isList(b)) return joined(a, b);
  if (!isObject(a) || !isObject(b)) return b;
  const merged = new Map<string, JsonValue>(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const present = merged.get(key);
    merged.set(key, present === undefined ? value : mergeParts(present, value));
  }
  return Object.fromEntries(merged);
}

function joined(a: readonly JsonValue[], b: readonly JsonValue[]): readonly JsonValue[] {
  const list = [...a];
  for (const one of b) {
    const at = list.findIndex((each) => idOf(each) !== undefined && idOf(each) === idOf(one));
    if (at === -1) list.push(one);
    else list[at] = replaced(list[at] as JsonObject, one as JsonObject);
  }
  return list;
}

const idOf = (one: JsonValue): JsonValue | undefined => (isObject(one) && typeof one["id"] === "string" ? one["id"] : undefined);

function replaced(old: JsonObject, change: JsonObject): JsonObject {
  const merged = new Map<string, JsonValue>(Object.entries(old));
  for (const [key, value] of Object.entries(change)) {
    const name = key.startsWith("+") ? key.slice(1) : key;
    const present = merged.get(name);
    merged.set(name, key.startsWith("+") && isList(present) && isList(value) ? [...present, ...value] : value);
  }
  return Object.fromEntries(merged);
}
