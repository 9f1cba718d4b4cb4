import type { Strictness } from "../../strictness/strictness.ts";
import { applyOverlay } from "../apply/apply.ts";
import type { Overlay } from "../overlay/overlay.ts";
import type { Tree } from "../tree/element.ts";
import { diffTrees } from "./diffTrees.ts";

/** The overlay with the fewest operations of the same effect on this upper. A person asks for it ("清理无效修改"); an upgrade never does. */
export function normalForm(upper: Tree, overlay: Overlay, strictness: Strictness): Overlay {
  return { ...overlay, ops: diffTrees(upper, applyOverlay(upper, overlay, strictness).tree, overlay.layer) };
}
