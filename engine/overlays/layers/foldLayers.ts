import { applyOverlay } from "../apply/apply.ts";
import type { Note } from "../apply/notes.ts";
import type { Strictness } from "../../strictness/strictness.ts";
import { withClosure } from "../locks/closure.ts";
import type { Overlay } from "../overlay/overlay.ts";
import type { Tree } from "../tree/element.ts";

/** One layer, the upper it sits on and what comes out. */
export interface Fold {
  readonly overlay: Overlay;
  readonly upper: Tree;
  readonly result: Tree;
  readonly notes: readonly Note[];
}

/**
 * Product, then each overlay from the top down. Every layer meets the locks of
 * those above, and what their locked expressions read. Layers are folded, never
 * flattened in storage.
 */
export function foldLayers(product: Tree, overlays: readonly Overlay[], strictness: Strictness): readonly Fold[] {
  let upper = withClosure(product);
  return overlays.map((overlay) => {
    const { tree, notes } = applyOverlay(upper, overlay, strictness);
    const fold: Fold = { overlay, upper, result: tree, notes };
    upper = withClosure(tree);
    return fold;
  });
}

/** The effective tree below all layers. */
export function effectiveTree(product: Tree, overlays: readonly Overlay[], strictness: Strictness): Tree {
  const last = foldLayers(product, overlays, strictness).at(-1);
  return withClosure(last?.result ?? product);
}
