import { fillInputs, isClean, neededFirst, Refusal, scopeOf, type Overlay, type OverlayLayer, type Pack, type PackAnswers } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../../context.ts";
import type { DefinitionMemory } from "../../definitions/definitionMemory.ts";
import type { OnPublish } from "../../definitions/definitionService.ts";
import { judging } from "../../definitions/judging.ts";
import type { Standing } from "../../definitions/standing.ts";
import { keepPack } from "./bodies.ts";
import { addMove, layersOf, type MoveAction, type PackLayer, type UpperRef } from "./layerRows.ts";
import { offeredIds, offerOf, type PackOffer } from "./offers.ts";
import { publishPack, type Publication } from "./publishPack.ts";
import { effectiveTree, emptyOverlay, overlaid, type LayeredPack } from "./trees.ts";

/** What is put in force of a pack in one step. */
export interface PackStep {
  readonly tenantId: string;
  readonly actor: Pick<Actor, "id" | "name">;
  readonly action: MoveAction;
  readonly version: string;
  readonly ref: UpperRef;
  readonly upper: LayeredPack;
  readonly overlay: Overlay;
  readonly answers: PackAnswers;
  /** What it was decided on; undefined: nothing was installed. */
  readonly present: PackLayer | undefined;
  readonly reason: string;
}

/** A pack with its parameters answered, ready to be put in force. */
export interface AnsweredOffer {
  readonly offer: PackOffer;
  readonly upper: LayeredPack;
  readonly answers: PackAnswers;
}

/** Puts a pack, and what the tenant makes of it, in force. */
export class PackLayers {
  readonly #ctx: ServerContext;
  readonly #onPublish: OnPublish;
  #memory: DefinitionMemory | undefined;

  readonly #shipped: () => readonly Pack[];

  /** `shipped` is asked when somebody first needs a pack: a start that finds its tenants at work does not wait for it. */
  constructor(ctx: ServerContext, shipped: readonly Pack[] | (() => readonly Pack[]), onPublish: OnPublish) {
    this.#ctx = ctx;
    this.#shipped = typeof shipped === "function" ? shipped : () => shipped;
    this.#onPublish = onPublish;
  }

  get shipped(): readonly Pack[] {
    return this.#shipped();
  }

  /** What is published must be seen by requests; the memory is told after the commit. */
  tells(memory: DefinitionMemory): void {
    this.#memory = memory;
  }

  /** Publications of a tenant one after the other, each judged by what stands published. Needs `tells`. */
  judging<T>(tenantId: string, work: (standing: Standing) => Promise<T>): Promise<T> {
    if (!this.#memory) throw new Error("PackLayers does not know the published definitions. Call tells() first.");
    return judging(this.#memory, tenantId, work);
  }

  /** Which layer the tenant's overlays are, by the level of its root. */
  layerKind(tenantId: string): OverlayLayer {
    const level = this.#ctx.directory(tenantId).units.find((unit) => unit.parentId === null)?.level;
    return level === "group" || level === "company" ? level : "site";
  }

  /** Puts one step in force within a unit; PACK_MOVED when another came between. */
  async put(tx: Tx, step: PackStep): Promise<{ readonly seq: number } & Publication> {
    const { tenantId, present, upper, overlay } = step;
    const { id } = upper.base.manifest;
    const effective = overlaid(upper, overlay);
    if (step.ref.startsWith("pack:")) await this.#keepBase(tx, step);
    const move = { packId: id, action: step.action, version: step.version, upper: step.ref, effectiveHash: effective.hash, overlay, answers: step.answers, at: this.#ctx.clock.now(), reason: step.reason };
    const seq = await addMove(tx, tenantId, step.actor, present?.seq ?? 0, move);
    if (seq === undefined) throw new Refusal("PACK_MOVED", { id });
    const before = present ? (await effectiveTree(tx, tenantId, present)).pack : undefined;
    const made = await publishPack(this.#ctx, tx, { tenantId, actor: step.actor, pack: effective.pack, ...(before ? { before } : {}), reason: isOwn(step.action) ? step.reason : `${id}@${step.version}`, onPublish: this.#onPublish });
    tx.afterCommit(() => this.#tell(tenantId, made));
    return { seq, ...made };
  }

  /** A shipped pack is kept the first time somebody uses it: a later product may not have it any more. */
  async #keepBase(tx: Tx, step: PackStep): Promise<void> {
    const offered = this.shipped.find((one) => one.manifest.id === step.upper.base.manifest.id);
    if (offered) await keepPack(tx, offered, this.#ctx.clock.now());
  }

  #tell(tenantId: string, { published, retired }: Publication): void {
    for (const one of published) this.#memory?.put(tenantId, one);
    for (const { kind, id } of retired) this.#memory?.remove(tenantId, kind, id);
  }

  offer(tenantId: string, packId: string): Promise<PackOffer | undefined> {
    return offerOf(this.#ctx.store, this.shipped, tenantId, packId);
  }

  /** The newest of every pack the tenant may have. */
  async offers(tenantId: string): Promise<readonly PackOffer[]> {
    const ids = await offeredIds(this.#ctx.store, this.shipped, tenantId);
    return (await Promise.all(ids.map((id) => this.offer(tenantId, id)))).flatMap((one) => (one ? [one] : []));
  }

  /** The newest of a pack the tenant may have, its parameters answered; refused when an answer is missing or wrong. */
  async answered(tenantId: string, packId: string, given: PackAnswers): Promise<AnsweredOffer> {
    const offer = await this.offer(tenantId, packId);
    if (!offer) throw new Refusal("NOT_FOUND", { what: "pack" });
    return answeredOffer(offer, given);
  }

  /** Packs a pack needs that are not installed, those needed first before those that need them. */
  async missing(tenantId: string, pack: Pack): Promise<readonly PackOffer[]> {
    const offers = await this.offers(tenantId);
    const packs = offers.map((one) => one.pack);
    const { issues } = scopeOf(pack, packs);
    if (!isClean(issues)) throw new Refusal("PACK_REFUSED", { id: pack.manifest.id, count: issues.length }, issues);
    const installed = new Set((await layersOf(this.#ctx.store, tenantId)).keys());
    return neededFirst([pack], packs, installed).flatMap((one) => offers.filter((offer) => offer.pack === one && one !== pack));
  }

  /** Installs a pack in a unit; one that is installed meanwhile is refused. */
  async install(tx: Tx, tenantId: string, actor: Pick<Actor, "id" | "name">, { offer, upper, answers }: AnsweredOffer): Promise<number> {
    const { id, version } = offer.pack.manifest;
    const overlay = emptyOverlay(tenantId, this.layerKind(tenantId), id, version, upper);
    return (await this.put(tx, { tenantId, actor, action: "install", version, ref: offer.ref, upper, overlay, answers, present: undefined, reason: "install" })).seq;
  }
}

/** True for what a person changes here: the version says why he did; of what comes from above it says where from. */
const isOwn = (action: MoveAction): boolean => action === "edit" || action === "revert";

/** An offer with its parameters answered; refused when an answer is missing or wrong. */
export function answeredOffer(offer: PackOffer, given: PackAnswers): AnsweredOffer {
  if (offer.from === "upstream") return { offer, upper: offer.layered({}), answers: {} };
  const { answers, issues } = fillInputs(offer.pack, given);
  if (issues.length > 0) throw new Refusal("PACK_REFUSED", { id: offer.pack.manifest.id, count: issues.length }, issues);
  return { offer, upper: offer.layered(answers), answers };
}
