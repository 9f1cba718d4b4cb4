import { describe, expect, it } from "vitest";
import { definitionsContext, strictness } from "../../strictness/index.ts";
import {
  applyOverlay, authoredOps, diffTrees, fromTree, judgeLocks, keyOf, normalised, planUpgrade, safeKinds, toTree, treeHash, withClosure, withDefaultLocks,
  type Overlay, type OverlayOp, type PackTree, type PlanDecision, type UpgradePlan,
} from "../index.ts";
import { readPack } from "../testing/readPack.testkit.ts";

const definitions = readPack("safeloop-permits");
const bare = toTree(definitions);
const locked = withClosure(withDefaultLocks(bare));
const real = strictness(definitionsContext(fromTree(bare), fromTree(bare), definitions.manifest.roleOrder ?? []));
const form = (id: string) => `form/permit-hot-work#${id}`;
const flow = (id: string) => `flow/permit-hot-work#${id}`;
const words = { "title.zh": "本厂", "title.en": "Ours" };

function plan(old: PackTree, next: PackTree, ops: readonly OverlayOp[], decisions: readonly PlanDecision[] = []): UpgradePlan {
  const overlay: Overlay = { format: 1, layer: "company", org: "c1", on: { pack: "safeloop-permits", version: "1.0.0", hash: treeHash(old) }, ops: normalised(ops) };
  return planUpgrade(old, next, overlay, { strictness: real, kinds: safeKinds, judge: judgeLocks(overlay, real) }, { decisions });
}
const said = ({ conflicts }: UpgradePlan) => conflicts.map((one) => [one.code, one.key, one.why?.map((each) => each.code), one.choices]);
const onTop = (tree: PackTree, ...ops: OverlayOp[]): PackTree => withClosure(applyOverlay(tree, { layer: "group", ops }, real).tree);

const act: OverlayOp = { op: "add", el: flow("L01"), kind: "node", at: { parent: flow("flow"), slot: "body", after: [flow("prepare")] }, props: { ...words, kind: "act", "act.do": "setField", "act.field": "hose", "act.value": "" } };
const check: OverlayOp = { op: "add", el: form("check:G-1"), kind: "check", at: { parent: form("form"), slot: "checks", after: ["^"] }, props: { target: "hose", effect: "check", expr: { "!!": [{ var: "hose" }] } } };

/** What no lock forbids by itself, and what is a way around one of the newer version. */
describe("an upgrade that brings locks", () => {
  it("asks about an act that writes what a check reads which is locked only now", () => {
    const [free, fixed] = [onTop(locked, check), onTop(locked, check, { op: "lock", el: form("check:G-1"), facet: "exist", level: "fixed" })];
    expect(said(plan(locked, free, [act]))).toEqual([]);
    expect(said(plan(locked, fixed, [act]))).toEqual([["LOCK_NEW", keyOf(act), ["LOCK_CLOSURE"], ["theirs", "edit"]]]);
    expect(said(plan(locked, fixed, [act], [{ code: "LOCK_NEW", key: keyOf(act), choice: "theirs" }]))).toEqual([]);
  });

  it("is not satisfied by another value that is a way around it too", () => {
    const local: OverlayOp = { op: "set", el: flow("G01"), prop: "act.field", value: "hose" };
    const harmless: OverlayOp = { ...act, el: flow("G01"), props: { ...(act as { props: object }).props, "act.field": "jsa-step" } };
    const [free, fixed] = [onTop(locked, harmless), onTop(locked, harmless, check, { op: "lock", el: form("check:G-1"), facet: "exist", level: "fixed" })];
    const asked = [["LOCK_NEW", keyOf(local), ["LOCK_CLOSURE"], ["theirs", "edit"]]];
    const edit = (value: string): PlanDecision => ({ code: "LOCK_NEW", key: keyOf(local), choice: "edit", ops: [{ ...local, value }] });
    expect(said(plan(free, fixed, [local]))).toEqual(asked);
    expect(said(plan(free, fixed, [local], [edit("hose")]))).toEqual(asked);
    expect(said(plan(free, fixed, [local], [edit("consequence")]))).toEqual([]);
  });

  it("asks about a step that edits after a signature, and not about one that only reads", () => {
    const step = (access: string): readonly OverlayOp[] => {
      const flows = definitions.flows.map((one) => (one.id === "permit-hot-work" ? { ...one, nodes: [...one.nodes, { id: "L01", kind: "fill", title: { zh: "补充", en: "More" }, candidates: [{ kind: "field", field: "workLeader" }], onNobody: "block", selfApproval: "allow", fields: { "*": "read", "wind-force": access } }], edges: one.edges.flatMap((edge) => (edge.from === "safety-level1" ? [{ ...edge, to: "L01" }, { id: "L02", from: "L01", to: edge.to }] : [edge])) } : one));
      return authoredOps(bare, diffTrees(bare, toTree({ ...definitions, flows } as typeof definitions), "company"));
    };
    expect(said(plan(bare, locked, step("edit")))).toMatchObject([["LOCK_NEW", expect.any(String), ["EDIT_AFTER_SIGN"], ["theirs", "edit"]]]);
    expect(said(plan(bare, locked, step("read")))).toEqual([]);
    expect(said(plan(locked, locked, step("edit")))).toEqual([]);
  });

  it("asks about a branch that goes past a step which may not be passed by now", () => {
    const branch: OverlayOp = { op: "add", el: flow("edge:L1"), kind: "branch", at: { parent: flow("grade"), slot: "branches", after: ["^"] }, props: { when: { "===": [{ var: "outdoor" }, false] }, "label.zh": "室内", "label.en": "Indoors" } };
    expect(said(plan(bare, locked, [branch]))).toMatchObject([["LOCK_NEW", keyOf(branch), ["FLOW_BYPASS"], ["theirs", "edit"]]]);
  });

  it("asks about a person who could pass a step alone which may only be tightened now", () => {
    const node = [...bare.elements.values()].find((one) => one.id.startsWith("flow/permit-hot-work#") && one.props["kind"] === "approval" && one.props["mode"] !== "all")!;
    const person: OverlayOp = { op: "add", el: `${node.id}/candidates/L01`, kind: "candidate", at: { parent: node.id, slot: "candidates", after: ["^"] }, props: { kind: "person", person: "p1" } };
    expect(said(plan(bare, locked, [person]))).toEqual([["LOCK_NEW", keyOf(person), ["LOCK_LOOSER"], ["theirs", "edit"]]]);
  });

  it("asks about a second flow to a permit that one template governs now", () => {
    const root = `pack/${definitions.manifest.id}#pack`;
    const quick: OverlayOp = { op: "add", el: "flow/quick#flow", kind: "flow", at: { parent: root, slot: "flows", after: ["^"] }, props: { ...words, "settings.permit": true, "form.id": "permit-hot-work" } };
    const template = [...bare.elements.values()].find((one) => one.kind === "template" && one.props["flow"] === "permit-hot-work")!;
    const [free, governs] = [onTop(bare, { op: "set", el: template.id, prop: "title.zh", value: "动火" }), onTop(bare, { op: "set", el: template.id, prop: "governs.hot-work", value: true })];
    expect(said(plan(bare, free, [quick]))).toEqual([]);
    expect(said(plan(bare, governs, [quick]))).toEqual([["LOCK_NEW", keyOf(quick), ["GOVERNED_KIND"], ["theirs", "edit"]]]);
  });
});
