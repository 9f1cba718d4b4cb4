import { canonicalJson } from "../../../model/canonical.ts";
import { definitionsContext, strictness } from "../../../strictness/index.ts";
import {
  applyOverlay, brokenReferences, checkOverlay, fromTree, judgeDefinitions, judgeReferences, normalised, planUpgrade, safeKinds, toTree, treeHash, withClosure, withDefaultLocks,
  type Overlay, type OverlayOp as Op, type PackTree as Tree, type PlanDecision as Decision, type UpgradePlan as Plan, type TreeFault,
} from "../../index.ts";
import { keyOf } from "../../overlay/overlay.ts";
import { readPack } from "../readPack.testkit.ts";
import { Draw } from "./draw.testkit.ts";
import { drawEdit, Names } from "./edits.testkit.ts";

const pack = readPack("safeloop-permits");

/** A version of the pack: as its publisher has it, and with the locks that bind those below. */
export interface Version {
  readonly bare: Tree;
  readonly upper: Tree;
}

const versionOf = (bare: Tree): Version => ({ bare, upper: withClosure(withDefaultLocks(bare)) });

/** The shipped permits: the hot-work permit, its flow, and what lies beside them. */
export const firstVersion = (): Version => versionOf(toTree(pack));

const judge = (tree: Tree): readonly TreeFault[] => [...judgeDefinitions(tree), ...judgeReferences(tree)];
const free = { compare: () => ({ is: "tighter" as const }), meet: (_: unknown, __: unknown, local: never) => local };

function rulesFor(upper: Tree, local: Tree = upper): ReturnType<typeof strictness> {
  return strictness(definitionsContext(fromTree(upper), fromTree(local), pack.manifest.roleOrder ?? []));
}

/** The next version: 1 to 5 edits nobody forbids the publisher; what he removes is gone for good. Sound, or drawn again. */
export function nextVersion({ bare }: Version, draw: Draw, names: Names): Version {
  const known = brokenReferences(bare).length;
  let now = bare;
  for (let left = 1 + draw.below(5), tries = 0; left > 0 && tries < 60; tries += 1) {
    const { ops } = drawEdit(now, draw, names);
    if (ops.length === 0) continue;
    const made = toTree({ ...pack, ...fromTree(applyOverlay(now, { layer: "group", ops }, free).tree) });
    if (judgeDefinitions(made).length > 0 || brokenReferences(made).length > known) continue;
    now = made;
    left -= 1;
  }
  return versionOf(now);
}

export function emptyOverlay(org: string, { upper }: Version): Overlay {
  return { format: 1, layer: "company", org, on: { pack: pack.manifest.id, version: "1.0.0", hash: treeHash(upper) }, ops: [] };
}

/** One more edit a subsidiary may make: one that the locks take and that leaves sound definitions. */
export function withEdit(overlay: Overlay, { upper }: Version, draw: Draw, names: Names): Overlay {
  const rules = rulesFor(upper);
  const now = applyOverlay(upper, overlay, rules).tree;
  for (let tries = 0; tries < 40; tries += 1) {
    const { what, ops } = drawEdit(now, draw, names);
    const made = merged(overlay, ops);
    if (ops.length === 0 || made === undefined) continue;
    const tree = applyOverlay(upper, made, rules).tree;
    if (checkOverlay(upper, made, { kinds: safeKinds, strictness: rulesFor(upper, tree) }).length > 0) continue;
    if (treeHash(tree) === treeHash(now)) continue;
    // Words break nothing.
    if (what === "word" || (judgeDefinitions(tree).length === 0 && brokenReferences(tree).length === brokenReferences(upper).length)) return made;
  }
  return overlay;
}

/** The overlay with the operations in it; editing what it adds changes its own addition, so those are left to other draws. */
function merged(overlay: Overlay, ops: readonly Op[]): Overlay | undefined {
  const own = new Set(overlay.ops.flatMap((op) => (op.op === "add" ? [op.el] : [])));
  if (ops.some((op) => own.has(op.el) || (op.op === "add" && own.has(op.at.parent)))) return undefined;
  const keys = new Set(ops.map(keyOf));
  return { ...overlay, ops: normalised([...overlay.ops.filter((op) => !keys.has(keyOf(op))), ...ops]) };
}

/** The plan as the server makes it, the definitions judged. */
export function planOn(old: Version, next: Version, overlay: Overlay, decisions: readonly Decision[] = []): Plan {
  return planUpgrade(old.upper, next.upper, overlay, { strictness: fullRules(next, overlay), kinds: safeKinds, judge }, { decisions });
}

/** The merge alone: what comes out is not judged. */
export function mergeOn(old: Version, next: Version, overlay: Overlay): Plan {
  return planUpgrade(old.upper, next.upper, overlay, { strictness: fullRules(next, overlay), kinds: safeKinds });
}

/** The order of strictness that knows the own values too. */
function fullRules({ upper }: Version, overlay: Overlay): ReturnType<typeof strictness> {
  return rulesFor(upper, applyOverlay(upper, overlay, rulesFor(upper)).tree);
}

export const onUpper = ({ upper }: Version, overlay: Pick<Overlay, "layer" | "ops">): Tree => applyOverlay(upper, overlay, rulesFor(upper)).tree;

/** Faults of the result that neither the overlay on the old version nor the new version has. */
export function newFaultsOf(old: Version, next: Version, overlay: Overlay, result: Tree): readonly string[] {
  const says = (tree: Tree): readonly string[] => judge(tree).map((one) => `${one.as} ${one.issue.code} ${canonicalJson(one.issue.params)} ${one.el}`);
  const read = onUpper(next, overlay);
  const found = says(treeHash(read) === treeHash(result) ? result : read); // the same tree is judged once
  if (found.length === 0) return [];
  const known = new Set([...says(onUpper(old, overlay)), ...says(next.upper)]);
  return found.filter((one) => !known.has(one));
}
