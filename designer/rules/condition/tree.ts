import { type Condition, type Group, isGroup } from "./model.ts";

/** The place of a part in a condition: which child, of which child, … */
export type Path = readonly number[];

type Items = Group["items"];
type List = Extract<Condition, { kind: "and" | "or" }>;

const isList = (one: Condition | undefined): one is List => one?.kind === "and" || one?.kind === "or";
const withItems = (group: Group, items: Items): Condition => ({ ...group, items }) as Condition;

export function partAt(root: Condition, path: Path): Condition | undefined {
  return path.reduce<Condition | undefined>((at, step) => (at && isGroup(at) ? at.items[step] : undefined), root);
}

/** Puts a part at a place; the root when nothing is there. */
export function putAt(root: Condition, [first, ...rest]: Path, part: Condition): Condition {
  if (first === undefined) return part;
  return isGroup(root) ? withItems(root, root.items.map((one, at) => (at === first ? putAt(one, rest, part) : one))) : root;
}

/** Changes the list in which the part stands; where it stands in none, nothing. */
function changeList(root: Condition, path: Path, change: (items: readonly Condition[], at: number) => readonly Condition[]): Condition {
  const list = partAt(root, path.slice(0, -1));
  const at = path.at(-1);
  if (!isList(list) || at === undefined) return root;
  const items = change(list.items, at);
  return items === list.items ? root : putAt(root, path.slice(0, -1), flat(list, items));
}

/** A list of one is that one. */
function flat(list: List, items: readonly Condition[]): Condition {
  const [only] = items;
  return only && items.length === 1 ? only : { ...list, items };
}

/** Takes a part away. Of a group that needs it, the group goes with it; the root stays. */
export function removeAt(root: Condition, path: Path): Condition {
  if (path.length === 0) return root;
  const up = path.slice(0, -1);
  return isList(partAt(root, up)) ? changeList(root, path, (items, at) => items.filter((_, one) => one !== at)) : removeAt(root, up);
}

/** Moves a part among its neighbours. */
export function moveBy(root: Condition, path: Path, by: -1 | 1): Condition {
  return changeList(root, path, (items, at) => {
    const [mine, other] = [items[at], items[at + by]];
    return mine && other ? items.map((one, here) => (here === at ? other : here === at + by ? mine : one)) : items;
  });
}

/** Puts a part into the group before it, or together with the part before it into a group of the other kind. */
export function indentAt(root: Condition, path: Path): Condition {
  return changeList(root, path, (items, at) => {
    const [before, mine] = [items[at - 1], items[at]];
    if (!before || !mine) return items;
    const list = partAt(root, path.slice(0, -1));
    const joined: Condition = isList(before) ? { ...before, items: [...before.items, mine] } : { kind: list?.kind === "and" ? "or" : "and", items: [before, mine] };
    return items.flatMap((one, here) => (here === at ? [] : here === at - 1 ? [joined] : [one]));
  });
}

/** Takes a part out of its list, behind it. */
export function outdentAt(root: Condition, path: Path): Condition {
  const [up, at, mine] = [path.slice(0, -1), path.at(-1), partAt(root, path)];
  const list = partAt(root, up);
  if (!isList(list) || at === undefined || !mine || up.length === 0) return root;
  const rest = flat(list, list.items.filter((_, one) => one !== at));
  return changeList(root, up, (items, here) => items.flatMap((one, place) => (place === here ? [rest, mine] : [one])));
}

/** Takes a part into a "not", or out of one. */
export function negateAt(root: Condition, path: Path): Condition {
  const mine = partAt(root, path);
  if (!mine) return root;
  return putAt(root, path, mine.kind === "not" ? mine.items[0] : { kind: "not", items: [mine] });
}

export function duplicateAt(root: Condition, path: Path): Condition {
  const mine = partAt(root, path);
  return mine ? changeList(root, path, (items, at) => items.flatMap((one, here) => (here === at ? [one, mine] : [one]))) : root;
}

/** Adds a part behind another: to its list where it is of that kind, else the two become one. */
export function combineAt(root: Condition, path: Path, kind: "and" | "or", added: Condition): Condition {
  const mine = partAt(root, path);
  const list = partAt(root, path.slice(0, -1));
  if (!mine) return root;
  if (mine.kind === kind) return putAt(root, path, { ...mine, items: [...mine.items, added] });
  if (path.length > 0 && list?.kind === kind) return changeList(root, path, (items, at) => items.flatMap((one, here) => (here === at ? [one, added] : [one])));
  return putAt(root, path, { kind, items: [mine, added] });
}

/** Makes a group one of another kind. Groups of one part keep the parts of a list together as one. */
export function regroupAt(root: Condition, path: Path, kind: Group["kind"]): Condition {
  const mine = partAt(root, path);
  if (!mine || !isGroup(mine) || mine.kind === kind) return root;
  if (kind === "and" || kind === "or") return putAt(root, path, { kind, items: mine.items });
  const [one] = mine.items;
  const inner: Condition = isList(mine) ? mine : (one ?? { kind: "constant", value: true });
  return putAt(root, path, wrapped(kind, inner));
}

/** A condition inside a group that takes one. */
export function wrapped(kind: Exclude<Group["kind"], "and" | "or">, inner: Condition): Condition {
  if (kind === "not") return { kind, items: [inner] };
  if (kind === "lastN") return { kind, k: 3, n: 5, items: [inner] };
  if (kind === "kOfN") return { kind, k: 2, members: { set: "selected" }, items: [inner] };
  return { kind: "if", items: [inner, { kind: "constant", value: true }, { kind: "constant", value: false }] };
}

/** Carries a part before another, wherever that stands in a list; not into itself. */
export function moveTo(root: Condition, from: Path, to: Path): Condition {
  const mine = partAt(root, from);
  if (!mine || to.length === 0 || from.every((step, at) => to[at] === step)) return root;
  if (!isList(partAt(root, to.slice(0, -1))) || !isList(partAt(root, from.slice(0, -1)))) return root;
  const gap: Condition = { kind: "constant", value: false }; // keeps the place, so that paths hold until it is taken out
  const carried = changeList(putAt(root, from, gap), to, (items, at) => items.flatMap((one, here) => (here === at ? [mine, one] : [one])));
  const place = pathOf(carried, gap);
  return place ? removeAt(carried, place) : root;
}

/** Where a part itself stands; undefined where it does not. */
export function pathOf(root: Condition, part: Condition): Path | undefined {
  if (root === part) return [];
  if (!isGroup(root)) return undefined;
  for (const [at, one] of root.items.entries()) {
    const below = pathOf(one, part);
    if (below) return [at, ...below];
  }
  return undefined;
}
