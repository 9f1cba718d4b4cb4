import { type JsonValue, type OverlayOp, type PackElement, type PackTree } from "@safeloop/engine";

/** Sets of names, one property a member (`select.tags.T-101`), that are read as one list. */
const sets = ["checks", "signs", "evidence.comment", "vote.vetoRoles", "select.tags", "tags", "inhibitedBy", "from", "whileIn", "interlock.causes", "permits", "rules", "governs"] as const;

/** The order in which things are written down, which means nothing. One line tells of all of it. */
const storage = /^~(required|schemaOrder|nodes|edges)$|^~order /;

/** What a tree keeps beside its elements and does mean something: the order of rules, lines of a drawing. */
const ordering: ReadonlySet<string> = new Set(["~logicOrder", "~edge", "~drawn"]);

/** The steps of a key path; a dot in a key is escaped. */
export function stepsOf(path: string): string[] {
  return (path.match(/(?:\\.|[^.\\])+/g) ?? []).map((step) => step.replace(/\\(.)/g, "$1"));
}

function setAt(prop: string): string | undefined {
  return sets.find((set) => prop.startsWith(`${set}.`) && stepsOf(prop).length === set.split(".").length + 1) ?? sets.find((set) => prop === set);
}

/** The members of a set, sorted; one written as a list of its own (empty, or with doubles) is taken as it is. */
export function setOf(one: PackElement | undefined, set: string): JsonValue {
  const props = one?.props ?? {};
  const flat = Object.hasOwn(props, set) ? props[set] : undefined;
  if (flat !== undefined) return flat;
  return Object.entries(props).filter(([prop, value]) => value === true && setAt(prop) === set).map(([prop]) => stepsOf(prop).at(-1) ?? "").sort();
}

/** What a line is about: what happened, to which element, and to which property, slot or set of it. */
export interface Place {
  readonly what: "add" | "exist" | "place" | "order" | "list" | "members" | "set" | "lock";
  readonly el: string;
  readonly prop: string;
}

/**
 * The line an operation belongs to: with the element it came or went with, in
 * the list or set it is a member of, with the other language of a text.
 */
export function placesOf(before: PackTree, after: PackTree, ops: readonly OverlayOp[], lists: ReadonlySet<string>): (op: OverlayOp) => Place {
  const came = new Set(ops.filter((op) => op.op === "add").map((op) => op.el));
  const went = new Set(ops.filter((op) => op.op === "remove").map((op) => op.el));
  return (op) => {
    const el = came.has(op.el) ? outermost(op.el, came, after) : op.op === "remove" ? outermost(op.el, went, before) : op.el;
    const one = after.elements.get(el) ?? before.elements.get(el);
    if (one && lists.has(one.slot)) return { what: "list", el: one.parent, prop: one.slot };
    if (came.has(op.el)) return { what: "add", el, prop: "" };
    if (op.op === "remove" || op.op === "restore") return { what: "exist", el, prop: "" };
    if (op.op === "move") return { what: "place", el, prop: "" };
    return op.op === "set" ? propertyOf(el, op.prop) : { what: "lock", el, prop: "facet" in op ? op.facet : "" };
  };
}

function propertyOf(el: string, prop: string): Place {
  const set = setAt(prop);
  if (storage.test(prop)) return { what: "order", el: "", prop: "" };
  if (ordering.has(prop)) return { what: "order", el, prop };
  return set === undefined ? { what: "set", el, prop: prop.replace(/\.(zh|en)$/, "") } : { what: "members", el, prop: set };
}

/** The outermost element that came, or went, together with this one. */
function outermost(id: string, moved: ReadonlySet<string>, tree: PackTree): string {
  const parent = tree.elements.get(id)?.parent ?? "";
  return moved.has(parent) ? outermost(parent, moved, tree) : id;
}
