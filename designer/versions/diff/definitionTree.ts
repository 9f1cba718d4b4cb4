import { applyOverlay, canonicalJson, type Definition, type DefinitionKind, diffTrees, fromTree, type OverlayOp, type PackDefinitions, type PackTree, strictness, toTree } from "@safeloop/engine";

/** The layer whose operations changes are; nothing here is locked, so it only has to be the same everywhere. */
const layer = "site";

/** The definition as the one thing of a pack of its own, so that what overlays know of definitions serves for versions too. */
function packOf(kind: DefinitionKind, definition: Definition): PackDefinitions {
  const bare = { ...definition, revision: 0 }; // which revision it is, is no change of it
  const manifest = { id: "versions", version: "1.0.0", title: { zh: "版本", en: "Versions" }, templates: [] };
  return { manifest, forms: [], flows: [], rules: [], [kind]: [bare] } as unknown as PackDefinitions;
}

/** Undefined of a draft that lacks what every definition has, such as a flow without steps: it is no tree. */
export function treeOf(kind: DefinitionKind, definition: Definition): PackTree | undefined {
  try {
    return toTree(packOf(kind, definition));
  } catch (fault) {
    if (fault instanceof TypeError) return undefined;
    throw fault;
  }
}

/** The definition of a tree, under the revision it is said to have. */
export function definitionFrom<D extends Definition>(kind: DefinitionKind, tree: PackTree, revision: number): D | undefined {
  const [found] = fromTree(tree)[kind];
  return found && ({ ...found, revision } as unknown as D);
}

/** Why an operation has no effect at all; others only place it elsewhere. */
const lost: ReadonlySet<string> = new Set(["ORPHAN", "PARENT_GONE", "CYCLE", "KIND_CLASH", "LOCKED"]);

/** The tree under these operations; `isWhole`: each of them has its effect. */
export function applied(tree: PackTree, ops: readonly OverlayOp[]): { readonly tree: PackTree; readonly isWhole: boolean } {
  const made = applyOverlay(tree, { layer, ops }, strictness());
  return { tree: made.tree, isWhole: !made.notes.some((note) => lost.has(note.code)) };
}

export const operationsBetween = (before: PackTree, after: PackTree): readonly OverlayOp[] => diffTrees(before, after, layer);

/** True when the tree says all that the definition says. A draft that is far from valid may hold more than a tree can. */
export function isWhole(kind: DefinitionKind, definition: Definition, tree: PackTree): boolean {
  return canonicalJson(definitionFrom(kind, tree, 0) ?? null) === canonicalJson({ ...definition, revision: 0 });
}
