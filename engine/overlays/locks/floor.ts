import type { Strictness, Verdict } from "../../strictness/strictness.ts";
import { TreeReader } from "../definitions/builder.ts";
import { noParent, type Ref, type Tree } from "../tree/element.ts";
import { visibleIn } from "../tree/reading.ts";

/** A legal floor that an effective pack is below, or without. */
export interface BelowFloor {
  readonly el: Ref;
  readonly verdict: Verdict["is"] | "gone";
}

/** No layer's effective value may be looser than the product pack's legal floor, the group's included. */
export function belowFloor(product: Tree, effective: Tree, strictness: Strictness): readonly BelowFloor[] {
  const shown = visibleIn(effective);
  return [...product.elements.values()].filter((one) => one.kind === "limit" && one.props["legalFloor"] === true).flatMap((floor): BelowFloor[] => {
    const now = effective.elements.get(floor.id);
    if (!now || !shown.has(floor.id)) return [{ el: floor.id, verdict: "gone" }];
    const verdict = strictness.compare({ kind: "limit", prop: "value", element: floor.props, el: floor.id }, floor.props["value"] ?? null, now.props["value"] ?? null).is;
    return verdict === "equal" || verdict === "tighter" ? [] : [{ el: floor.id, verdict }];
  });
}

/** A second definition that issues a permit kind which a locked template governs. */
export interface SecondDoor {
  readonly flow: Ref;
  readonly governs: string;
  readonly template: Ref;
}

/**
 * A locked template that declares `governs` is the only way to its permit kinds
 * (overlays.md 5.1). A permit flow belongs to the kinds its templates govern; a
 * flow that the layer brings and that no template names could be any of them,
 * so it is refused while any kind is governed.
 */
export function secondDoors(upper: Tree, result: Tree): readonly SecondDoor[] {
  const reader = new TreeReader(result);
  const [root] = reader.children(noParent, "");
  if (!root) return [];
  const templates = reader.children(root.id, "templates").map((one) => ({ id: one.id, flow: one.props["flow"], governs: governedBy(one.props), upper: upper.elements.has(one.id) }));
  const governing = templates.filter((one) => one.governs.length > 0 && one.upper);
  return reader.children(root.id, "flows").filter((flow) => flow.props["settings.permit"] === true).flatMap((flow) => {
    const named = templates.filter((one) => `flow/${String(one.flow)}#flow` === flow.id);
    const kinds = named.flatMap((one) => one.governs);
    return governing.filter((one) => !named.includes(one) && (kinds.some((kind) => one.governs.includes(kind)) || (kinds.length === 0 && !upper.elements.has(flow.id)))).slice(0, 1)
      .map((one): SecondDoor => ({ flow: flow.id, governs: kinds.find((kind) => one.governs.includes(kind)) ?? one.governs.join(), template: one.id }));
  });
}

function governedBy(props: { readonly [path: string]: unknown }): string[] {
  return Object.keys(props).filter((path) => path.startsWith("governs.") && props[path] === true).map((path) => path.slice("governs.".length));
}

