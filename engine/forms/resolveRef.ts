import { pointerSteps } from "../issues/pointer.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";

/** The value a local reference such as `#/$defs/row` names inside `root`; undefined when there is none. */
export function resolveLocal(root: JsonValue, ref: string): JsonValue | undefined {
  if (ref === "#") return root;
  if (!ref.startsWith("#/")) return undefined;
  let value: unknown = root;
  for (const step of pointerSteps(ref.slice(1))) {
    if (typeof value !== "object" || value === null) return undefined;
    value = own(value, decodeStep(step));
  }
  return value as JsonValue | undefined;
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step; // a lone % is a plain character of the name
  }
}

/** A property schema with its local `$ref` followed, members beside the reference winning. Gives up after 32 hops. */
export function followRef(root: JsonObject, schema: JsonValue | undefined): JsonObject | undefined {
  let current = schema;
  let merged: JsonObject = {};
  for (let hop = 0; hop < 32 && isObject(current); hop += 1) {
    const { $ref, ...rest } = current;
    merged = { ...rest, ...merged };
    if (typeof $ref !== "string") return merged;
    current = resolveLocal(root, $ref);
  }
  return undefined;
}
