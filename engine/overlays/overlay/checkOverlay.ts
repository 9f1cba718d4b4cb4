import { issue, type Issue } from "../../issues/issue.ts";
import type { SlotStrictness, Strictness } from "../../strictness/index.ts";
import { applyOverlay } from "../apply/apply.ts";
import { forgedFields } from "../locks/closure.ts";
import { secondDoors } from "../locks/floor.ts";
import { flowDoors } from "../locks/flowDoors.ts";
import { definitionOf, type Tree } from "../tree/element.ts";
import type { KindTable } from "../tree/kinds.ts";
import { upwards } from "../tree/reading.ts";
import { anchorIssues } from "./anchorIssues.ts";
import { lockIssues } from "./lockIssues.ts";
import { overlayLimits } from "./limits.ts";
import { opPath } from "./opPath.ts";
import { keyOf, type Overlay } from "./overlay.ts";
import { shapeIssues } from "./shapeIssues.ts";

/** What an overlay is checked by. */
export interface OverlayRules {
  readonly kinds: KindTable;
  readonly strictness: Strictness & SlotStrictness;
}

/**
 * Everything wrong with an overlay as newly authored over this upper (which
 * carries its locks, the derived ones too): targets, slots, properties, rings,
 * sizes, locks. Paths are `/ops/<key>`. It judges no definition: what comes out
 * goes through the definitions' own checkers.
 */
export function checkOverlay(upper: Tree, overlay: Overlay, rules: OverlayRules): readonly Issue[] {
  const shape = [...sizeIssues(overlay), ...duplicateIssues(overlay), ...shapeIssues(upper, overlay, rules.kinds), ...anchorIssues(upper, overlay)];
  if (shape.some((one) => one.severity === "error")) return shape;
  const applied = applyOverlay(upper, overlay, rules.strictness);
  return [...shape, ...lockIssues(upper, overlay, applied, rules.strictness), ...treeSizeIssues(applied.tree), ...doorIssues(upper, applied.tree, overlay)];
}

function sizeIssues({ ops }: Overlay): Issue[] {
  return ops.length > overlayLimits.ops ? [issue("OVERLAY_TOO_LARGE", "/ops", { what: "operations", actual: ops.length, max: overlayLimits.ops })] : [];
}

function duplicateIssues({ ops }: Overlay): Issue[] {
  const seen = new Map<string, string>();
  return ops.flatMap((op) => {
    const [key, text] = [keyOf(op), JSON.stringify(op)];
    const other = seen.get(key);
    seen.set(key, text);
    return other !== undefined && other !== text ? [issue("DUPLICATE_TARGET", opPath(key), { key })] : [];
  });
}

function treeSizeIssues(tree: Tree): Issue[] {
  const deepest = [...tree.elements.keys()].reduce((most, id) => Math.max(most, [...upwards(tree, id)].length), 0);
  return [
    ...(tree.elements.size > overlayLimits.elements ? [issue("OVERLAY_TOO_LARGE", "", { what: "elements", actual: tree.elements.size, max: overlayLimits.elements })] : []),
    ...(deepest > overlayLimits.nesting ? [issue("OVERLAY_TOO_LARGE", "", { what: "nesting", actual: deepest, max: overlayLimits.nesting })] : []),
  ];
}

/** Ways around the locks: forged fields, a second way to a governed permit, a way past a locked step. */
function doorIssues(upper: Tree, tree: Tree, { layer, ops }: Overlay): Issue[] {
  return [
    ...forgedFields(upper, tree).map((one) => issue("LOCK_CLOSURE", opPath(one.writer), { el: one.writer, field: one.field, check: one.because })),
    ...flowDoors(upper, tree, layer, new Set(ops.map((op) => definitionOf(op.el)))).map(({ flow, ...one }) => ({ ...one, path: opPath(`flow/${flow}`) })),
    ...secondDoors(upper, tree).map((one) => issue("GOVERNED_KIND", opPath(one.flow), { flow: one.flow, kind: one.governs, template: one.template })),
  ];
}
