import type { AlertRule, Tag } from "@safeloop/engine";

/** Rules and tags in force, in the order they were given. */
export interface Edition {
  readonly rules: readonly AlertRule[];
  readonly tags: readonly Tag[];
}

interface ListChange<T> {
  readonly set: readonly T[];
  readonly gone: readonly string[];
}

/** An edition as it is journalled: whole, or what is new against the one before. */
export type EditionChange = { readonly whole: Edition } | { readonly rules: ListChange<AlertRule>; readonly tags: ListChange<Tag> };

/** What makes `after` of `before`: publishing one of 2,800 tags is not 2,800 tags. Whole where the order could not be told from it. */
export function editionChange(before: Edition | undefined, after: Edition): EditionChange {
  if (!before) return { whole: after };
  const change = { rules: listChange(before.rules, after.rules), tags: listChange(before.tags, after.tags) };
  const again = withChange(before, change);
  return sameOrder(again.rules, after.rules) && sameOrder(again.tags, after.tags) ? change : { whole: after };
}

/** The edition after a change. Throws where there is none before that it could change. */
export function withChange(before: Edition | undefined, change: EditionChange): Edition {
  if ("whole" in change) return change.whole;
  if (!before) throw new Error("an edition says what changed, but none stands before it");
  return { rules: applied(before.rules, change.rules), tags: applied(before.tags, change.tags) };
}

type Named = { readonly id: string };

function listChange<T extends Named>(before: readonly T[], after: readonly T[]): ListChange<T> {
  const known = new Map(before.map((one) => [one.id, one]));
  const kept = new Set(after.map((one) => one.id));
  const isNew = (one: T): boolean => known.get(one.id) !== one && JSON.stringify(known.get(one.id)) !== JSON.stringify(one);
  return { set: after.filter(isNew), gone: before.filter((one) => !kept.has(one.id)).map((one) => one.id) };
}

function applied<T extends Named>(before: readonly T[], { set, gone }: ListChange<T>): readonly T[] {
  const list = new Map(before.map((one) => [one.id, one]));
  for (const id of gone) list.delete(id);
  for (const one of set) list.set(one.id, one);
  return [...list.values()];
}

function sameOrder(a: readonly Named[], b: readonly Named[]): boolean {
  return a.length === b.length && a.every((one, at) => one.id === b[at]?.id);
}
