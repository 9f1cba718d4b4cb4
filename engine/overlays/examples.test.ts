import { describe, expect, it } from "vitest";
import { issue } from "../issues/issue.ts";
import { applyOverlay } from "./apply/apply.ts";
import { diffTrees } from "./diff/diffTrees.ts";
import { normalForm } from "./diff/normalForm.ts";
import { type Op, slotStart } from "./overlay/overlay.ts";
import { adoptContainer, operationsBelow } from "./plan/decide.ts";
import { planUpgrade, type PlanGiven } from "./plan/planUpgrade.ts";
import { boxKinds, type Drawn, namesIn, overlayOf, ref, smaller, treeOf } from "./testing/boxes.testkit.ts";
import type { Tree } from "./tree/element.ts";
import { treeText } from "./tree/reading.ts";

const by = (level: "fixed" | "tightenOnly") => [{ level, by: "product" }];
const leaf = (name: string, more: Partial<Drawn> = {}): Drawn => ({ name, kind: "leaf", props: { p: 0, n: 4 }, ...more });
const box = (name: string, more: Partial<Drawn> = {}): Drawn => ({ name, kind: "box", ...more });
const on = (tree: Tree, ...ops: Op[]) => applyOverlay(tree, overlayOf(...ops), smaller).tree;
const move = (name: string, parent: string, after: string, slot = "items"): Op => ({ op: "move", el: ref(name), at: { parent: ref(parent), slot, after: [after === slotStart ? slotStart : ref(after)] } });
const set = (name: string, prop: string, value: number): Op => ({ op: "set", el: ref(name), prop, value });
const remove = (name: string): Op => ({ op: "remove", el: ref(name) });
const add = (name: string, parent: string, after: string, slot = "items"): Op => ({ op: "add", el: ref(name), kind: "leaf", at: { parent: ref(parent), slot, after: [after === slotStart ? slotStart : ref(after)] }, props: { p: 7 } });
const plan = (from: Tree, to: Tree, ops: readonly Op[], given: PlanGiven = {}) => planUpgrade(from, to, overlayOf(...ops), { strictness: smaller, kinds: boxKinds }, given);
const codes = (from: Tree, to: Tree, ...ops: Op[]) => plan(from, to, ops).conflicts.map((one) => `${one.code} ${one.key}`);
const notices = (from: Tree, to: Tree, ...ops: Op[]) => plan(from, to, ops).notices.map((one) => one.code);

describe("the five counterexamples that shaped overlays", () => {
  it("a: an element behind one that is removed stays there when the overlay is applied again", () => {
    const base = treeOf(leaf("e"), leaf("f"));
    const ops = [remove("e"), add("L1", "root", "e")];
    const once = on(base, ...ops);
    expect(namesIn(once)).toBe("(e) L1 f");
    expect(treeText(on(once, ...ops))).toBe(treeText(once));
  });

  it("b: diff moves what is free around what is locked in place", () => {
    const base = treeOf(leaf("e", { locks: { place: by("fixed") } }), leaf("f"), leaf("g"));
    const tree = on(base, move("f", "root", "^"), move("g", "root", "f"));
    expect(namesIn(tree)).toBe("f g e");
    const ops = diffTrees(base, tree, "company");
    expect(ops.map((op) => op.el)).toEqual([ref("f"), ref("g")]);
    expect(treeText(on(base, ...ops))).toBe(treeText(tree));
  });

  it("c: a field moved into a box that the group removes, and changes, is told", () => {
    const v1 = treeOf(leaf("f"), box("B"));
    const v2 = treeOf(leaf("f", { props: { p: 3, n: 4 } }), box("B", { off: true }));
    expect(codes(v1, v2, move("f", "B", "^"))).toEqual([`CONTAINER_GONE place|${ref("f")}`, `REMOVED_HERE_CHANGED_THERE place|${ref("f")}`]);
  });

  it("d: both removed the box, the field moved into it changed: the removal is not simply done twice", () => {
    const v1 = treeOf(leaf("f"), box("B"));
    const v2 = treeOf(leaf("f", { props: { p: 3, n: 4 } }), box("B", { off: true }));
    expect(codes(v1, v2, remove("B"), move("f", "B", "^"))).toEqual([`REMOVED_HERE_CHANGED_THERE exist|${ref("B")}`]);
  });

  it("e: a removed field whose box is removed and that is later moved out is in conflict in steps too", () => {
    const v1 = treeOf(box("B"), leaf("f", { in: "B" }));
    const v2 = treeOf(box("B", { off: true }), leaf("f", { in: "B", props: { p: 3, n: 4 } }));
    const v3 = treeOf(box("B", { off: true }), leaf("f", { props: { p: 3, n: 4 } }));
    const found = [`REMOVED_HERE_CHANGED_THERE exist|${ref("f")}`];
    expect(codes(v1, v2, remove("f"))).toEqual([]);
    expect(codes(v2, v3, remove("f"))).toEqual(found);
    expect(codes(v1, v3, remove("f"))).toEqual(found);
  });
});

