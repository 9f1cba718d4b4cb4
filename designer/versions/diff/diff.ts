import { canonicalJson, isObject } from "@safeloop/engine";

/** One difference, by JSON Pointer. `before`/`after` are absent where there was, or is, nothing. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  // List elements that carry an id are compared by it, so that moving one is not a change of all behind it.
  const ids = value.map((one) => (isObject(one) && typeof one["id"] === "string" ? one["id"] : undefined));
  const isKeyed = ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
  return new Map(value.map((one, at) => [isKeyed ? (ids[at] ?? "") : String(at), one]));
}

/** What differs between two definitions, leaf by leaf, in reading order. */
export function changesBetween(before: unknown, after: unknown, path = ""): readonly Change[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const [left, right] = [membersOf(before), membersOf(after)];
  if (!left || !right || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  }
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  const deep = keys.flatMap((key) => changesBetween(left.get(key), right.get(key), `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  // Same members, other order: the order itself is the change.
  return deep.length > 0 ? deep : [{ path, before: [...left.keys()], after: [...right.keys()] }];
}
