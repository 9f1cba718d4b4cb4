import { isObject, type JsonLogic } from "@safeloop/engine";

/** One operator with its arguments, and whether the one argument was written without its list. */
export interface Call {
  readonly op: string;
  readonly args: readonly JsonLogic[];
  readonly written: { readonly bare?: true };
}

/** Undefined for what is no object of exactly one operator. */
export function callOf(logic: JsonLogic): Call | undefined {
  if (!isObject(logic)) return undefined;
  const [entry, ...more] = Object.entries(logic);
  if (!entry || more.length > 0) return undefined;
  const [op, raw] = entry;
  return Array.isArray(raw) ? { op, args: raw as readonly JsonLogic[], written: {} } : { op, args: [raw], written: { bare: true } };
}

/** Writes it back as it was read: without the list only while there is one argument, which is none itself. */
export function callLogic(op: string, args: readonly JsonLogic[], { bare }: Call["written"] = {}): JsonLogic {
  const [only] = args;
  return { [op]: bare && args.length === 1 && only !== undefined && !Array.isArray(only) ? only : [...args] };
}
