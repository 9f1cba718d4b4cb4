import { blockTree, canonicalJson, type FlowDefinition, foldTree, layoutTree, nodeIdsIn, packsFromFiles } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { type Box, canvasDrawing, treeDrawing } from "./canvasLayout.ts";

/** The flows of every template pack, as they are installed. */
const texts = Object.entries(import.meta.glob<string>("../../../templates/*/**/*.json", { eager: true, query: "?raw", import: "default" })).map(([path, text]) => ({ path: path.slice("../../../templates/".length), text }));
const packIds = [...new Set(texts.map(({ path }) => path.slice(0, path.indexOf("/"))))];
const packs = packsFromFiles(packIds.map((id) => texts.filter(({ path }) => path.startsWith(`${id}/`)).map(({ path, text }) => ({ path: path.slice(id.length + 1), text }))));
const flows = packs.flatMap(({ pack }) => pack.flows.map((flow): readonly [string, FlowDefinition] => [flow.id, flow]));

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const idsOf = (boxes: readonly Box[]): string[] => boxes.map((box) => box.id).sort();

function hotWork(): FlowDefinition {
  const found = flows.find(([id]) => id === "permit-hot-work");
  if (!found) throw new Error("no hot-work flow");
  return found[1];
}

describe("tree and canvas", () => {
  it("have the template flows to draw", () => expect(flows.length).toBeGreaterThan(30));

  it.each(flows)("draw %s as the same things and lines, and leave it byte for byte", (_, flow) => {
    const before = canonicalJson(flow);
    const tree = blockTree(flow);
    const [down, right] = [treeDrawing(layoutTree(tree)), canvasDrawing(tree)];
    const again = treeDrawing(layoutTree(blockTree(flow)));
    expect(canonicalJson(flow)).toBe(before);
    expect(again).toEqual(down);
    expect(idsOf(right.boxes)).toEqual(idsOf(down.boxes));
    expect(down.boxes.filter((box) => box.kind !== "branch").map((box) => box.id).sort()).toEqual(flow.nodes.map((node) => node.id).sort());
    const lines = (one: typeof down): string[] => one.wires.map((wire) => `${wire.from}>${wire.to}#${wire.edgeId ?? ""}`).sort();
    expect(lines(right)).toEqual(lines(down));
    // Each edge of the flow is a line something can be put into, but for those that enter a branch, whose head stands on them.
    expect(down.wires.flatMap((wire) => wire.edgeId ?? []).sort()).toEqual(flow.edges.map((edge) => edge.id).sort());
    for (const { boxes } of [down, right]) for (const [at, a] of boxes.entries()) for (const b of boxes.slice(at + 1)) expect([a.id, b.id, overlap(a, b)]).toEqual([a.id, b.id, false]);
  });

  it("keep what was dragged where it was put, and nothing else moves", () => {
    const flow = hotWork();
    const tree = blockTree(flow);
    const [id = ""] = nodeIdsIn(tree);
    const [tidy, moved] = [canvasDrawing(tree), canvasDrawing(tree, { [id]: { x: 7, y: 9 }, constructor: { x: 1, y: 1 } })];
    expect(moved.boxes.find((box) => box.id === id)).toMatchObject({ x: 7, y: 9 });
    expect(moved.boxes.filter((box) => box.id !== id)).toEqual(tidy.boxes.filter((box) => box.id !== id));
  });

  it("fold a branch to its head, with a line that nothing is put into", () => {
    const flow = hotWork();
    const block = blockTree(flow).find((item) => item.kind === "block");
    if (block?.kind !== "block") throw new Error("no branches to fold");
    const branch = block.branches.find((one) => one.items.length > 0 && !one.endsHere);
    if (!branch) throw new Error("no branch with steps");
    const folded = treeDrawing(layoutTree(foldTree(blockTree(flow), new Set([branch.enter.id]))));
    const head = `branch:${branch.enter.id}`;
    expect(folded.wires.filter((wire) => wire.from === head)).toEqual([{ from: head, to: block.join?.id, edgeId: undefined }]);
    expect(idsOf(folded.boxes)).not.toContain(nodeIdsIn(branch.items)[0]);
  });
});
