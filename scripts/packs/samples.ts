import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  applyOverlay, canonicalJson, checkOverlay, definitionsContext, definitionsUsedBy, fillInputs, fromTree, isClean, playUnder, readOverlay, safeKinds, scopeOf, strictness, toTree, treeHash, withClosure, withDefaultLocks,
  type CaseUnder, type Issue, type JsonObject, type Overlay, type OverlayOp, type Pack, type PackAnswers, type PackTree,
} from "@safeloop/engine";

/** An overlay of `templates/<pack>/overlays/`, by its file's name. */
export interface Sample {
  readonly name: string;
  readonly overlay: Overlay;
}

/** The sample overlays of a pack; a file that is none throws with what is wrong. */
export function samplesOf(packId: string): readonly Sample[] {
  const folder = join("templates", packId, "overlays");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => file.endsWith(".json")).sort().map((file) => {
    const read = readOverlay(JSON.parse(readFileSync(join(folder, file), "utf8")) as JsonObject);
    if (!read.ok) throw new Error(`${folder}/${file}: ${JSON.stringify(read.issues)}`);
    return { name: file.slice(0, -".json".length), overlay: read.overlay };
  });
}

/** What is answered to the parameters of a pack: the samples, where there is no default. */
export const answersTo = ({ manifest }: Pack): PackAnswers => Object.fromEntries((manifest.inputs ?? []).flatMap((one) => (one.default === undefined && one.sample !== undefined ? [[one.id, one.sample]] : [])));

/** A pack as it is installed: its parameters answered. */
export function asAnswered(pack: Pack): Pack {
  const { pack: filled, issues } = fillInputs(pack, answersTo(pack));
  if (issues.length > 0) throw new Error(`${pack.manifest.id}: ${JSON.stringify(issues)}`);
  return filled;
}

/** A pack as overlays see it: with the locks of the product. */
export interface Upper {
  readonly pack: Pack;
  readonly tree: PackTree;
}

export function upperOf(pack: Pack): Upper {
  return { pack, tree: withClosure(withDefaultLocks(toTree(pack))) };
}

const rulesFor = ({ pack, tree }: Upper, local: PackTree = tree): { kinds: typeof safeKinds; strictness: ReturnType<typeof strictness> } =>
  ({ kinds: safeKinds, strictness: strictness(definitionsContext(fromTree(tree), fromTree(local), pack.manifest.roleOrder ?? [])) });

/** What the locks say to an overlay; empty: it may be put in force. */
export function refusals(upper: Upper, overlay: Overlay): readonly Issue[] {
  const local = applyOverlay(upper.tree, overlay, rulesFor(upper).strictness).tree;
  return checkOverlay(upper.tree, overlay, rulesFor(upper, local));
}

/** The pack with an overlay on it; throws when the locks refuse it. */
export function overlaidPack(upper: Upper, overlay: Overlay): Pack {
  const issues = refusals(upper, overlay);
  if (!isClean(issues)) throw new Error(JSON.stringify(issues));
  return { ...upper.pack, ...fromTree(applyOverlay(upper.tree, overlay, rulesFor(upper).strictness).tree) };
}

/** An overlay of some operations, such as a line of the catalogue. */
export function overlayOn({ pack, tree }: Upper, ops: readonly OverlayOp[]): Overlay {
  return { format: 1, layer: "company", org: "sample", on: { pack: pack.manifest.id, version: pack.manifest.version, hash: treeHash(tree) }, ops };
}

const withChanged = (packs: readonly Pack[], changed: Pack): readonly Pack[] => packs.map((one) => (one.manifest.id === changed.manifest.id ? changed : one));

/** Every case of every pack, with one of the packs overlaid. Cases are those that ship. */
export function casesUnder(packs: readonly Pack[], changed: Pack): readonly CaseUnder[] {
  const all = withChanged(packs, changed);
  return all.flatMap((pack) => (pack.cases ?? []).map((one) => playUnder(pack, scopeOf(pack, all).whole, one)));
}

/** Those of them that run through a definition that differs from what ships: the others go as they went. */
export function casesMet(packs: readonly Pack[], changed: Pack): readonly CaseUnder[] {
  const all = withChanged(packs, changed);
  const touched = touchedIn(packs.find((one) => one.manifest.id === changed.manifest.id), changed);
  const flows = all.flatMap((one) => one.flows);
  return all.flatMap((pack) => {
    const met = new Set(pack.manifest.templates.filter((one) => [...definitionsUsedBy({ flows }, one)].some((name) => touched.has(name))).map((one) => one.id));
    return (pack.cases ?? []).filter((one) => met.has(one.template) || one.rules?.some((id) => touched.has(`rule/${id}`))).map((one) => playUnder(pack, scopeOf(pack, all).whole, one));
  });
}

function touchedIn(before: Pack | undefined, changed: Pack): ReadonlySet<string> {
  const texts = (pack: Pack | undefined): ReadonlyMap<string, string> => new Map(([["form", pack?.forms], ["flow", pack?.flows], ["rule", pack?.rules]] as const).flatMap(([kind, list]) => (list ?? []).map((one) => [`${kind}/${one.id}`, canonicalJson(one as never)])));
  const was = texts(before);
  return new Set([...texts(changed)].filter(([name, text]) => was.get(name) !== text).map(([name]) => name));
}

/** The pack as an author leaves it who asks no lock: what he sends to the server. */
export function drawnPack({ pack }: Upper, ops: readonly OverlayOp[]): Pack {
  const tree = toTree(pack);
  const rules = strictness(definitionsContext(fromTree(tree), fromTree(tree), pack.manifest.roleOrder ?? []));
  return { ...pack, ...fromTree(applyOverlay(tree, { layer: "company", ops }, rules).tree) };
}
