import {
  applyOverlay, clauseAt, definitionOf, driftOf, keyOf, lockLevel, Refusal, upwards,
  type EffectiveLock, type LockEntry, type OverlayOp as Op, type PackElement as Element, type PackElements, type PackTree as Tree,
} from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { elementTitle } from "./elementTitle.ts";
import { chainOf, type LayerChain } from "./layerChain.ts";
import { layerOfPack } from "./layerRows.ts";
import { definitionAt, kindAt, titleOf } from "./planView.ts";
import { strictnessOf, upperTree } from "./trees.ts";

type ElementView = PackElements["items"][number];
type Change = ElementView["changes"][number];
type Held = NonNullable<ElementView["held"]>[number];

interface Seen {
  readonly upper: Tree;
  readonly tree: Tree;
  readonly layer: string;
  readonly ops: ReadonlyMap<string, readonly Op[]>;
  readonly chain: LayerChain;
  /** The one definition asked for, `form/hot-work`: its elements come with what holds them. */
  readonly definition: string | undefined;
}

/** Every element of an installed pack that the tenant changed, or that a layer above holds fast. */
export async function elementsView(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { tenantId } = req.actor;
  const id = req.params["id"] ?? "";
  const { definition } = req.query as { readonly definition?: string };
  const layer = await layerOfPack(ctx.store, tenantId, id);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const upper = await upperTree(ctx.store, id, layer.upper, layer.answers);
  const { tree, notes } = applyOverlay(upper.tree, layer.overlay, strictnessOf(upper));
  const drift = driftOf(upper.tree, layer.overlay, notes);
  const seen: Seen = { upper: upper.tree, tree, layer: layer.overlay.layer, ops: byElement(layer.overlay.ops), chain: await chainOf(ctx, tenantId, layer), definition };
  const wanted = [...new Set([...drift.of.keys(), ...upper.tree.elements.keys()])].filter((el) => definition === undefined || definitionOf(el) === definition);
  const items = wanted.flatMap((el) => {
    const state = drift.of.get(el) ?? "inherited";
    return elementView(seen, el, state === "pending" ? "changed" : state);
  });
  return { body: { id, version: layer.version, seq: layer.seq, items } satisfies PackElements };
}

function byElement(ops: readonly Op[]): ReadonlyMap<string, readonly Op[]> {
  const found = new Map<string, Op[]>();
  for (const op of ops) found.set(op.el, [...(found.get(op.el) ?? []), op]);
  return found;
}

function elementView(seen: Seen, el: string, state: ElementView["state"]): ElementView[] {
  const lock = strictestLock(seen.upper.elements.get(el), seen.layer);
  if (state === "inherited" && lock === "free") return [];
  const trees = [seen.tree, seen.upper];
  const more = seen.definition === undefined ? {} : { held: heldOf(seen, el), inside: [...upwards(seen.tree, el)].slice(1, -2).map((one) => one.id) };
  return [{ el, kind: kindAt(trees, el), title: elementTitle(trees, el), definition: definitionAt(trees, el), state, lock, changes: (seen.ops.get(el) ?? []).map((op) => changeOf(seen, op)), ...more }];
}

/** What the badge of an element shows: of a limit how its number is held, else the strictest lock of any facet. */
function strictestLock(one: Element | undefined, layer: string): EffectiveLock {
  const facets = one?.kind === "limit" && one.locks?.["value"] ? ["value"] : Object.keys(one?.locks ?? {});
  const levels = facets.map((facet) => lockLevel(one, facet, layer));
  return levels.includes("fixed") ? "fixed" : levels.includes("tightenOnly") ? "tightenOnly" : "free";
}

const facetOf = (op: Op): string => (op.op === "set" ? op.prop : op.op === "move" ? "place" : op.op === "lock" ? `lock.${op.facet}` : "exist");

/** One own operation: above, its own value, what is in force, and which layer says what. */
function changeOf({ upper, tree, chain }: Seen, op: Op): Change {
  const facet = facetOf(op);
  const base = { key: keyOf(op), op: op.op, chain: chain.of(op.el, facet) };
  if (op.op !== "set") return base;
  const [above, now] = [upper.elements.get(op.el)?.props[op.prop], tree.elements.get(op.el)?.props[op.prop]];
  return { ...base, prop: op.prop, ...(above === undefined ? {} : { upper: above }), ...("value" in op ? { mine: op.value } : {}), ...(now === undefined ? {} : { effective: now }) };
}

/** Facets that layers above hold: how far, by whom, after which clause. What a person set names it before what follows from it. */
function heldOf(seen: Seen, el: string): Held[] {
  const one = seen.upper.elements.get(el);
  return Object.entries(one?.locks ?? {}).flatMap(([facet, entries]): Held[] => {
    const level = lockLevel(one, facet, seen.layer);
    const entry = entries.find((each) => each.because === undefined && each.by !== seen.layer) ?? entries.find((each) => each.by !== seen.layer);
    if (level === "free" || !entry) return [];
    const value = level === "tightenOnly" ? one?.props[facet] : undefined;
    return [{ facet, level, ...(value === undefined ? {} : { value }), ...holderOf(seen, el, entry) }];
  });
}

function holderOf({ upper, chain }: Seen, el: string, { by, because }: LockEntry): Pick<Held, "org" | "clause" | "check"> {
  const clause = clauseAt(upper, because ?? el);
  const org = chain.orgOf(by);
  return { ...(org ? { org } : {}), ...(clause === "" ? {} : { clause }), ...(because === undefined ? {} : { check: titleOf([upper], because) }) };
}
