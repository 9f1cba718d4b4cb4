import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyOverlay } from "../apply/apply.ts";
import { namesIn, overlayOf, ref, smaller, treeOf } from "../testing/boxes.testkit.ts";
import { edited, lawRuns } from "../testing/draw.testkit.ts";
import { treeText, visibleIn } from "../tree/reading.ts";
import { keyOf, type Op, slotStart } from "./overlay.ts";
import { takeBack } from "./takeBack.ts";

const base = treeOf({ name: "A", kind: "box" }, { name: "e", kind: "leaf" }, { name: "f", kind: "leaf", props: { p: 1 } });
const at = (parent: string, after: string) => ({ parent: ref(parent), slot: "items", after: [after === slotStart ? slotStart : ref(after)] });
const add = (name: string, parent: string, after: string, kind = "leaf"): Op => ({ op: "add", el: ref(name), kind, at: at(parent, after), props: {} });
const move = (name: string, parent: string, after: string): Op => ({ op: "move", el: ref(name), at: at(parent, after) });
const set = (name: string, value: number): Op => ({ op: "set", el: ref(name), prop: "p", value });
const left = (ops: readonly Op[], ...keys: string[]) => {
  const back = takeBack(base, overlayOf(...ops), new Set(keys), smaller);
  return { gone: back.gone.map(keyOf), tree: applyOverlay(base, overlayOf(...back.ops), smaller).tree };
};

describe("taking operations back", () => {
  it("takes along what was added in an added element, and what was set on it; what was moved into it goes home", () => {
    const { gone, tree } = left([add("L1", "root", "e", "box"), add("L2", "L1", slotStart), set("L2", 3), move("f", "L1", "L2"), set("f", 2)], `add|${ref("L1")}`);
    expect(gone).toEqual([`add|${ref("L1")}`, `add|${ref("L2")}`, `place|${ref("f")}`, `set|${ref("L2")}|p`]);
    expect([namesIn(tree), tree.elements.get(ref("f"))?.props["p"]]).toEqual(["A e f", 2]);
  });

  it("leaves what stood behind it where that one stood", () => {
    const behind = [add("L1", "root", "A"), add("L2", "root", "L1"), add("M3", "root", "L2")];
    expect(namesIn(left(behind, `add|${ref("L1")}`, `add|${ref("L2")}`).tree)).toBe("A M3 e f");
    expect(namesIn(left([move("e", "A", slotStart), add("L1", "A", "e")], `place|${ref("e")}`).tree, "A")).toBe("L1");
  });

  it("keeps what waited for its target before", () => {
    expect(left([set("gone", 1), set("f", 2)], `set|${ref("f")}|p`).gone).toEqual([`set|${ref("f")}|p`]);
  });

  it("leaves the pack above when all is taken back, and loses nothing that still shows otherwise", () => fc.assert(fc.property(edited, fc.nat(4), ({ base: upper, ops }, which) => {
    const overlay = overlayOf(...ops);
    const all = takeBack(upper, overlay, new Set(ops.map(keyOf)), smaller);
    expect([all.ops, all.gone.length]).toEqual([[], new Set(ops.map(keyOf)).size]);
    const key = keyOf(ops[which % Math.max(1, ops.length)] ?? set("f", 1));
    const one = takeBack(upper, overlay, new Set([key]), smaller);
    const { tree } = applyOverlay(upper, overlayOf(...one.ops), smaller);
    expect(new Set([...one.ops, ...one.gone].map(keyOf))).toEqual(new Set(ops.map(keyOf)));
    expect(treeText(tree)).toBe(treeText(applyOverlay(upper, overlayOf(...[...one.ops].reverse()), smaller).tree));
    for (const op of one.gone) if (op.op === "add" && keyOf(op) !== key) expect(visibleIn(tree).has(op.el)).toBe(false);
  }), { numRuns: lawRuns }));
});
