import { applyOverlay, authoredOps, checkOverlay, diffTrees, isClean, keyOf, normalised, Refusal, safeKinds, toTree, treeHash, type DefinitionKind, type Issue, type JsonObject, type OverlayOp as Op, type Overlay, type PackTree as Tree } from "@safeloop/engine";
import type { Actor, ServerContext } from "../../context.ts";
import { layerOfPack } from "./layerRows.ts";
import type { PackLayers, PackStep } from "./packLayers.ts";
import { inWords } from "./planView.ts";
import { overlaid, strictnessOf, upperTree, type LayeredPack } from "./trees.ts";

/** What publishing a changed definition of a pack would put in force, and what forbids it. */
export interface PackEdit {
  readonly step: PackStep;
  readonly issues: readonly Issue[];
}

/**
 * A changed definition of a pack as the tenant's overlay: its differences to
 * the upper, operation by operation, judged by the locks above. Operations of
 * before that have no effect now (what they were about is gone, or is stricter
 * above) are kept, so that they work again when the upper changes.
 * Undefined when the pack is not installed here.
 */
export async function editPack(ctx: ServerContext, layers: PackLayers, actor: Actor, packId: string, kind: DefinitionKind, draft: JsonObject, reason: string): Promise<PackEdit | undefined> {
  const layer = await layerOfPack(ctx.store, actor.tenantId, packId);
  if (!layer) return undefined;
  const upper = await upperTree(ctx.store, packId, layer.upper, layer.answers);
  const before = overlaid(upper, layer.overlay).pack;
  const old = before[kind].find((one) => one.id === draft["id"]);
  if (!old) return undefined;
  const edited = toTree({ ...before, [kind]: before[kind].map((one) => (one === old ? { ...draft, revision: old.revision } : one)) });
  const { made, kept } = opsOf(upper, edited, layer.overlay);
  const overlay: Overlay = { ...layer.overlay, ops: normalised([...made, ...kept]) };
  const step: PackStep = { tenantId: actor.tenantId, actor, action: "edit", version: layer.version, ref: layer.upper, upper, overlay, answers: layer.answers, present: layer, reason };
  return { step, issues: checkOverlay(upper.tree, { ...overlay, ops: made }, { kinds: safeKinds, strictness: strictnessOf(upper, overlay) }).map((one) => inWords([upper.tree, edited], one)) };
}

/** What the author made, which is judged; and of before what has no effect, which is not his doing. */
function opsOf(upper: LayeredPack, edited: Tree, old: Overlay): { readonly made: readonly Op[]; readonly kept: readonly Op[] } {
  const made = [...authoredOps(upper.tree, diffTrees(upper.tree, edited, old.layer)), ...old.ops.filter((op) => op.op === "lock")];
  const keys = new Set(made.map(keyOf));
  const textOf = (ops: readonly Op[]): string => treeHash(applyOverlay(upper.tree, { ...old, ops }, strictnessOf(upper)).tree);
  const text = textOf(made);
  const idle = old.ops.filter((op) => !keys.has(keyOf(op)));
  return { made, kept: textOf([...made, ...idle]) === text ? idle : idle.filter((op) => textOf([...made, op]) === text) };
}

/** Refuses an edit that the locks above forbid, with everything that is wrong. */
export function mustBeLawful(edit: PackEdit, id: string): void {
  if (!isClean(edit.issues)) throw new Refusal("DEF_INVALID", { id, count: edit.issues.filter((one) => one.severity === "error").length }, edit.issues);
}
