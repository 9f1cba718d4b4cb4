import { hashOf } from "../model/canonical.ts";
import type { Answers } from "./run/view.ts";

/** A short hash of every answered field, to tell later what changed. An empty field has none. */
export function fieldHashes(answers: Answers): { [field: string]: string } {
  return Object.fromEntries(Object.keys(answers).filter((xid) => !isEmpty(answers[xid])).map((xid) => [xid, hashOf(answers[xid]).slice(0, 16)]));
}

/** True when one of `fields` differs between two hash records; empty → filled differs. */
export function hasChanged(before: { readonly [field: string]: string }, now: { readonly [field: string]: string }, fields: readonly string[]): boolean {
  return fields.some((xid) => valueAt(before, xid) !== valueAt(now, xid));
}

/** Absent, null, an empty text and an empty list count as not answered. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function valueAt(record: { readonly [field: string]: string }, xid: string): string {
  return Object.hasOwn(record, xid) ? (record[xid] ?? "") : "";
}
