import type { Query } from "../context.ts";

/** A value a driver takes as it is. Booleans and dates are turned into these first. */
export type Binding = string | number | bigint | null | Uint8Array;

export interface NativeQuery {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

/** A query written as text, not built. */
export function isText(query: Query): query is { readonly sql: string; readonly bindings: readonly unknown[] } {
  return typeof (query as { readonly sql?: unknown }).sql === "string";
}

/** Booleans become 0/1, dates ISO text. Anything a table cannot hold is a bug of the caller and throws. */
function bindingOf(value: unknown, sql: string): Binding {
  if (typeof value === "string" || value === null) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A query cannot bind ${value === undefined ? "undefined" : typeof value === "number" ? String(value) : typeof value}; JSON is bound as text. Query: ${sql.slice(0, 200)}`);
}

/**
 * The text and bindings of a query. Text queries are written with `?`;
 * builder queries come out in the dialect of the builder.
 */
export function nativeQuery(query: Query): NativeQuery & { readonly built: boolean } {
  if (isText(query)) return { sql: query.sql, bindings: query.bindings.map((value) => bindingOf(value, query.sql)), built: false };
  const { sql, bindings } = query.toSQL().toNative();
  return { sql, bindings: bindings.map((value) => bindingOf(value, sql)), built: true };
}

const positional = new Map<string, string>();

/** `?` → `$1 $2 …` for PostgreSQL, leaving quoted text alone. Remembered per text: hot paths build each text once. */
export function numberPlaceholders(sql: string): string {
  const known = positional.get(sql);
  if (known !== undefined) return known;
  let n = 0;
  const numbered = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (part) => (part === "?" ? `$${++n}` : part));
  if (positional.size > 2_000) positional.clear();
  positional.set(sql, numbered);
  return numbered;
}
