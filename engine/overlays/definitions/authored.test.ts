import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonObject } from "../../model/json.ts";
import { definitionsContext, strictness } from "../../strictness/index.ts";
import { applyOverlay, authoredOps, checkOverlay, diffTrees, fromTree, safeKinds, toTree, treeHash, withClosure, withDefaultLocks, type Overlay } from "../index.ts";
import { readPack } from "../testing/readPack.testkit.ts";

const pack = readPack("safeloop-permits");
const upper = withClosure(withDefaultLocks(toTree(pack)));
const real = strictness(definitionsContext(fromTree(upper), fromTree(upper)));
const hotWork = "permit-hot-work";
const word = { zh: "甲", en: "A" };

interface Loose { schema: { properties: Record<string, JsonObject>; required: string[] }; ui: { sections: { id: string; fields: string[] }[] }; logic: object[] }
interface LooseFlow { nodes: object[]; edges: { id: string; from: string; to: string; label?: object }[] }

/** What a person's edit of the hot-work permit becomes: the codes it is refused with, and what comes out. */
function edited(change: (form: Loose, flow: LooseFlow) => void): { readonly codes: readonly string[]; readonly ops: number; readonly form: FormDefinition; readonly flow: FlowDefinition } {
  const now = structuredClone(fromTree(upper));
  const find = <T extends { readonly id: string }>(list: readonly T[]): T => list.find((one) => one.id === hotWork)!;
  change(find(now.forms) as unknown as Loose, find(now.flows) as unknown as LooseFlow);
  const overlay: Overlay = { format: 1, layer: "company", org: "c1", on: { pack: pack.manifest.id, version: "1.0.0", hash: treeHash(upper) }, ops: authoredOps(upper, diffTrees(upper, toTree(now), "company")) };
  const out = fromTree(applyOverlay(upper, overlay, real).tree);
  return { codes: checkOverlay(upper, overlay, { kinds: safeKinds, strictness: real }).map((one) => one.code), ops: overlay.ops.length, form: find(out.forms), flow: find(out.flows) };
}

const text = (xid: string): JsonObject => ({ "x-id": xid, "x-title": word, "x-kind": "text", type: "string", maxLength: 40 });

describe("an edit as a designer saves it", () => {
  it("adds a field inside the layout whose property is the last of the schema", () => {
    const { codes, ops, form } = edited((one) => {
      one.schema.properties["costCentre"] = text("LCOST");
      one.ui.sections[0]?.fields.splice(2, 0, "LCOST");
    });
    expect([codes, ops]).toEqual([[], 1]);
    expect([form.ui.sections[0]?.fields[2], Object.keys(form.schema["properties"] as object)[2]]).toEqual(["LCOST", "costCentre"]);
  });

  it("moves a field, requires one, and puts a check first", () => {
    expect(edited((one) => void one.ui.sections[1]?.fields.push(one.ui.sections[0]?.fields.pop() ?? "")).codes).toEqual([]);
    const required = edited((one) => void one.schema.required.push("windReason"));
    expect([required.codes, required.ops, required.form.schema["required"]]).toEqual([[], 1, expect.arrayContaining(["windReason"])]);
    const checked = edited((one) => void one.logic.unshift({ id: "LC1", target: "content", effect: "check", on: "submit", expr: true, message: word }));
    expect([checked.codes, checked.ops, checked.form.logic.filter((one) => "id" in one && one.id === "LC1").length]).toEqual([[], 1, 1]);
  });

  it("adds a table whose required columns are named in another order", () => {
    const { codes, form } = edited((one) => {
      one.schema.properties["crew"] = { "x-id": "LCREW", "x-title": word, "x-kind": "repeat-table", type: "array", maxItems: 5, items: { type: "object", properties: { a: text("La"), b: text("Lb") }, required: ["b", "a"], additionalProperties: false } };
      one.ui.sections.at(-1)?.fields.push("LCREW");
    });
    expect(codes).toEqual([]);
    expect((form.schema["properties"] as Record<string, JsonObject>)["crew"]).toMatchObject({ items: { required: ["a", "b"] } });
  });

  it("draws a step between two others", () => {
    const { codes, flow } = edited((_, drawn) => {
      const edge = drawn.edges.find((one) => one.from === "prepare")!;
      drawn.nodes.push({ id: "LN1", kind: "notify", title: word, message: word, candidates: [{ kind: "initiator" }] });
      drawn.edges.push({ id: "LE1", from: "LN1", to: edge.to });
      edge.to = "LN1";
    });
    expect(codes).toEqual([]);
    expect(flow.edges.filter((one) => ["prepare", "LN1"].includes(one.from)).map((one) => [one.from, one.to])).toEqual([["prepare", "LN1"], ["LN1", "grade"]]);
  });

  it("keeps what is more than order, and it is refused: another label of an edge, a required name that is no field", () => {
    expect(edited((_, drawn) => void Object.assign(drawn.edges.find((one) => one.from === "prepare")!, { label: word })).codes).toEqual(["OVERLAY_PROP"]);
    expect(edited((one) => void one.schema.required.push("nobody")).codes).toEqual(["OVERLAY_PROP"]);
  });
});
