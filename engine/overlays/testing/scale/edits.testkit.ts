import { isObject } from "../../../model/json.ts";
import { type At, type Op, slotStart } from "../../overlay/overlay.ts";
import { type Element, placeKey, type Ref, type Tree } from "../../tree/element.ts";
import { visibleIn } from "../../tree/reading.ts";
import type { Draw } from "./draw.testkit.ts";

/** Ids and words that nobody else gives. */
export class Names {
  #count = 0;

  constructor(readonly who: string) {}

  next(): string {
    return `${this.who}${(this.#count += 1)}`;
  }
}

type Edit = (tree: Tree, shown: readonly Element[], draw: Draw, names: Names) => readonly Op[];

const ofKind = (shown: readonly Element[], ...kinds: readonly string[]): readonly Element[] => shown.filter((one) => kinds.includes(one.kind));
const texts = ["title.zh", "title.en", "help.zh", "message.zh", "message.en", "text.zh"];
const word = (name: string) => ({ "title.zh": `词 ${name}`, "title.en": `Word ${name}` });

/** Somewhere in the slot: behind one of its elements, or at its start. Up to three anchors, as the designer records them. */
function somewhere(tree: Tree, parent: Ref, slot: string, draw: Draw, except?: Ref): At {
  const list = (tree.order.get(placeKey(parent, slot)) ?? []).filter((id) => id !== except);
  const at = draw.below(list.length + 1);
  const before = list.slice(Math.max(0, at - 3), at).reverse();
  return { parent, slot, after: before.length < 3 ? [...before, slotStart] : before };
}

/** A step of the main sequence, never before the start nor behind the end. */
function inSequence(tree: Tree, flow: Ref, draw: Draw): At {
  const list = tree.order.get(placeKey(flow, "body")) ?? [];
  const at = 1 + draw.below(Math.max(1, list.length - 1));
  return { parent: flow, slot: "body", after: list.slice(Math.max(0, at - 3), at).reverse() };
}

const edits: { readonly [what: string]: Edit } = {
  word: (_, shown, draw, names) => {
    const one = draw.of(shown.filter((each) => texts.some((path) => each.props[path] !== undefined)));
    const prop = one && draw.of(texts.filter((path) => one.props[path] !== undefined));
    return one && prop ? [{ op: "set", el: one.id, prop, value: `改 ${names.next()}` }] : [];
  },
  limit: (_, shown, draw) => {
    const one = draw.of(ofKind(shown, "limit"));
    const value = one?.props["value"];
    if (!one || !isObject(value)) return [];
    const factor = draw.of([0.5, 0.8, 0.9, 1.1, 1.25]) ?? 1;
    return [{ op: "set", el: one.id, prop: "value", value: { ...value, value: String(Number((Number(value["value"]) * factor).toPrecision(4))) } }];
  },
  addField: (tree, shown, draw, names) => {
    const section = draw.of(ofKind(shown, "section"));
    const name = names.next();
    return section ? [{ op: "add", el: `${section.id.split("#")[0]}#${name}`, kind: "field", at: somewhere(tree, section.id, "items", draw), props: { ...word(name), kind: "text", "schema.type": "string", maxLength: 40, key: `k${name}` } }] : [];
  },
  moveField: (tree, shown, draw) => {
    const one = draw.of(ofKind(shown, "field").filter((each) => each.slot === "items"));
    const section = one && draw.of(ofKind(shown, "section").filter((each) => each.id.split("#")[0] === one.id.split("#")[0]));
    return one && section ? [{ op: "move", el: one.id, at: somewhere(tree, section.id, "items", draw, one.id) }] : [];
  },
  removeField: (_, shown, draw) => {
    const one = draw.of(ofKind(shown, "field").filter((each) => each.slot === "items"));
    return one ? [{ op: "remove", el: one.id }] : [];
  },
  removeSection: (_, shown, draw) => {
    const one = draw.of(ofKind(shown, "section"));
    return one ? [{ op: "remove", el: one.id }] : [];
  },
  addSection: (tree, shown, draw, names) => {
    const form = draw.of(ofKind(shown, "form"));
    const name = names.next();
    return form ? [{ op: "add", el: `${form.id.split("#")[0]}#section:${name}`, kind: "section", at: somewhere(tree, form.id, "items", draw), props: word(name) }] : [];
  },
  require: (_, shown, draw) => {
    const one = draw.of(ofKind(shown, "field").filter((each) => each.props["required"] !== true && each.slot === "items"));
    return one ? [{ op: "set", el: one.id, prop: "required", value: true }] : [];
  },
  size: (_, shown, draw) => {
    const one = draw.of(ofKind(shown, "field").filter((each) => typeof each.props["maxLength"] === "number"));
    return one ? [{ op: "set", el: one.id, prop: "maxLength", value: Math.max(10, Math.round(Number(one.props["maxLength"]) * (draw.of([0.5, 0.8, 2]) ?? 1))) }] : [];
  },
  addStep: (tree, shown, draw, names) => {
    const flow = draw.of(ofKind(shown, "flow"));
    const name = names.next();
    if (!flow) return [];
    const el = `${flow.id.split("#")[0]}#${name}`;
    return [
      { op: "add", el, kind: "node", at: inSequence(tree, flow.id, draw), props: { ...word(name), kind: "notify", "message.zh": "请知悉", "message.en": "For your information" } },
      { op: "add", el: `${el}/candidates/initiator`, kind: "candidate", at: { parent: el, slot: "candidates", after: [slotStart] }, props: { kind: "initiator" } },
    ];
  },
  removeStep: (_, shown, draw) => {
    const one = draw.of(ofKind(shown, "node").filter((each) => each.props["kind"] === "notify"));
    return one ? [{ op: "remove", el: one.id }] : [];
  },
};

/** How often each is drawn: words most, as in life. */
const weights: { readonly [what: string]: number } = { word: 6, limit: 4, addField: 3, moveField: 2, removeField: 3, removeSection: 1, addSection: 1, require: 2, size: 2, addStep: 2, removeStep: 1 };
const bag = Object.entries(weights).flatMap(([what, often]) => Array.from({ length: often }, () => what));

/** Most edits of both sides are about the same few elements, as in life: so that they meet. */
const frames: ReadonlySet<string> = new Set(["form", "flow"]);
const isBusy = (id: Ref): boolean => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7) % 16 === 0;

/** One edit as a person makes it, lawful or not: the caller asks the locks and the checkers. Empty where there is nothing to do it to. */
export function drawEdit(tree: Tree, draw: Draw, names: Names): { readonly what: string; readonly ops: readonly Op[] } {
  const what = draw.of(bag) ?? "word";
  const shows = visibleIn(tree);
  const all = [...tree.elements.values()].filter((one) => shows.has(one.id));
  const shown = draw.below(10) < 8 ? all.filter((one) => frames.has(one.kind) || isBusy(one.id)) : all;
  return { what, ops: edits[what]?.(tree, shown, draw, names) ?? [] };
}