describe("micro-scenarios", () => {
  const limit = (n: number): Tree => treeOf(leaf("e", { props: { n }, locks: { n: by("tightenOnly") } }));
  const value = (tree: Tree): unknown => tree.elements.get(ref("e"))?.props["n"];

  it("1, 3: the own stricter value counts; a stricter group subsumes it; it works again when the group relaxes", () => {
    const ops = [set("e", "n", 20)];
    expect(value(on(limit(25), ...ops))).toBe(20);
    expect(plan(limit(25), limit(15), ops)).toMatchObject({ conflicts: [], notices: [{ code: "SUBSUMED", was: 25, theirs: 15, mine: 20 }] });
    expect(value(plan(limit(25), limit(15), ops).result)).toBe(15);
    expect(value(plan(limit(15), limit(25), ops).result)).toBe(20);
  });

  it("4: a value that has no order with the group's is a conflict in which one's own is not offered", () => {
    const other = treeOf(leaf("e", { props: { n: "1.25 vol%" }, locks: { n: by("tightenOnly") } }));
    expect(plan(limit(25), other, [set("e", "n", 20)]).conflicts).toMatchObject([{ code: "INCOMPARABLE", choices: ["theirs", "edit"] }]);
    expect(value(plan(limit(25), other, [set("e", "n", 20)]).result)).toBe("1.25 vol%");
  });

  it("5: a free property changed by both, differently and equally", () => {
    const [v1, v2] = [treeOf(leaf("e")), treeOf(leaf("e", { props: { p: 1, n: 4 } }))];
    expect(codes(v1, v2, set("e", "p", 2))).toEqual([`BOTH_CHANGED set|${ref("e")}|p`]);
    expect(codes(v1, v2, set("e", "p", 1))).toEqual([]);
    expect(notices(v1, v2, set("e", "p", 1))).toEqual(["CONVERGED"]);
  });

  it("6: two properties that do not fit together are found by the checker, and both sides are named", () => {
    const v1 = treeOf(leaf("e", { props: { n: 19 } }));
    const v2 = treeOf(leaf("e", { props: { n: 19, m: 10 } }));
    const judge = (tree: Tree) => [...tree.elements.values()].filter((one) => Number(one.props["m"]) > Number(one.props["n"])).map((one) => ({ as: "INVALID" as const, issue: issue("OVERLAY_PROP", "", { el: one.id }), el: one.id }));
    const found = planUpgrade(v1, v2, overlayOf(set("e", "n", 5), set("e", "p", 1)), { strictness: smaller, kinds: boxKinds, judge });
    expect(found.conflicts).toMatchObject([{ code: "INVALID", key: `set|${ref("e")}|n`, prop: "n", mine: 5, theirs: 19, why: [{ code: "OVERLAY_PROP" }], also: [ref("e")], choices: ["theirs", "edit"] }]);
  });

  it("7: the anchor is in another section: the next one counts, else the end and a notice; in a sequence a person places it", () => {
    const v1 = treeOf(box("A"), leaf("e", { in: "A" }), leaf("f", { in: "A" }), box("B"));
    const v2 = treeOf(box("A"), leaf("f", { in: "A" }), box("B"), leaf("e", { in: "B" }));
    const two: Op = { op: "add", el: ref("L1"), kind: "leaf", at: { parent: ref("A"), slot: "items", after: [ref("e"), slotStart] }, props: {} };
    expect(namesIn(plan(v1, v2, [two]).result, "A")).toBe("L1 f");
    expect(notices(v1, v2, add("L1", "A", "e"))).toEqual(["ANCHOR_LOST"]);
    expect(namesIn(plan(v1, v2, [add("L1", "A", "e")]).result, "A")).toBe("f L1");
    const [s1, s2] = [treeOf(box("A"), leaf("e", { in: "A", slot: "steps" })), treeOf(box("A"), leaf("e"))];
    expect(codes(s1, s2, add("L1", "A", "e", "steps"))).toEqual([`ANCHOR_LOST_FLOW add|${ref("L1")}`]);
  });

  it("8: a field removed here that the group changes", () => {
    expect(codes(treeOf(leaf("e")), treeOf(leaf("e", { props: { p: 1, n: 4 } })), remove("e"))).toEqual([`REMOVED_HERE_CHANGED_THERE exist|${ref("e")}`]);
  });

  it("9: the group deletes a section that holds a local field", () => {
    expect(codes(treeOf(box("A")), treeOf(), add("L1", "A", "^"))).toEqual([`CONTAINER_GONE add|${ref("L1")}`]);
    expect(codes(treeOf(box("A")), treeOf(box("A", { off: true })), add("L1", "A", "^"))).toEqual([`CONTAINER_GONE add|${ref("L1")}`]);
  });

  it("10: an edit of a deleted field is kept and counted; back unchanged it works again, back otherwise a person decides", () => {
    const [v1, v2, v3] = [treeOf(leaf("e")), treeOf(), treeOf(leaf("e"))];
    const ops = [set("e", "p", 3)];
    expect(notices(v1, v2, ...ops)).toEqual(["ORPHAN"]);
    expect(codes(v2, v3, ...ops)).toEqual([`ORPHAN_REVIVED set|${ref("e")}|p`]);
    const seen = { [`set|${ref("e")}|p`]: 0 };
    expect(plan(v2, v3, ops, { seen }).conflicts).toEqual([]);
    expect(plan(v2, v3, ops, { seen }).result.elements.get(ref("e"))?.props["p"]).toBe(3);
    expect(plan(v2, treeOf(leaf("e", { props: { p: 1 } })), ops, { seen }).conflicts).toHaveLength(1);
  });

  it("21: the group locks what the company had removed: only to drop or to edit", () => {
    const locked = treeOf(leaf("e", { locks: { exist: by("fixed") } }));
    expect(plan(treeOf(leaf("e")), locked, [remove("e")]).conflicts).toMatchObject([{ code: "LOCK_NEW", key: `exist|${ref("e")}`, choices: ["theirs", "edit"] }]);
    expect(namesIn(on(locked, remove("e")))).toBe("e");
  });
});

