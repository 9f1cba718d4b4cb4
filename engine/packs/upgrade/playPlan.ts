import { issue } from "../../issues/issue.ts";
import type { Pack } from "../../model/pack.ts";
import type { PackCase } from "../../model/packCase.ts";
import {
  applyOverlay, changesBetween, definitionOf, faultItem, fromTree, joinedItems, keyOf, type Overlay, type OverlayOp as Op, type PackTree as Tree, type PlanCases, type PlanItem as Item, type StricterCase, type UpgradeRules,
} from "../../overlays/index.ts";
import type { CaseFailure } from "../cases/runCase.ts";
import { playOne, playUnder } from "../playPack.ts";
import { scopeOf } from "../source/scope.ts";
import { definitionsUsedBy } from "./templateUse.ts";

/** What an upgrade's cases are played on. */
export interface PlayPlanAsk {
  readonly old: Tree;
  readonly next: Tree;
  /** After the decisions so far. */
  readonly overlay: Overlay;
  /** The new upper's pack, with its cases and the worlds they play in. */
  readonly base: Pack;
  /** Packs it may require. */
  readonly packs: readonly Pack[];
}

/** Stricter cases whose cause is looked for, operation by operation; the rest of a flood is only listed. What is lost is always looked into. */
const explained = 30;

/**
 * Plays the cases of the new upper that meet the overlay: what they expect to
 * be refused or alarmed must still be, unless the overlay had taken it away
 * before or the new upper alone does; what they expect to pass may be refused
 * now, and is listed. Own cases of the overlay must pass whole.
 */
export function playPlan(ask: PlayPlanAsk, strictness: UpgradeRules["strictness"]): PlanCases {
  const play = new PlanPlay(ask, strictness);
  const met = ask.overlay.ops.length === 0 ? [] : (ask.base.cases ?? []).filter((one) => play.meets(one));
  const seen = met.map((one) => play.under(one));
  return {
    played: met.length, same: seen.filter((one) => one.isSame).length,
    stricter: seen.flatMap((one) => one.stricter), lost: [...seen.flatMap((one) => one.lost), ...(ask.overlay.cases ?? []).flatMap((one) => play.own(one))].reduce<Item[]>(joinedItems, []),
    unjudged: seen.flatMap((one) => (one.isUnjudged ? [one.id] : [])), apart: seen.flatMap((one) => (one.isApart ? [one.id] : [])),
  };
}

interface Seen {
  readonly id: string;
  readonly isSame: boolean;
  readonly isUnjudged: boolean;
  readonly isApart: boolean;
  readonly stricter: readonly StricterCase[];
  readonly lost: readonly Item[];
}

/** The uppers alone, and with the overlay on them. */
type Side = "old" | "before" | "upper" | "result";

class PlanPlay {
  readonly #ask: PlayPlanAsk;
  readonly #strictness: UpgradeRules["strictness"];
  readonly #packs = new Map<string, readonly [Pack, Pack]>();
  readonly #touched: ReadonlySet<string>;
  readonly #used = new Map<string, ReadonlySet<string>>();
  readonly #changes: ReturnType<typeof changesBetween>;
  #explained = 0;

  constructor(ask: PlayPlanAsk, strictness: UpgradeRules["strictness"]) {
    this.#ask = ask;
    this.#strictness = strictness;
    this.#touched = new Set(ask.overlay.ops.map((op) => definitionOf(op.el)));
    this.#changes = changesBetween(ask.old, ask.next);
  }

  meets(one: PackCase): boolean {
    return this.#near(one).length > 0;
  }

