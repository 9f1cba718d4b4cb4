import { applyOverlay, driftOf, lockLevel, Refusal, type EffectiveLock, type PackElement as Element, type PackElements, type PackTree as Tree } from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { layerOfPack, type PackLayer } from "./layerRows.ts";
import { definitionAt, kindAt, titleOf } from "./planView.ts";
import { strictnessOf, upperTree } from "./trees.ts";

type ElementView = PackElements["items"][number];

/** Every element of an installed pack that the tenant changed, or that a layer above holds fast. */
export async function elementsView(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { tenantId } = req.actor;
  const id = req.params["id"] ?? "";
  const layer = await layerOfPack(ctx.store, tenantId, id);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const upper = await upperTree(ctx.store, id, layer.upper, layer.answers);
  const { tree, notes } = applyOverlay(upper.tree, layer.overlay, strictnessOf(upper));
  const drift = driftOf(upper.tree, layer.overlay, notes);
  const items = [...new Set([...drift.of.keys(), ...upper.tree.elements.keys()])].flatMap((el): ElementView[] => {
    const lock = strictestLock(upper.tree.elements.get(el), layer.overlay.layer);
    const state = drift.of.get(el) ?? "inherited";
    if (state === "inherited" && lock === "free") return [];
    const trees = [tree, upper.tree];
    return [{ el, kind: kindAt(trees, el), title: titleOf(trees, el), definition: definitionAt(trees, el), state: state === "pending" ? "changed" : state, lock, changes: changesOf(layer, upper.tree.elements.get(el), tree, el) }];
  });
  return { body: { id, version: layer.version, items } satisfies PackElements };
}

/** The strictest lock of any facet: what the badge of an element shows. */
function strictestLock(one: Element | undefined, layer: string): EffectiveLock {
  const levels = Object.keys(one?.locks ?? {}).map((facet) => lockLevel(one, facet, layer));
  return levels.includes("fixed") ? "fixed" : levels.includes("tightenOnly") ? "tightenOnly" : "free";
}

/** What the tenant set on an element: above, its own, and what is in force. */
function changesOf({ overlay }: PackLayer, upper: Element | undefined, effective: Tree, el: string): ElementView["changes"] {
  return overlay.ops.flatMap((op) => {
    if (op.el !== el || op.op !== "set") return [];
    const [above, now] = [upper?.props[op.prop], effective.elements.get(el)?.props[op.prop]];
    return [{ prop: op.prop, ...(above === undefined ? {} : { upper: above }), ...("value" in op ? { mine: op.value } : {}), ...(now === undefined ? {} : { effective: now }) }];
  });
}
