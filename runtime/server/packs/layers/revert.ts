import {
  canonicalJson, checkOverlay, isClean, judgeDefinitions, judgeReferences, keyOf, Refusal, safeKinds, takeBack,
  type DefinitionKind, type Issue, type Overlay, type OverlayOp as Op, type PackRevertPlan, type PackTree as Tree, type TreeFault,
} from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../../context.ts";
import { definitionRow } from "../../definitions/definitionStore.ts";
import { personRef } from "../../views/personRef.ts";
import { elementTitle } from "./elementTitle.ts";
import { layerOfPack, type PackLayer } from "./layerRows.ts";
import { issuesOf, mustBeSound, packFaults } from "./packFaults.ts";
import type { PackLayers } from "./packLayers.ts";
import { definitionAt, inWords, kindAt } from "./planView.ts";
import { definitionsOf, type PackDefinition } from "./publishPack.ts";
import { effectiveTree, overlaid, strictnessOf, upperTree, type LayeredPack } from "./trees.ts";

/** What taking own changes of a pack back would put in force. */
export interface Revert {
  readonly layer: PackLayer;
  readonly upper: LayeredPack;
  readonly overlay: Overlay;
  readonly gone: readonly Op[];
  readonly asked: ReadonlySet<string>;
  readonly before: LayeredPack;
  readonly after: LayeredPack;
}

/**
 * Works out the overlay without these operations, through the checks of every
 * edit: locks, what would still read what is gone, the definitions themselves
 * and what else is in use here. `seq`: the state in force that the person saw.
 */
export async function revertOf(ctx: ServerContext, layers: PackLayers, tenantId: string, packId: string, keys: readonly string[], seq: number): Promise<Revert> {
  const layer = await layerOfPack(ctx.store, tenantId, packId);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  if (layer.seq !== seq) throw new Refusal("PACK_MOVED", { id: packId });
  const held = new Set(layer.overlay.ops.map(keyOf));
  const strange = keys.find((key) => !held.has(key));
  if (strange !== undefined) throw new Refusal("PACK_NO_CHANGE", { id: packId, key: strange });
  const upper = await upperTree(ctx.store, packId, layer.upper, layer.answers);
  const { ops, gone } = takeBack(upper.tree, layer.overlay, new Set(keys), strictnessOf(upper));
  const overlay = { ...layer.overlay, ops };
  const revert: Revert = { layer, upper, overlay, gone, asked: new Set(keys), before: await effectiveTree(ctx.store, tenantId, layer), after: overlaid(upper, overlay) };
  mustMeetLocks(revert);
  await mustNotBeUsed(ctx, layers, tenantId, revert);
  await mustBeSound(ctx, layers, tenantId, revert.after.pack);
  return revert;
}

/** What stays is judged as newly authored; what was wrong with it before is not the doing of this. */
function mustMeetLocks({ layer, upper, overlay, after }: Revert): void {
  const judge = (one: Overlay): readonly Issue[] => checkOverlay(upper.tree, one, { kinds: safeKinds, strictness: strictnessOf(upper, one) });
  const known = new Set(judge(layer.overlay).map((one) => canonicalJson(one)));
  const found = judge(overlay).filter((one) => one.severity === "error" && !known.has(canonicalJson(one)));
  if (!isClean(found)) throw new Refusal("PACK_REVERT_REFUSED", { id: layer.packId, count: found.length }, found.map((one) => inWords([upper.tree, after.tree], one)));
}

/** Refuses while something of the pack reads, asks or leads to what would be gone, and names it. */
async function mustNotBeUsed(ctx: ServerContext, layers: PackLayers, tenantId: string, { layer, before, after }: Revert): Promise<void> {
  const known = new Set(faultsOf(before.tree).map(textOf));
  const found = faultsOf(after.tree).filter((one) => !known.has(textOf(one)));
  if (found.length === 0) return;
  const names = [...new Set(found.map((one) => one.el))].slice(0, 5).map((el) => nameOf([after.tree, before.tree], el));
  const { own } = await packFaults(ctx, layers, tenantId, after.pack);
  throw new Refusal("PACK_REVERT_BREAKS", { id: layer.packId, whatZh: names.map((one) => one.zh).join("、"), whatEn: names.map((one) => one.en).join(", ") }, issuesOf(own).slice(0, 200));
}

