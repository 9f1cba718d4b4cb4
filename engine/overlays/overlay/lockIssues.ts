import { jsonEqual } from "../../logic/index.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import { isObject, type JsonValue } from "../../model/json.ts";
import type { Strictness } from "../../strictness/strictness.ts";
import { verdictIssue } from "../../strictness/verdictIssue.ts";
import { applyOverlay } from "../apply/apply.ts";
import { propOf } from "../apply/edits.ts";
import type { Note } from "../apply/notes.ts";
import { closureLayer } from "../locks/closure.ts";
import { entriesOf, lockLevel } from "../locks/lockLevel.ts";
import type { Element, LockEntry, Tree } from "../tree/element.ts";
import { opPath } from "./opPath.ts";
import { keyOf, type Op, type Overlay } from "./overlay.ts";

/** Operations that an upper lock forbids, or that would loosen what may only be tightened. */
export function lockIssues(upper: Tree, overlay: Overlay, strictness: Strictness): Issue[] {
  const ops = new Map(overlay.ops.map((op) => [keyOf(op), op]));
  const { notes } = applyOverlay(upper, overlay, strictness);
  return [...notes.flatMap((one) => noteIssue(upper, overlay.layer, ops.get(one.key), one)), ...overlay.ops.flatMap((op) => valueIssues(upper, overlay.layer, op, strictness))];
}

function noteIssue(upper: Tree, layer: string, op: Op | undefined, note: Note): Issue[] {
  const element = upper.elements.get(note.el);
  if (!op || (note.code !== "LOCKED" && note.code !== "LOCK_LOWER")) return [];
  const facet = note.prop ?? (op.op === "lock" ? op.facet : op.op === "move" || op.op === "add" ? "place" : "exist");
  const entry = binding(upper, note, facet, layer);
  if (note.code === "LOCK_LOWER") return [issue("LOCK_LOWERED", opPath(note.key), { el: note.el, facet, by: entry?.by ?? "" })];
  if (entry?.by === closureLayer) return [issue("LOCK_CLOSURE", opPath(note.key), { el: note.el, field: note.el, check: entry.because ?? "" })];
  return [issue("LOCK_FIXED", opPath(note.key), { el: note.el, facet, by: entry?.by ?? "", clause: clauseOf(element) })];
}

/** The lock that stands in the way: on the facet itself, else on the element the note names. */
function binding(upper: Tree, note: Note, facet: string, layer: string): LockEntry | undefined {
  const own = entriesOf(upper.elements.get(note.el), facet).filter((one) => one.by !== layer);
  // What a person set comes before what was derived from it.
  return own.find((one) => one.by !== closureLayer) ?? own[0] ?? Object.values(upper.elements.get(note.by ?? "")?.locks ?? {}).flat().find((one) => one.by !== layer);
}

/** "GB/T 50493 2019" of the element's own source. */
function clauseOf(element: Element | undefined): string {
  const props = element?.props ?? {};
  return ["sourceStd", "source.std", "edition", "source.edition", "clause", "source.clause"].flatMap((path) => (typeof props[path] === "string" ? [props[path]] : [])).join(" ");
}

function valueIssues(upper: Tree, layer: string, op: Op, strictness: Strictness): Issue[] {
  const element = upper.elements.get(op.el);
  if (!element || (op.op !== "set" && op.op !== "add")) return [];
  const values = op.op === "add" ? Object.entries(op.props) : "value" in op ? [[op.prop, op.value] as const] : [];
  return values.flatMap(([prop, local]) => (lockLevel(element, prop, layer) === "tightenOnly" ? looser(element, op, prop, local, strictness, layer) : []));
}

function looser(element: Element, op: Op, prop: string, local: JsonValue, strictness: Strictness, layer: string): Issue[] {
  const upper = propOf(element.props, prop) ?? null;
  if (jsonEqual(upper, local)) return [];
  const verdict = strictness.compare({ kind: element.kind, prop, element: element.props, el: element.id }, upper, local);
  const by = entriesOf(element, prop).find((one) => one.by !== layer)?.by ?? "";
  const found = verdictIssue(verdict, opPath(keyOf(op)), { el: op.el, facet: prop, upper: textOf(upper), local: textOf(local), by, clause: clauseOf(element) });
  return found ? [found] : [];
}

/** A value as a person reads it; a quantity with its unit. */
function textOf(value: JsonValue): string {
  if (isObject(value) && typeof value["value"] === "string" && typeof value["unit"] === "string") return `${value["value"]} ${value["unit"]}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
