import { applyOverlay, definitionsContext, fillInputs, fromTree, strictness, toTree, treeHash, withClosure, withDefaultLocks, type OverlayRules, type Overlay, type Pack, type PackAnswers, type PackTree as Tree } from "@safeloop/engine";
import type { Reader } from "../../context.ts";
import { keptPack, packHash } from "./bodies.ts";
import { moveOfPack, type PackMove, type UpperRef } from "./layerRows.ts";

/** An upper, or what came of one: a pack as a tree with its locks, and the rest of the pack beside it. */
export class LayeredPack {
  readonly #make: () => Tree;
  #tree: Tree | undefined;
  #pack: Pack | undefined;

  /** `base`: the pack that the product layer began with, calendars and all that overlays do not touch. `pristine`: nothing lies over it. */
  constructor(readonly base: Pack, make: () => Tree, pristine = false) {
    this.#make = make;
    if (pristine) this.#pack = base;
  }

  /** Read once somebody lays something over it, or compares it. */
  get tree(): Tree {
    return (this.#tree ??= this.#make());
  }

  /** The definitions of the tree, with what no overlay touches. */
  get pack(): Pack {
    return (this.#pack ??= { ...this.base, ...fromTree(this.tree) });
  }

  /** Two that are the same have the same hash; what is pristine is named by its pack. */
  get hash(): string {
    return this.#pack === this.base ? packHash(this.base) : treeHash(this.tree);
  }
}

const kept = 40;
/** What is folded never changes: a move and a pack are named for ever. */
const folded = new Map<string, LayeredPack>();

function remember(key: string, made: LayeredPack): LayeredPack {
  folded.delete(key);
  folded.set(key, made);
  if (folded.size > kept) folded.delete(folded.keys().next().value ?? "");
  return made;
}

/** The upper an overlay sits on. `answers` are those of the product layer; below it nothing is asked. */
export async function upperTree(reader: Reader, packId: string, ref: UpperRef, answers: PackAnswers): Promise<LayeredPack> {
  if (ref.startsWith("pack:")) return productTree(await keptPack(reader, ref.slice("pack:".length)), answers);
  const { tenantId, ...move } = await moveAbove(reader, packId, ref);
  return effectiveTree(reader, tenantId, move);
}

/** Hash of the pack that the product layer of an upper is. */
export async function rootOf(reader: Reader, packId: string, ref: UpperRef): Promise<string> {
  if (ref.startsWith("pack:")) return ref.slice("pack:".length);
  const move = await moveAbove(reader, packId, ref);
  return rootOf(reader, packId, move.upper);
}

/** What the tenant above had in force; its absence is damage, not an answer. */
async function moveAbove(reader: Reader, packId: string, ref: UpperRef): Promise<PackMove & { readonly tenantId: string }> {
  const [tenantId = "", seq = ""] = ref.slice("move:".length).split("/");
  const move = await moveOfPack(reader, tenantId, packId, Number(seq));
  if (!move) throw new Error(`What ${tenantId} had of ${packId} at ${seq} is not in the database. Restore a backup.`);
  return { ...move, tenantId };
}

const products = new WeakMap<Pack, Map<string, LayeredPack>>();

/** A pack as its publisher made it, with its parameters answered. */
export function productTree(pack: Pack, answers: PackAnswers): LayeredPack {
  const byAnswers = products.get(pack) ?? new Map<string, LayeredPack>();
  products.set(pack, byAnswers);
  const key = JSON.stringify(answers);
  const known = byAnswers.get(key);
  if (known) return known;
  const base = fillInputs(pack, answers).pack;
  const made = new LayeredPack(base, () => withClosure(withDefaultLocks(toTree(base))), true);
  byAnswers.set(key, made);
  return made;
}

/** What a tenant had in force of a pack at a move. */
export async function effectiveTree(reader: Reader, tenantId: string, move: PackMove): Promise<LayeredPack> {
  // The hash too: two stores of one process may both have such a move.
  const key = `${tenantId}/${move.packId}/${move.seq}/${move.effectiveHash}`;
  const known = folded.get(key);
  if (known) return remember(key, known);
  return remember(key, overlaid(await upperTree(reader, move.packId, move.upper, move.answers), move.overlay));
}

/** An upper with an overlay on it. */
export function overlaid(upper: LayeredPack, overlay: Overlay): LayeredPack {
  return overlay.ops.length === 0 ? upper : new LayeredPack(upper.base, () => withClosure(applyOverlay(upper.tree, overlay, strictnessOf(upper)).tree));
}

const orders = new WeakMap<LayeredPack, OverlayRules["strictness"]>();

/** The order of strictness over an upper. With `overlay` the own values that it is compared with are known too. */
export function strictnessOf(upper: LayeredPack, overlay?: Overlay): OverlayRules["strictness"] {
  const roleOrder = upper.base.manifest.roleOrder ?? [];
  const known = orders.get(upper);
  if (known && overlay === undefined) return known;
  const definitions = fromTree(upper.tree);
  const plain = known ?? strictness(definitionsContext(definitions, definitions, roleOrder));
  orders.set(upper, plain);
  return overlay === undefined ? plain : strictness(definitionsContext(definitions, fromTree(applyOverlay(upper.tree, overlay, plain).tree), roleOrder));
}

/** An overlay that changes nothing yet. */
export function emptyOverlay(tenantId: string, layer: Overlay["layer"], packId: string, version: string, upper: LayeredPack): Overlay {
  return { format: 1, layer, org: tenantId, on: { pack: packId, version, hash: upper.hash }, ops: [] };
}