const faultsOf = (tree: Tree): readonly TreeFault[] => [...judgeDefinitions(tree), ...judgeReferences(tree)];
const textOf = ({ as, el }: TreeFault): string => `${as} ${el}`;

/** "访客审批 · 批准": the definition and the element in it. */
function nameOf(trees: readonly Tree[], el: string): { readonly zh: string; readonly en: string } {
  const { title } = definitionAt(trees, el);
  const own = elementTitle(trees, el);
  return own.zh === title.zh ? title : { zh: `${title.zh} · ${own.zh}`, en: `${title.en} · ${own.en}` };
}

/** Puts it in force; PACK_MOVED when another change came between. */
export async function putRevert(ctx: ServerContext, layers: PackLayers, tx: Tx, actor: Actor, { layer, upper, overlay, gone }: Revert, reason: string): Promise<number> {
  const { tenantId } = actor;
  const put = await layers.put(tx, { tenantId, actor, action: "revert", version: layer.version, ref: layer.upper, upper, overlay, answers: layer.answers, present: layer, reason });
  await ctx.audit(tx, actor, { action: "pack.revert", subject: { type: "pack", id: layer.packId }, detail: { version: layer.version, seq: put.seq, count: gone.length, keys: gone.map(keyOf).slice(0, 100), reason } });
  return put.seq;
}

/** What a person confirms: each change with the value afterwards, and what is published. */
export async function revertView(ctx: ServerContext, tenantId: string, revert: Revert): Promise<PackRevertPlan> {
  const { layer, gone, asked, before, after } = revert;
  const trees = [before.tree, after.tree];
  return {
    id: layer.packId, seq: layer.seq,
    gone: gone.map((op) => ({ key: keyOf(op), op: op.op, el: op.el, kind: kindAt(trees, op.el), title: elementTitle(trees, op.el), definition: definitionAt(trees, op.el), asked: asked.has(keyOf(op)), ...valuesOf(revert, op) })),
    publishes: await publishesOf(ctx, tenantId, before, after),
  };
}

function valuesOf({ before, after }: Revert, op: Op): Pick<PackRevertPlan["gone"][number], "prop" | "now" | "after"> {
  if (op.op !== "set") return {};
  const [now, then] = [before, after].map(({ tree }) => tree.elements.get(op.el)?.props[op.prop]);
  return { prop: op.prop, ...(now === undefined ? {} : { now }), ...(then === undefined ? {} : { after: then }) };
}

const kindNames = { forms: "form", flows: "flow", rules: "rule" } as const satisfies { readonly [kind in DefinitionKind]: string };

async function publishesOf(ctx: ServerContext, tenantId: string, before: LayeredPack, after: LayeredPack): Promise<PackRevertPlan["publishes"]> {
  const nameOfOne = ({ kind, definition }: PackDefinition): string => `${kind}/${definition.id}`;
  const texts = new Map(definitionsOf(before.pack).map((one) => [nameOfOne(one), canonicalJson(one.definition)]));
  const changed = definitionsOf(after.pack).filter((one) => texts.get(nameOfOne(one)) !== canonicalJson(one.definition));
  const rows = await Promise.all(changed.map(async (one) => ({ one, row: await definitionRow(ctx.store, tenantId, one.kind, one.definition.id) })));
  return rows.filter(({ row }) => !row || (row.source === "pack" && row.retired_at === null)).map(({ one, row }) => ({
    kind: kindNames[one.kind], id: one.definition.id, title: { ...one.definition.title },
    ...(row?.draft ? { draftBy: personRef(ctx.directory(tenantId), row.draft_by ?? "").name } : {}),
  }));
}