describe("decisions", () => {
  const [v1, v2] = [treeOf(leaf("e")), treeOf(leaf("e", { props: { p: 1, n: 4 } }))];
  const key = `set|${ref("e")}|p`;

  it("keeps, drops or replaces the operation; what is dropped is parked with its reason", () => {
    const ops = [set("e", "p", 2)];
    const mine = plan(v1, v2, ops, { decisions: [{ code: "BOTH_CHANGED", key, choice: "mine" }] });
    expect([mine.conflicts, mine.overlay.ops]).toEqual([[], ops]);
    const theirs = plan(v1, v2, ops, { decisions: [{ code: "BOTH_CHANGED", key, choice: "theirs" }] });
    expect(theirs.overlay).toMatchObject({ ops: [], parked: [{ op: ops[0], code: "BOTH_CHANGED" }] });
    const edit = plan(v1, v2, ops, { decisions: [{ code: "BOTH_CHANGED", key, choice: "edit", ops: [set("e", "p", 3)] }] });
    expect([edit.conflicts, edit.result.elements.get(ref("e"))?.props["p"]]).toEqual([[], 3]);
  });

  it("adopts a container that the group deleted, with what it lay in, or parks what was put into it", () => {
    const [w1, w2] = [treeOf(leaf("g"), box("A"), box("B", { in: "A", props: { p: 2 } })), treeOf(leaf("g"))];
    const ops = [add("L1", "B", "^"), set("L1", "q", 3), set("g", "p", 1)];
    const key = `add|${ref("L1")}`;
    expect(plan(w1, w2, ops).conflicts.map((one) => one.key)).toContain(key);
    const copies = adoptContainer(w1, w2, ref("B")) ?? [];
    const adopted = plan(w1, w2, ops, { decisions: [{ code: "CONTAINER_GONE", key, choice: "edit", ops: [...copies, ops[0]!] }] });
    expect([namesIn(adopted.result), namesIn(adopted.result, "A"), namesIn(adopted.result, "B")]).toEqual(["g A", "B", "L1"]);
    expect(adopted.conflicts.filter((one) => one.code !== "BOTH_CHANGED")).toEqual([]);
    expect(operationsBelow(on(w1, ...ops), ops, ref("B"))).toEqual([key, `set|${ref("L1")}|q`]);
    expect(adoptContainer(w1, w2, ref("Z"))).toBeUndefined();
  });

  it("cleans up edits without effect only when asked to", () => {
    const o = overlayOf(set("e", "p", 0), move("e", "root", "^"), set("e", "q", 1));
    expect(normalForm(v1, o, smaller).ops).toEqual([set("e", "q", 1)]);
    expect(plan(v1, v1, o.ops).overlay.ops).toHaveLength(3);
  });

  it("takes no answer that is not offered, and changes the plan's name with every decision", () => {
    const locked = treeOf(leaf("e", { locks: { exist: by("fixed") } }));
    const decisions = [{ code: "LOCK_NEW", key: `exist|${ref("e")}`, choice: "mine" }] as const;
    const open = plan(treeOf(leaf("e")), locked, [remove("e")]);
    const answered = plan(treeOf(leaf("e")), locked, [remove("e")], { decisions });
    expect(answered.conflicts).toHaveLength(1);
    expect(answered.planHash).not.toBe(open.planHash);
  });

});
