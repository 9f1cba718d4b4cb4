import { issue, type Issue, warning } from "../../issues/issue.ts";
import type { JsonValue } from "../../model/json.ts";
import { definitionOf, type Ref, type Tree } from "../tree/element.ts";
import type { KindTable } from "../tree/kinds.ts";
import { opPath } from "./opPath.ts";
import { type AddOp, type At, keyOf, type Op, type Overlay } from "./overlay.ts";

/** Targets, slots and properties, by the kind table. An edit of what the upper no longer has is kept and only warned of. */
export function shapeIssues(upper: Tree, { ops }: Overlay, kinds: KindTable): Issue[] {
  const added = new Map(ops.flatMap((op) => (op.op === "add" ? [[op.el, op] as const] : [])));
  const kindOf = (el: Ref): string | undefined => upper.elements.get(el)?.kind ?? added.get(el)?.kind;
  return ops.flatMap((op) => {
    const kind = kindOf(op.el);
    if (kind === undefined) return [warning("OVERLAY_TARGET", opPath(keyOf(op)), { el: op.el })];
    if (op.op === "add") return [...clashIssues(upper, op), ...placeIssues(op, op.kind, kindOf, kinds), ...propsIssues(op, kinds)];
    if (op.op === "move") return placeIssues(op, kind, kindOf, kinds);
    if (op.op === "set") return propIssues(op, op.prop, "value" in op ? op.value : undefined, kinds[kind]?.prop(op.prop));
    return op.op === "lock" && !isFacet(kind, op.facet, kinds) ? [prop(op, op.facet)] : [];
  });
}

function clashIssues(upper: Tree, op: AddOp): Issue[] {
  const is = upper.elements.get(op.el)?.kind;
  return is === undefined || is === op.kind ? [] : [issue("OVERLAY_KIND_CLASH", opPath(keyOf(op)), { el: op.el, is, wanted: op.kind })];
}

type Placing = Op & { readonly at: At };

function placeIssues(op: Placing, kind: string, kindOf: (el: Ref) => string | undefined, kinds: KindTable): Issue[] {
  const parent = kindOf(op.at.parent);
  const path = opPath(keyOf(op));
  if (parent === undefined) return [warning("OVERLAY_TARGET", path, { el: op.at.parent })];
  const takes = kinds[parent]?.slots[op.at.slot]?.kinds.includes(kind) === true;
  const home = definitionOf(op.el) === definitionOf(op.at.parent) || parent === "pack";
  return [
    ...(takes ? [] : [issue("OVERLAY_SLOT", path, { el: op.el, kind, slot: op.at.slot })]),
    ...(home ? [] : [issue("OVERLAY_OTHER_DEFINITION", path, { el: op.el, into: op.at.parent })]),
  ];
}

function propsIssues(op: AddOp, kinds: KindTable): Issue[] {
  const rule = kinds[op.kind];
  return Object.entries(op.props).flatMap(([path, value]) => propIssues(op, path, value, rule?.prop(path) ?? rule?.made?.(path)));
}

function propIssues(op: Op, path: string, value: JsonValue | undefined, test: ((value: JsonValue) => boolean) | undefined): Issue[] {
  return test && (value === undefined || test(value)) ? [] : [prop(op, path)];
}

const prop = (op: Op, path: string): Issue => issue("OVERLAY_PROP", opPath(keyOf(op)), { el: op.el, prop: path });

function isFacet(kind: string, facet: string, kinds: KindTable): boolean {
  if (facet === "exist" || facet === "place") return true;
  if (facet.startsWith("children.")) return kinds[kind]?.slots[facet.slice("children.".length)] !== undefined;
  return kinds[kind]?.prop(facet) !== undefined;
}
