import { Refusal } from "@safeloop/engine";

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total?: number;
}

/** The paging part of a query schema. */
export const pageQuery = {
  cursor: { type: "string", maxLength: 400 },
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50 },
} as const;

/** A cursor is opaque to callers. */
export function cursorOf(value: string): string {
  return Buffer.from(value, "utf8").toString("base64url");
}

/** What a cursor stands for, or nothing on the first page. Refuses one we did not make. */
export function readCursor(cursor: unknown): string | undefined {
  if (cursor === undefined) return undefined;
  const text = typeof cursor === "string" && /^[\w-]{1,400}$/.test(cursor) ? Buffer.from(cursor, "base64url").toString("utf8") : "";
  if (text === "" || cursorOf(text) !== cursor) throw new Refusal("CURSOR_INVALID");
  return text;
}

/** One page of a list that is in memory, continued after the item whose id the cursor holds. */
export function pageOf<T extends { readonly id: string }>(list: readonly T[], query: { readonly cursor?: unknown; readonly limit?: unknown }): Page<T> {
  const limit = typeof query.limit === "number" ? query.limit : 50;
  const after = readCursor(query.cursor);
  const start = after === undefined ? 0 : list.findIndex((one) => one.id === after) + 1;
  if (after !== undefined && start === 0) throw new Refusal("CURSOR_INVALID");
  const items = list.slice(start, start + limit);
  const last = items.at(-1);
  return { items, next: last && start + limit < list.length ? cursorOf(last.id) : null, total: list.length };
}
