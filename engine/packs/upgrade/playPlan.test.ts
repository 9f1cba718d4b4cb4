import { describe, expect, it } from "vitest";
import type { CaseStep, PackCase } from "../../model/packCase.ts";
import { applyOverlay, keyOf, normalised, planUpgrade, safeKinds, toTree, treeHash, withCases, withClosure, withDefaultLocks, type Overlay, type OverlayOp, type PackTree, type PlanDecision, type UpgradePlan } from "../../overlays/index.ts";
import { definitionsContext, strictness } from "../../strictness/index.ts";
import { approve, packOf, refuse, submit, type RequestPack } from "../cases/requestPack.testkit.ts";
import { playPlan } from "./playPlan.ts";

const rules = strictness(definitionsContext(packOf(), packOf(), []));
const form = (id: string) => `form/request#${id}`;
const caseOf = (id: string, amount: number, ...when: CaseStep[]): PackCase => ({ id, name: id, template: "request", use: ["small"], given: { data: { amount } }, when });
const cases = [caseOf("refused", 101, submit, refuse), caseOf("passes", 50, submit, approve)];

const treeOf = (pack: RequestPack): PackTree => withClosure(withDefaultLocks(toTree(packOf(pack))));
function planned(v1: RequestPack, v2: RequestPack, ops: readonly OverlayOp[], more: { decisions?: readonly PlanDecision[]; own?: readonly PackCase[] } = {}): UpgradePlan {
  const [old, next] = [treeOf(v1), treeOf(v2)];
  const overlay: Overlay = { format: 1, layer: "company", org: "c", on: { pack: "p", version: "1.0.0", hash: treeHash(old) }, ops: normalised(ops), ...(more.own ? { cases: more.own } : {}) };
  const plan = planUpgrade(old, next, overlay, { strictness: rules, kinds: safeKinds }, { decisions: more.decisions ?? [] });
  return withCases(plan, playPlan({ old, next, overlay: plan.overlay, base: packOf({ ...v2, cases }), packs: [] }, rules));
}
const open = ({ conflicts }: UpgradePlan) => conflicts.map((one) => [one.code, one.key, one.why?.map((each) => each.params["case"])]);

/** Every amount is one of a low grade here. */
const low: OverlayOp = { op: "set", el: form("x-grade"), prop: "compute", value: "low" };
const check: OverlayOp = { op: "add", el: form("check:L1"), kind: "check", at: { parent: form("form"), slot: "checks", after: ["^"] }, props: { target: "x-amount", effect: "check", expr: { "<=": [{ var: "x-amount" }, 40] }, severity: "block", "message.zh": "多", "message.en": "much" } };
const title: OverlayOp = { op: "set", el: form("form"), prop: "title.zh", value: "本厂申请" };

describe("cases of a newer version under an overlay", () => {
  it("ask about what refuses no more, with the operation that took it away", () => {
    const plan = planned({}, { free: "low" }, [low, title]);
    expect(open(plan)).toEqual([["CASE_FAILED", keyOf(low), ["refused"]]]);
    expect(plan.conflicts[0]).toMatchObject({ prop: "compute", mine: "low", choices: ["theirs", "edit"], why: [{ code: "PACK_CASE_FAILED", params: { step: 2 } }] });
    const dropped = planned({}, { free: "low" }, [low, title], { decisions: [{ code: "CASE_FAILED", key: keyOf(low), choice: "theirs" }] });
    expect([open(dropped), dropped.cases?.same, dropped.overlay.ops]).toEqual([[], 2, [title]]);
    expect(dropped.planHash).not.toBe(plan.planHash);
  });

  it("ask on while another value in its place takes the refusal away too", () => {
    const edit = (value: string): PlanDecision => ({ code: "CASE_FAILED", key: keyOf(low), choice: "edit", ops: [{ ...low, value }] });
    expect(open(planned({}, { free: "low" }, [low], { decisions: [edit("low")] }))).toEqual([["CASE_FAILED", keyOf(low), ["refused"]]]);
    expect(open(planned({}, { free: "low" }, [low], { decisions: [edit("middle")] }))).toEqual([]);
  });

  it("ask about a refusal that is new, which the overlay could not take away before", () => {
    expect(open(planned({ most: 1000 }, { free: "low" }, [low]))).toEqual([["CASE_FAILED", keyOf(low), ["refused"]]]);
  });

  it("do not ask anew about what the overlay had taken away before", () => {
    expect(open(planned({ free: "low" }, { free: "low", most: 90 }, [low]))).toEqual([]);
  });

  it("list what is refused now, and why; nothing is asked", () => {
    const step: OverlayOp = { op: "set", el: form("check:K-1"), prop: "expr", value: { "<=": [{ var: "x-amount" }, 40] } };
    const { cases: told, conflicts } = planned({}, { most: 99 }, [step, title]);
    expect([conflicts.filter((one) => one.code === "CASE_FAILED"), told]).toEqual([[], { played: 2, same: 1, lost: [], unjudged: [], apart: [], stricter: [{ id: "passes", template: "request", step: 2, what: expect.stringContaining("CHECKS_FAILED"), keys: [keyOf(step)] }] }]);
  });

  it("are not held against the overlay where they fail without it", () => {
    expect(planned({}, { most: 200 }, [title]).cases).toEqual({ played: 2, same: 1, stricter: [], lost: [], unjudged: [], apart: ["refused"] });
  });

  it("are played only where the overlay is met", () => {
    expect(planned({}, { most: 200 }, []).cases?.played).toBe(0);
    const gas: OverlayOp = { op: "set", el: "rule/other#rule", prop: "title.zh", value: "别的" };
    expect(planned({}, { most: 200 }, [gas]).cases?.played).toBe(0);
  });

  it("must pass whole where they are its own", () => {
    const own = [caseOf("ours", 41, submit, { ...refuse, then: { refused: { code: "CHECKS_FAILED", checks: ["K-1"] } } })];
    expect(open(planned({}, {}, [title], { own }))).toEqual([["CASE_FAILED", keyOf(title), ["ours"]]]);
    expect(open(planned({}, { most: 40 }, [title], { own }))).toEqual([]);
  });

  it("go through the definitions of an added check too", () => {
    const { cases: told } = planned({}, {}, [check]);
    expect([told?.played, applyOverlay(treeOf({}), { layer: "company", ops: [check] }, rules).tree.elements.has(check.el)]).toEqual([2, true]);
  });
});
