import { isList, isObject, type JsonValue } from "../../model/json.ts";
import type { Op } from "../overlay/overlay.ts";
import type { Props, Tree } from "../tree/element.ts";
import { omit } from "./builder.ts";
import { structural } from "./flatten.ts";

const lists: ReadonlySet<string> = new Set(["schemaOrder", "logicOrder", "nodes", "edges", "order"]);

/**
 * The operations of an edited definition as its author made them: without those
 * that only say in which order lists were written, or what a derived edge is
 * called. A new field may stand in the middle of the layout and at the end of
 * the schema; the tree keeps one order, that of the layout. What else is
 * structural (a flow that is no longer nested, a second id) stays, and is
 * refused as no author's property.
 */
export function authoredOps(upper: Tree, ops: readonly Op[]): readonly Op[] {
  return ops.flatMap((op): readonly Op[] => {
    if (op.op === "add") return [{ ...op, props: authoredProps(op.props) }];
    return op.op === "set" && isDerived(op.prop, "value" in op ? op.value : undefined, upper.elements.get(op.el)?.props[op.prop]) ? [] : [op];
  });
}

function authoredProps(props: Props): Props {
  return omit(props, ...Object.entries(props).filter(([prop, value]) => isDerived(prop, value, undefined)).map(([prop]) => prop));
}

function isDerived(prop: string, now: JsonValue | undefined, was: JsonValue | undefined): boolean {
  if (!prop.startsWith(structural)) return false;
  const name = prop.slice(structural.length);
  if (name === "required") return spoken(now) === spoken(was);
  if (name === "edge") return labelOf(now) === labelOf(was);
  return lists.has(name) || name.startsWith("order ");
}

/** Required names that are no field; the others are a property of their field. */
const spoken = (list: JsonValue | undefined): string => (isList(list) ? list.filter((one) => typeof one === "string" && one.startsWith("key:")).sort().join() : "");

/** What an edge says beside its id. */
const labelOf = (edge: JsonValue | undefined): string => (isObject(edge) ? JSON.stringify(omit(edge, "id")) : "{}");