  under(one: PackCase): Seen {
    const now = this.#play("result", one);
    const isSame = now.lost.length + now.changed.length + now.unjudged.length === 0;
    if (isSame) return { id: one.id, isSame, isUnjudged: false, isApart: false, stricter: [], lost: [] };
    const alone = this.#play("upper", one);
    const before = now.lost.length > 0 ? this.#lostBefore(one) : [];
    const lost = without(now.lost, [...alone.lost, ...alone.changed, ...before]);
    const changed = without(now.changed, [...alone.changed, ...alone.lost]);
    return {
      id: one.id, isSame: false, isUnjudged: without(now.unjudged, alone.unjudged).length > 0, isApart: alone.lost.length + alone.changed.length > 0,
      stricter: changed.slice(0, 1).map((first) => ({ id: one.id, template: one.template, ...first, keys: this.#causes(one, first).map(keyOf) })),
      lost: lost.flatMap((each) => this.#item(one, each)),
    };
  }

  /** What the overlay had taken away of the old upper, which refused it by itself. */
  #lostBefore(one: PackCase): readonly CaseFailure[] {
    return without(this.#play("before", one).lost, this.#play("old", one).lost);
  }

  /** A case of the overlay's own: any difference is a failure. */
  own(one: PackCase): readonly Item[] {
    const [pack, whole] = this.#pack("result");
    return playOne(pack, whole, one).failures.flatMap((each) => this.#item(one, each));
  }

  #item(one: PackCase, { step, what }: CaseFailure): readonly Item[] {
    const { next, overlay: { ops } } = this.#ask;
    const near = this.#near(one);
    const fault = { as: "CASE_FAILED" as const, issue: issue("PACK_CASE_FAILED", `/cases/${one.id}`, { case: one.id, step, what }), el: near[0]?.el ?? "" };
    const guilty = this.#guilty(one, { step, what });
    const item = faultItem({ ops, changes: this.#changes, upper: next }, fault, near, (kept) => guilty.some((op) => !kept.includes(op)));
    return item ? [item] : [];
  }

  #causes(one: PackCase, failure: CaseFailure): readonly Op[] {
    this.#explained += 1;
    return this.#explained > explained ? [] : this.#guilty(one, failure);
  }

  /** Operations without which the case does not differ so. */
  #guilty(one: PackCase, { step, what }: CaseFailure): readonly Op[] {
    return this.#near(one).filter((op) => {
      const { lost, changed } = this.#play(op, one);
      return ![...lost, ...changed].some((each) => each.step === step && each.what === what);
    });
  }

  /** Operations on what the case runs through. What lies in the pack itself, such as its parameters, may be met by any. */
  #near(one: PackCase): readonly Op[] {
    const used = this.#used.get(one.template) ?? this.#usedBy(one.template);
    this.#used.set(one.template, used);
    const named = new Set((one.rules ?? []).map((id) => `rule/${id}`));
    const isMet = (name: string): boolean => used.has(name) || named.has(name) || name.startsWith("pack/");
    return [...this.#touched].some(isMet) ? this.#ask.overlay.ops.filter((op) => isMet(definitionOf(op.el))) : [];
  }

  #usedBy(id: string): ReadonlySet<string> {
    const [pack] = this.#pack("result");
    const template = this.#ask.base.manifest.templates.find((one) => one.id === id);
    return template ? definitionsUsedBy(pack, template) : new Set();
  }

  #play(on: Side | Op, one: PackCase): ReturnType<typeof playUnder> {
    const [pack, whole] = this.#pack(on);
    return playUnder(pack, whole, one);
  }

  /** The pack as it comes of a tree, beside all it requires. An operation: all the others are applied. */
  #pack(on: Side | Op): readonly [Pack, Pack] {
    const name = typeof on === "string" ? on : keyOf(on);
    const known = this.#packs.get(name);
    if (known) return known;
    const { base, packs } = this.#ask;
    const pack = { ...base, ...fromTree(this.#tree(on)) };
    const made = [pack, scopeOf(pack, packs).whole] as const;
    this.#packs.set(name, made);
    return made;
  }

  #tree(on: Side | Op): Tree {
    const { old, next, overlay } = this.#ask;
    if (on === "upper") return next;
    if (on === "old") return old;
    const ops = typeof on === "string" ? overlay.ops : overlay.ops.filter((op) => op !== on);
    return applyOverlay(on === "before" ? old : next, { ...overlay, ops }, this.#strictness).tree;
  }
}

function without(list: readonly CaseFailure[], others: readonly CaseFailure[]): readonly CaseFailure[] {
  return list.filter((one) => !others.some((each) => each.step === one.step && each.what === one.what));
}
