import { childrenOf, type Definition, type DefinitionKind, type JsonValue, keyOf, type OverlayOp, type PackElement, type PackTree } from "@safeloop/engine";
import { isWhole, operationsBetween, treeOf } from "./definitionTree.ts";
import { type Change as JsonChange, changesBetween } from "./diff.ts";
import { type Place, placesOf, setOf } from "./sets.ts";

export type What = "added" | "removed" | "moved" | "edited" | "listed" | "ordered" | "json";

/** One thing that changed, as one line tells it; all operations it stands for are in `ops`, and no operation is in two lines. */
export interface Change {
  readonly key: string;
  readonly what: What;
  readonly ops: readonly OverlayOp[];
  /** The element it is about; of a list its owner. */
  readonly el: string;
  readonly kind: string;
  /** Of an edit: the property; without `.zh` and `.en` where both languages of a text are one. Of a list: its slot or set. */
  readonly prop?: string;
  readonly was?: JsonValue;
  readonly now?: JsonValue;
  /** Elements that came or went with it, the element itself among them. */
  readonly parts?: readonly string[];
}

/** Two definitions of one kind, and everything that differs between them. */
export interface Comparison {
  readonly kind: DefinitionKind;
  readonly before: PackTree;
  readonly after: PackTree;
  readonly changes: readonly Change[];
}

/** Slots whose elements are read as one list: who is asked matters, not that one line came and another went. */
const lists: ReadonlySet<string> = new Set(["candidates", "exclude", "by", "to", "notify"]);

/** Everything that differs, each operation in exactly one change, in the order of the definition. */
export function compare(kind: DefinitionKind, from: Definition, to: Definition): Comparison {
  const [before, after] = [treeOf(kind, from), treeOf(kind, to)];
  // What a tree cannot say would be lost in it, so that such definitions are compared as JSON.
  if (!before || !after || !isWhole(kind, from, before) || !isWhole(kind, to, after)) return { kind, before: before ?? noTree, after: after ?? noTree, changes: changesBetween({ ...from, revision: 0 }, { ...to, revision: 0 }).map(asJson) };
  return { kind, before, after, changes: inOrder(gathered(before, after, operationsBetween(before, after)), before, after) };
}

const noTree: PackTree = { elements: new Map(), order: new Map() };

function asJson({ path, before, after }: JsonChange): Change {
  return { key: `json|${path}`, what: "json", ops: [], el: "", kind: "", prop: path, ...value("was", before as JsonValue | undefined), ...value("now", after as JsonValue | undefined) };
}

const value = (name: "was" | "now", is: JsonValue | undefined): { readonly [name: string]: JsonValue } => (is === undefined ? {} : { [name]: is });

function gathered(before: PackTree, after: PackTree, ops: readonly OverlayOp[]): readonly Change[] {
  const groups = new Map<string, { readonly place: Place; readonly ops: OverlayOp[] }>();
  const placeOf = placesOf(before, after, ops, lists);
  for (const op of ops) {
    const place = placeOf(op);
    const key = `${place.what}|${place.el}|${place.prop}`;
    const group = groups.get(key) ?? { place, ops: [] };
    group.ops.push(op);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => changeOf(before, after, key, group.place, group.ops));
}

function changeOf(before: PackTree, after: PackTree, key: string, { what, el, prop }: Place, ops: readonly OverlayOp[]): Change {
  const [was, now] = [before.elements.get(el), after.elements.get(el)];
  const base = { key, ops, el, kind: (now ?? was)?.kind ?? "" };
  switch (what) {
    case "add": case "exist": return { ...base, what: now ? "added" : "removed", parts: [...new Set(ops.map((op) => op.el))] };
    case "place": return { ...base, what: "moved" };
    case "order": case "lock": return { ...base, what: "ordered", prop };
    case "list": return { ...base, what: "listed", prop, was: listed(before, el, prop), now: listed(after, el, prop) };
    case "members": return { ...base, what: "listed", prop, was: setOf(was, prop), now: setOf(now, prop) };
    case "set": return { ...base, what: "edited", prop, ...value("was", propOf(was, prop)), ...value("now", propOf(now, prop)) };
  }
}

/** A property, or both languages of a text. */
function propOf(one: PackElement | undefined, prop: string): JsonValue | undefined {
  const [zh, en] = [one?.props[`${prop}.zh`], one?.props[`${prop}.en`]];
  if (one && Object.hasOwn(one.props, prop)) return one.props[prop];
  return zh === undefined && en === undefined ? undefined : { ...value("zh" as "was", zh), ...value("en" as "was", en) };
}

function listed(tree: PackTree, owner: string, slot: string): JsonValue {
  return childrenOf(tree, owner, slot).map((id) => ({ ...tree.elements.get(id)?.props }));
}

/** As the definition is read: an element before what lies in it, what went where it was. */
function inOrder(changes: readonly Change[], before: PackTree, after: PackTree): readonly Change[] {
  const at = new Map([...before.elements.keys()].map((id, index) => [id, index] as const));
  [...after.elements.keys()].forEach((id, index) => at.set(id, index));
  const last = at.size;
  return [...changes].sort((a, b) => (at.get(a.el) ?? last) - (at.get(b.el) ?? last) || (a.key < b.key ? -1 : 1));
}

/** The keys of the operations a change stands for. */
export const keysOf = (change: Change): readonly string[] => change.ops.map(keyOf);
