import { applyOverlay, canonicalJson, explain, keyOf, type I18nText, type LayerFold, type OverlayOp as Op, type PackElements } from "@safeloop/engine";
import type { Reader, ServerContext } from "../../context.ts";
import { moveOfPack, movesFrom, type PackMove } from "./layerRows.ts";
import { strictnessOf, upperTree } from "./trees.ts";

export type ChainStep = PackElements["items"][number]["changes"][number]["chain"][number];

/** Who put an operation there, when and why. */
interface Authored {
  readonly by: string;
  readonly at: string;
  readonly why?: string;
}

interface Layer extends LayerFold {
  readonly org: I18nText;
  readonly authors: ReadonlyMap<string, Authored>;
}

/** The layers that what a tenant has of a pack is made of, from the product down. */
export interface LayerChain {
  /** What each layer says of a facet of an element. */
  of(el: string, facet: string): ChainStep[];
  /** Whose layer it is. */
  orgOf(layer: string): I18nText | undefined;
}

export async function chainOf(ctx: ServerContext, tenantId: string, move: PackMove): Promise<LayerChain> {
  const layers = await layersOfMove(ctx, tenantId, move, true);
  const { title } = (await upperTree(ctx.store, move.packId, move.upper, move.answers)).base.manifest;
  const product = { ...title };
  return {
    orgOf: (layer) => (layer === "product" ? product : layers.find((one) => one.overlay.layer === layer)?.org),
    of: (el, facet) => explain(layers, el, facet).map((step, at): ChainStep => {
      const layer = layers[at - 1];
      const asks = step.op && askedFor(step.op, facet);
      return {
        layer: step.layer as ChainStep["layer"], org: layer?.org ?? product,
        ...(step.value === undefined ? {} : { value: step.value }), ...(asks === undefined ? {} : { asks }), ...(step.subsumed ? { subsumed: true } : {}), ...(step.decides ? { decides: true } : {}),
        ...(step.op && layer?.authors.get(keyOf(step.op))),
      };
    }),
  };
}

/** The value an operation asks for, where it asks for one. */
function askedFor(op: Op, facet: string): unknown {
  if (op.op === "set") return "value" in op ? op.value : undefined;
  return op.op === "add" ? op.props[facet] : undefined;
}

/** Of the layers above only the unit is told, not who: their people are not this tenant's. */
async function layersOfMove(ctx: ServerContext, tenantId: string, move: PackMove, isOwn: boolean): Promise<readonly Layer[]> {
  const upper = await upperTree(ctx.store, move.packId, move.upper, move.answers);
  const { tree, notes } = applyOverlay(upper.tree, move.overlay, strictnessOf(upper));
  const root = ctx.directory(tenantId).units.find((unit) => unit.parentId === null);
  const org = root ? { ...root.title } : { zh: tenantId, en: tenantId };
  const authors = isOwn ? await authorsOf(ctx.store, tenantId, move) : new Map<string, Authored>();
  return [...(await layersAbove(ctx, move)), { overlay: move.overlay, upper: upper.tree, result: tree, notes, org, authors }];
}

async function layersAbove(ctx: ServerContext, { packId, upper }: PackMove): Promise<readonly Layer[]> {
  if (upper.startsWith("pack:")) return [];
  const [tenantId = "", seq = ""] = upper.slice("move:".length).split("/");
  const move = await moveOfPack(ctx.store, tenantId, packId, Number(seq));
  return move ? layersOfMove(ctx, tenantId, move, false) : [];
}

const pageSize = 20;

/** Of each operation in force the newest move that put it there. A way back brings what was there before: who went back is not its author. */
async function authorsOf(reader: Reader, tenantId: string, move: PackMove): Promise<ReadonlyMap<string, Authored>> {
  const open = new Map(move.overlay.ops.map((op) => [canonicalJson(op), op]));
  const found = new Map<string, Authored>();
  for (let from = move.seq; open.size > 0 && from > 0; from -= pageSize) {
    const page = await movesFrom(reader, tenantId, move.packId, from, pageSize + 1);
    page.slice(0, pageSize).forEach((one, at) => settle(one, page[at + 1], open, found));
  }
  return found;
}

function settle(move: PackMove, before: PackMove | undefined, open: Map<string, Op>, found: Map<string, Authored>): void {
  if (open.size === 0 || move.action === "rollback") return;
  const [here, there] = [textsOf(move), textsOf(before)];
  for (const [text, op] of open) {
    if (!here.has(text) || there.has(text)) continue;
    open.delete(text);
    found.set(keyOf(op), { by: move.by.name, at: new Date(move.at).toISOString(), ...(move.action === "edit" || move.action === "revert" ? { why: move.reason } : {}) });
  }
}

const textsOf = (move: PackMove | undefined): ReadonlySet<string> => new Set(move?.overlay.ops.map((op) => canonicalJson(op)));
