import { isObject, type JsonLogic, type JsonValue } from "@safeloop/engine";

export const whenOperators = ["===", "!==", ">=", "<=", ">", "<", "in", "==", "!="] as const;
export type WhenOperator = (typeof whenOperators)[number];

/** The comparisons offered; the loose ones are shown where a definition has them. */
export const offeredOperators: readonly WhenOperator[] = ["===", "!==", ">=", "<=", ">", "<", "in"];

/** A display condition in words: when this field stands so to this value. */
export interface When {
  readonly field: string; // x-id
  readonly op: WhenOperator;
  readonly value: JsonValue;
}

/** Reads a simple condition; undefined when it is more than one comparison and has to be edited as JSON. */
export function whenOf(logic: JsonLogic | undefined): When | undefined {
  if (!isObject(logic)) return undefined;
  const [entry, ...more] = Object.entries(logic);
  const op = whenOperators.find((one) => one === entry?.[0]);
  const args = entry?.[1];
  if (!op || more.length > 0 || !Array.isArray(args) || args.length !== 2) return undefined;
  const [left, right] = (op === "in" ? [args[1], args[0]] : [args[0], args[1]]) as readonly [JsonValue, JsonValue];
  const field = isObject(left) && Object.keys(left).length === 1 ? left["var"] : undefined;
  return typeof field === "string" && !isObject(right) ? { field, op, value: right } : undefined;
}

/** `in` asks whether the many-choice field holds the value, so its arguments stand the other way round. */
export function logicOfWhen({ field, op, value }: When): JsonLogic {
  return op === "in" ? { in: [value, { var: field }] } : { [op]: [{ var: field }, value] };
}
