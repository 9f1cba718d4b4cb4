import { blockTree, type FlowDefinition, type FlowNode, layoutTree, nodeIdsIn } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandStack, type Edit } from "../../commands/commandStack.ts";
import { addBranch, insertBlock, insertNode } from "./insertNode.ts";
import { removeBranch, removeNode } from "./removeNode.ts";
import { connect } from "./connect.ts";
import { clipText } from "../../clipboard/clip.ts";
import { type FlowPart, pasteAt, partOf } from "./copyPart.ts";
import { readPart, textOfPart } from "./partClip.ts";
import { branchesOf, moveItem, nudgeBranch, nudgeItem, placeBranch } from "./moveItem.ts";

const text = (word: string) => ({ zh: word, en: word });
const flow: FlowDefinition = {
  id: "flow", revision: 1, title: text("flow"), form: { id: "f" },
  nodes: [
    { id: "start", kind: "start", title: text("start"), fields: {} },
    { id: "a", kind: "notify", title: text("a"), candidates: [], message: text("a") },
    { id: "end", kind: "end", title: text("end"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "start", to: "a" }, { id: "e2", from: "a", to: "end" }],
  settings: { withdraw: "beforeFirst", admin: [] },
};
const notify = (id: string): FlowNode => ({ id, kind: "notify", title: text(id), candidates: [], message: text(id) });
const exclusive = (id: string): FlowNode => ({ id, kind: "exclusive", title: text(id) });
const join = (id: string, of: string): FlowNode => ({ id, kind: "join", title: text(id), of, mode: "any" });

/** Every node is met once in the tree, and every edge leads from a node to a node. */
function expectWhole(definition: FlowDefinition): void {
  const ids = nodeIdsIn(blockTree(definition));
  expect([...ids].sort()).toEqual(definition.nodes.map((node) => node.id).sort());
  for (const edge of definition.edges) {
    expect(ids).toContain(edge.from);
    expect(ids).toContain(edge.to);
  }
}

function throughClipboard(part: FlowPart): FlowPart {
  const read = readPart(textOfPart(part), flow);
  if ("refused" in read) throw new Error(read.refused);
  return read.part;
}

describe("editing a flow", () => {
  it("puts a node into an edge and takes it out again", () => {
    const inserted = insertNode("e1", notify("b"), "e3").apply(flow);
    expect(nodeIdsIn(blockTree(inserted))).toEqual(["start", "b", "a", "end"]);
    expect(nodeIdsIn(blockTree(removeNode("b").apply(inserted)))).toEqual(["start", "a", "end"]);
  });

  it("puts a block in with a default branch and takes it out with all its steps", () => {
    const block = insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow);
    const filled = insertNode("b1", notify("c"), "e5").apply(block);
    expectWhole(filled);
    expect(filled.edges.find((edge) => edge.id === "b2")?.default).toBe(true);
    expect(nodeIdsIn(blockTree(removeNode("x").apply(filled)))).toEqual(["start", "a", "end"]);
  });

  it("adds a branch before the default one and removes only what may go", () => {
    const block = insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow);
    const three = addBranch("x", "b3").apply(block);
    const tree = blockTree(three);
    expect(tree.flatMap((item) => (item.kind === "block" ? item.branches.map((branch) => branch.enter.id) : []))).toEqual(["b1", "b3", "b2"]);
    expect(removeBranch("b2").apply(three)).toBe(three);
    expect(removeBranch("b1").apply(block)).toBe(block);
    expectWhole(removeBranch("b3").apply(three));
  });

  it("keeps every drawing whole and undoes to the byte, whatever is clicked", () => {
    const edges = ["e1", "e2", ...Array.from({ length: 40 }, (_, k) => `n${k}`)];
    const nodes = ["a", ...Array.from({ length: 40 }, (_, k) => `v${k}`)];
    const op = fc.record({ what: fc.nat(9), edge: fc.constantFrom(...edges), node: fc.constantFrom(...nodes), other: fc.constantFrom(...nodes), k: fc.nat(3) });
    const nothing: Edit<FlowDefinition> = { title: text("nothing"), apply: (same) => same };
    fc.assert(
      fc.property(fc.array(op, { maxLength: 25 }), (ops) => {
        const stack = new CommandStack(flow);
        let n = 0;
        for (const { what, edge, node, other, k } of ops) {
          const fresh = (): string => `n${n++}`;
          const id = `v${n}`;
          const edits: readonly Edit<FlowDefinition>[] = [
            insertNode(edge, notify(id), fresh()),
            insertBlock(edge, exclusive(id), join(`j${id}`, id), [fresh(), fresh(), fresh()]),
            addBranch(node, fresh()),
            removeNode(node),
            moveItem(node, edge),
            moveItem(node, edge),
            placeBranch(edge, k),
            connect(stack.present, node, other) ?? nothing,
            (partOf(stack.present, node) && pasteAt(stack.present, throughClipboard(partOf(stack.present, node)!), other)?.edit) ?? nothing,
            nudgeItem(stack.present, node, k % 2 === 0 ? 1 : -1) ?? nothing,
          ];
          stack.run(edits[what]!);
          expectWhole(stack.present);
        }
        while (stack.canUndo) stack.undo();
        expect(JSON.stringify(stack.present)).toBe(JSON.stringify(flow));
      }),
    );
  });

  it("moves a step and a whole split, and neither into itself", () => {
    const block = insertNode("b1", notify("c"), "e5").apply(insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow));
    const moved = moveItem("x", "e1").apply(block);
    expect(nodeIdsIn(blockTree(moved))).toEqual(["start", "x", "c", "j", "a", "end"]);
    expect(nodeIdsIn(blockTree(moveItem("a", "b2").apply(moved)))).toEqual(["start", "x", "c", "a", "j", "end"]);
    expect([moveItem("x", "b1").apply(moved), moveItem("x", "e4").apply(moved), moveItem("start", "b1").apply(moved), moveItem("end", "b1").apply(moved)].every((one) => one === moved)).toBe(true);
    expect(nodeIdsIn(blockTree(nudgeItem(moved, "a", -1)?.apply(moved) ?? moved))).toEqual(["start", "a", "x", "c", "j", "end"]);
    expect(nodeIdsIn(blockTree(nudgeItem(block, "a", 1)?.apply(block) ?? block))).toEqual(["start", "x", "c", "j", "a", "end"]);
    expect(nudgeItem(moved, "x", -1)).toBeUndefined();
  });

  it("reorders branches with the default one last", () => {
    const three = addBranch("x", "b3").apply(insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow));
    const order = (one: FlowDefinition): string[] => branchesOf(one, "b1").map((edge) => edge.id);
    expect([order(three), order(nudgeBranch(three, "b3", -1).apply(three)), order(placeBranch("b1", 9).apply(three))]).toEqual([["b1", "b3", "b2"], ["b3", "b1", "b2"], ["b3", "b1", "b2"]]);
    expect([nudgeBranch(three, "b1", -1).apply(three), nudgeBranch(three, "b2", -1).apply(three)].every((one) => one === three)).toBe(true);
  });

  it("connects only what leaves the flow in blocks", () => {
    const block = insertNode("b1", notify("c"), "e5").apply(insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow));
    expect(nodeIdsIn(blockTree(connect(block, "c", "a")?.apply(block) ?? block))).toEqual(["start", "x", "c", "a", "j", "end"]);
    const branched = connect(block, "x", "a")?.apply(block) ?? block;
    expect([nodeIdsIn(blockTree(branched)), branchesOf(branched, "b1").length]).toEqual([["start", "x", "c", "a", "j", "end"], 3]);
    expect([connect(block, "c", "x"), connect(block, "end", "a"), connect(block, "a", "end"), connect(block, "a", "start"), connect(block, "start", "a")]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it("pastes under ids of its own, with what names another step inside following it", () => {
    const named = insertNode("b1", { ...notify("c"), candidates: [{ kind: "actorOf", node: "c" }, { kind: "actorOf", node: "a" }] } as FlowNode, "e5").apply(insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow));
    const part = throughClipboard(partOf(named, "x")!);
    const pasted = pasteAt(named, part, "x")?.edit.apply(named) ?? named;
    expectWhole(pasted);
    expect(pasted.nodes.find((node) => node.id === "c2")).toMatchObject({ candidates: [{ node: "c2" }, { node: "a" }] });
    expect(pasted.nodes.find((node) => node.id === "j2")).toMatchObject({ of: "x2" });
  });

  it("takes nothing from the clipboard that is not steps and lines of a flow", () => {
    const part = partOf(flow, "a")!;
    const refusal = (text: string): unknown => readPart(text, flow);
    const changed = (change: object): string => textOfPart({ ...part, ...change });
    expect([refusal("not a part"), refusal(clipText("fields", {})), refusal(changed({ nodes: [null] })), refusal(changed({ nodes: [{ id: "a" }] })), refusal(changed({ edges: [7] })), refusal(changed({ head: "elsewhere" })), refusal(changed({ title: "a" })), refusal(changed({ branch: { label: 1 } }))].map((one) => (one as { refused?: string }).refused)).toEqual(["notOurs", "otherKind", ...Array.from({ length: 6 }, () => "notOurs")]);
    expect(readPart(textOfPart(part).replace("\"title\"", "\"__proto__\": {}, \"title\""), flow)).toEqual({ refused: "badName" });
    expect(readPart(textOfPart(part), flow)).toEqual({ part });
  });

  it("never lays two cards of one tree over each other", () => {
    let block = insertBlock("e2", exclusive("x"), join("j", "x"), ["b1", "b2", "e4"]).apply(flow);
    block = addBranch("x", "b3").apply(block);
    block = insertBlock("b3", exclusive("y"), join("k", "y"), ["c1", "c2", "e6"]).apply(block);
    const { placed } = layoutTree(blockTree(block));
    for (const one of placed) for (const other of placed) {
      if (one !== other) expect(Math.abs(one.x - other.x) >= 200 || Math.abs(one.y - other.y) >= 36).toBe(true);
    }
  });
});
