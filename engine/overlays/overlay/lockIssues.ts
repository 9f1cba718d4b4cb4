import { jsonEqual } from "../../logic/index.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import { isObject, type JsonValue } from "../../model/json.ts";
import { type SlotStrictness, type Strictness, verdictIssue } from "../../strictness/index.ts";
import type { Applied } from "../apply/apply.ts";
import { propOf } from "../apply/edits.ts";
import type { Note } from "../apply/notes.ts";
import { closureLayer } from "../locks/closure.ts";
import { entriesOf, lockLevel } from "../locks/lockLevel.ts";
import { looserSlots } from "../locks/slots.ts";
import type { Element, LockEntry, Ref, Tree } from "../tree/element.ts";
import { clauseAt } from "./clauses.ts";
import { opPath } from "./opPath.ts";
import { keyOf, type Op, type Overlay } from "./overlay.ts";

/** Operations that an upper lock forbids, or that would loosen what may only be tightened. `applied`: the overlay on this upper. */
export function lockIssues(upper: Tree, overlay: Overlay, { tree, notes }: Applied, strictness: Strictness & SlotStrictness): Issue[] {
  const ops = new Map(overlay.ops.map((op) => [keyOf(op), op]));
  return [
    ...notes.flatMap((one) => noteIssue(upper, overlay.layer, ops.get(one.key), one)),
    ...overlay.ops.flatMap((op) => valueIssues({ upper, tree, layer: overlay.layer, strictness }, op)),
    ...looserSlots(upper, tree, strictness, overlay.layer).flatMap(({ el, slot, verdict }) =>
      verdictIssue(verdict, opPath(`${el}|${slot}`), { el, facet: slot, upper: "", local: slot, source: sourceOf(upper, el, `children.${slot}`, overlay.layer) }) ?? []),
  ];
}

function noteIssue(upper: Tree, layer: string, op: Op | undefined, note: Note): Issue[] {
  if (!op || (note.code !== "LOCKED" && note.code !== "LOCK_LOWER")) return [];
  const facet = note.prop ?? (op.op === "lock" ? op.facet : op.op === "move" || op.op === "add" ? "place" : "exist");
  const entry = binding(upper, note, facet, layer);
  if (note.code === "LOCK_LOWER") return [issue("LOCK_LOWERED", opPath(note.key), { el: note.el, facet, by: entry?.by ?? "" })];
  if (entry?.by === closureLayer) return [issue("LOCK_CLOSURE", opPath(note.key), { el: note.el, field: note.el, check: entry.because ?? "" })];
  return [issue("LOCK_FIXED", opPath(note.key), { el: note.el, facet, by: entry?.by ?? "", clause: clauseAt(upper, note.el) })];
}

/** The lock that stands in the way: on the facet itself, else on the element the note names, else on the slot it stands in. */
function binding(upper: Tree, note: Note, facet: string, layer: string): LockEntry | undefined {
  const own = entriesOf(upper.elements.get(note.el), facet).filter((one) => one.by !== layer);
  // What a person set comes before what was derived from it.
  const slot = upper.elements.get(note.el);
  const others = [...Object.values(upper.elements.get(note.by ?? "")?.locks ?? {}).flat(), ...entriesOf(upper.elements.get(slot?.parent ?? ""), `children.${slot?.slot ?? ""}`)];
  return own.find((one) => one.by !== closureLayer) ?? own[0] ?? others.find((one) => one.by !== layer);
}

/** The clause, else the layer that locked it. */
function sourceOf(upper: Tree, el: Ref, facet: string, layer: string): string {
  const clause = clauseAt(upper, el);
  return clause === "" ? (entriesOf(upper.elements.get(el), facet).find((one) => one.by !== layer)?.by ?? "") : clause;
}

interface Given {
  readonly upper: Tree;
  readonly tree: Tree;
  readonly layer: string;
  readonly strictness: Strictness;
}

function valueIssues(given: Given, op: Op): Issue[] {
  const element = given.upper.elements.get(op.el);
  if (!element || (op.op !== "set" && op.op !== "add")) return [];
  const values = op.op === "add" ? Object.entries(op.props) : "value" in op ? [[op.prop, op.value] as const] : [];
  return values.flatMap(([prop, local]) => (lockLevel(element, prop, given.layer) === "tightenOnly" ? looser(given, element, op, prop, local) : []));
}

function looser({ upper: above, tree, strictness, layer }: Given, element: Element, op: Op, prop: string, local: JsonValue): Issue[] {
  const upper = propOf(element.props, prop) ?? null;
  if (jsonEqual(upper, local)) return [];
  const verdict = strictness.compare({ kind: element.kind, prop, element: element.props, effective: { ...tree.elements.get(op.el)?.props, [prop]: local }, el: op.el }, upper, local);
  const said = verdictIssue(verdict, opPath(keyOf(op)), { el: op.el, facet: prop, upper: valueText(upper), local: valueText(local), source: sourceOf(above, element.id, prop, layer) });
  return said ? [said] : [];
}

function valueText(value: JsonValue): string {
  if (isObject(value) && typeof value["value"] === "string" && typeof value["unit"] === "string") return `${typeof value["op"] === "string" ? `${value["op"]} ` : ""}${value["value"]} ${value["unit"]}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
