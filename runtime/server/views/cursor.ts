import { Refusal } from "@safeloop/engine";

export type CursorValue = string | number | null;

const maxLimit = 200;
const defaultLimit = 50;

/** The text of a cursor: opaque to callers, checked again when it comes back. */
export function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values), "utf8").toString("base64url");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The values of a cursor, or nothing on the first page. Refuses one that is not ours. */
export function readCursor(query: { readonly [k: string]: unknown }, length: number): readonly CursorValue[] | undefined {
  const text = query["cursor"];
  if (text === undefined || text === "") return undefined;
  const values = typeof text === "string" ? parsed(text) : undefined;
  const isOurs = Array.isArray(values) && values.length === length && values.every((one) => one === null || typeof one === "string" || (typeof one === "number" && Number.isFinite(one)));
  if (!isOurs) throw new Refusal("CURSOR_INVALID");
  return values as CursorValue[];
}

/** How many rows a page may hold: 1–200, default 50. */
export function limitOf(query: { readonly [k: string]: unknown }): number {
  const asked = Number(query["limit"] ?? defaultLimit);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, maxLimit) : defaultLimit;
}

/** Cuts one row more than the page off and makes its cursor. */
export function pageOfRows<R, T>(rows: readonly R[], limit: number, view: (row: R) => T, cursor: (row: R) => readonly CursorValue[]): { items: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(view), next: rows.length > limit && last !== undefined ? writeCursor(cursor(last)) : null };
}
