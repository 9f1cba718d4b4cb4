import { describe, expect, it } from "vitest";
import { checkFlow } from "../flows/index.ts";
import { checkForm } from "../forms/index.ts";
import type { JsonValue } from "../model/json.ts";
import { definitionsContext, strictness } from "../strictness/index.ts";
import {
  adoptionOf, applyOverlay, authoredOps, belowFloor, brokenReferences, checkOverlay, diffTrees, driftOf, effectiveTree, explain, foldLayers, fromTree, judgeDefinitions, judgeReferences, lockLevel, planUpgrade, readOverlay, referencesOf, safeKinds, toTree,
  treeHash, whatBreaks, withClosure, withDefaultLocks, type Overlay, type OverlayLayer, type OverlayOp, type PackTree,
} from "./index.ts";
import { readAllPacks } from "./testing/readPack.testkit.ts";

const bare = toTree(readAllPacks());
const product = withDefaultLocks(bare);
const upper = withClosure(product);
const real = strictness(definitionsContext(fromTree(bare), fromTree(bare)));
const form = (id: string) => `form/permit-hot-work#${id}`;
const flow = (id: string) => `flow/permit-hot-work#${id}`;
const rule = (id: string) => `rule/combustible-level1#${id}`;
const text = (word: string) => ({ "title.zh": word, "title.en": word });

const layered = (layer: OverlayLayer, ...ops: OverlayOp[]): Overlay => ({ format: 1, layer, org: layer === "group" ? "g" : "c1", on: { pack: "safeloop", version: "1.0.0", hash: treeHash(upper) }, ops });
const codes = (...ops: OverlayOp[]) => checkOverlay(upper, layered("company", ...ops), { kinds: safeKinds, strictness: real }).map((one) => one.code);
const applied = (...ops: OverlayOp[]): PackTree => applyOverlay(upper, layered("company", ...ops), real).tree;
const set = (el: string, prop: string, value: JsonValue): OverlayOp => ({ op: "set", el, prop, value });
const lel = (value: string) => ({ value, unit: "%[LEL]", op: ">=" });
const end = (tree: PackTree) => ({ form: fromTree(tree).forms.find((one) => one.id === "permit-hot-work")!, flow: fromTree(tree).flows.find((one) => one.id === "permit-hot-work")! });
const errors = (issues: readonly { readonly severity: string; readonly code: string }[]) => issues.filter((one) => one.severity === "error").map((one) => one.code);

describe("the shipped packs as a tree", () => {
  it("has no fault and no broken reference, and every property fits the kind table", () => {
    expect(judgeDefinitions(bare)).toEqual([]);
    expect(brokenReferences(bare)).toEqual([]);
    const odd = [...bare.elements.values()].flatMap((one) => Object.entries(one.props).filter(([path, value]) => !path.startsWith("~") && (safeKinds[one.kind]?.prop(path) ?? safeKinds[one.kind]?.made?.(path))?.(value) !== true).map(([path]) => `${one.kind} ${path}`));
    expect([...new Set(odd)]).toEqual(["pack version", "pack publisher"]);
    const misplaced = [...bare.elements.values()].filter((one) => one.parent !== "" && !safeKinds[bare.elements.get(one.parent)?.kind ?? ""]?.slots[one.slot]?.kinds.includes(one.kind));
    expect(misplaced).toEqual([]);
  });

  it("changes a form and a flow by operations, and what comes out passes their checkers", () => {
    const { form: changed, flow: drawn } = end(applied(
      { op: "add", el: form("L01"), kind: "field", at: { parent: form("section:basic"), slot: "items", after: [form("place")] }, props: { ...text("仪表号"), kind: "text", "schema.type": "string", required: true, key: "meterNo", maxLength: 40 } },
      { op: "add", el: form("section:L02"), kind: "section", at: { parent: form("form"), slot: "items", after: [form("section:basic")] }, props: text("本公司") },
      { op: "move", el: form("otherWork"), at: { parent: form("section:L02"), slot: "items", after: ["^"] } },
      { op: "add", el: flow("L03"), kind: "node", at: { parent: flow("flow"), slot: "body", after: [flow("prepare")] }, props: { ...text("车间复核"), kind: "notify", "message.zh": "请复核", "message.en": "Review" } },
      { op: "add", el: flow("L03/candidates/L04"), kind: "candidate", at: { parent: flow("L03"), slot: "candidates", after: ["^"] }, props: { kind: "initiator" } },
    ));
    expect(changed.ui.sections.slice(0, 2).map((one) => one.fields.slice(0, 6))).toEqual([["no", "applyUnit", "applyTime", "place", "L01", "content"], ["otherWork"]]);
    expect(Object.keys(changed.schema["properties"] as object).slice(0, 6)).toEqual(["no", "applyUnit", "applyTime", "place", "meterNo", "content"]);
    expect(changed.schema["required"]).toContain("meterNo");
    expect(drawn.edges.filter((edge) => ["prepare", "L03"].includes(edge.from)).map((edge) => [edge.id, edge.from, edge.to])).toEqual([["e2", "prepare", "L03"], ["e-L03", "L03", "grade"]]);
    expect(errors(checkForm(changed))).toEqual([]);
    expect(errors(checkFlow(drawn, { form: changed }))).toEqual([]);
  });

  it("closes the gap where a step is removed", () => {
    const hazard = (id: string) => `flow/hazard-rectification#${id}`;
    const drawn = fromTree(applied({ op: "remove", el: hazard("keep-due") })).flows.find((one) => one.id === "hazard-rectification")!;
    expect(drawn.edges.filter((edge) => edge.from === "assign").map((edge) => [edge.id, edge.to])).toEqual([["e3", "rectify"]]);
    expect(errors(checkFlow(drawn))).toEqual([]);
  });
});

describe("locks of the product", () => {
  it("binds legal floors, catalogue checks and the approvals of a permit, and leaves a title free", () => {
    expect(lockLevel(upper.elements.get(rule("limit:H1")), "value")).toBe("tightenOnly");
    expect(lockLevel(upper.elements.get(form("check:C-17")), "exist")).toBe("fixed");
    expect(lockLevel(upper.elements.get(flow("safety-special")), "place")).toBe("fixed");
    expect(lockLevel(upper.elements.get(form("form")), "title.zh")).toBe("free");
  });

  it("1, 2: a stricter limit counts, a looser one is refused with its clause", () => {
    expect(codes(set(rule("limit:H1"), "value", lel("20")))).toEqual([]);
    expect(applied(set(rule("limit:H1"), "value", lel("20"))).elements.get(rule("limit:H1"))?.props["value"]).toEqual(lel("20"));
    expect(fromTree(applied(set(rule("limit:H1"), "value", lel("20")))).rules.find((one) => one.id === "combustible-level1")?.limits["H1"]?.value).toBe(20);
    const [issue] = checkOverlay(upper, layered("company", set(rule("limit:H1"), "value", lel("30"))), { kinds: safeKinds, strictness: real });
    expect(issue).toMatchObject({ code: "LOCK_LOOSER", params: { el: rule("limit:H1"), facet: "value", upper: ">= 25 %[LEL]", local: ">= 30 %[LEL]", source: "GB/T 50493 2019" } });
    expect(codes(set(rule("limit:H1"), "value", { value: "1", unit: "vol%" }))).toEqual(["UNIT_INCOMPARABLE"]);
    expect(codes(set(rule("limit:H1"), "role", "class"))).toEqual(["OVERLAY_PROP"]);
    expect(codes(set(form("check:C-17"), "expr", true))).toEqual(["EXPR_UNDECIDED"]);
  });

  it("11: what a locked check reads cannot be computed, removed, or written by a local act", () => {
    expect(codes(set(form("wind-force"), "compute", 0))).toEqual(["LOCK_CLOSURE"]);
    expect(codes({ op: "remove", el: form("wind-force") })).toEqual(["LOCK_CLOSURE"]);
    expect(codes({ op: "remove", el: form("section:hot") })).toEqual(["LOCK_FIXED"]);
    const writes = { ...text("改风力"), kind: "act", "act.do": "setField", "act.field": "wind-force", "act.value": 0 };
    expect(codes({ op: "add", el: flow("L01"), kind: "node", at: { parent: flow("flow"), slot: "body", after: [flow("prepare")] }, props: writes })).toEqual(["LOCK_CLOSURE"]);
    expect(codes({ op: "add", el: form("effect:L01"), kind: "effect", at: { parent: form("form"), slot: "effects", after: ["^"] }, props: { target: "wind-force", effect: "compute", expr: 0 } })).toEqual(["LOCK_CLOSURE"]);
    expect(codes(set(form("windReason"), "title.zh", "理由"))).toEqual([]);
  });

  it("13: a second approver who could pass the step alone is refused, one that all must agree with is not", () => {
    const node = [...upper.elements.values()].find((one) => one.id.startsWith("flow/permit-hot-work#") && one.props["kind"] === "approval" && one.props["mode"] !== "all")!;
    const add: OverlayOp = { op: "add", el: `${node.id}/candidates/L01`, kind: "candidate", at: { parent: node.id, slot: "candidates", after: ["^"] }, props: { kind: "person", person: "p1" } };
    expect(codes(add)).toEqual(["LOCK_LOOSER"]);
    expect(codes({ op: "remove", el: node.id })).toEqual(["LOCK_FIXED"]);
    expect(codes({ op: "move", el: node.id, at: { parent: flow("flow"), slot: "body", after: ["^"] } })).toEqual(["LOCK_FIXED"]);
  });

  it("names the clause, the basis of the template where an element has none, and the layer that locked it", () => {
    const said = (...ops: OverlayOp[]) => checkOverlay(upper, layered("company", ...ops), { kinds: safeKinds, strictness: real }).map(({ code, params }) => [code, params["by"] ?? params["source"], params["clause"]]);
    expect(said({ op: "remove", el: form("measures/HW02") })).toEqual([["LOCK_FIXED", "product", "★ GB 30871—2022"]]);
    expect(said({ op: "remove", el: flow("deputy-head/candidates/role.deputy-head.fieldOrg.applyUnit") })).toEqual([["LOCK_FIXED", "product", "GB 30871—2022"]]);
    expect(said({ op: "remove", el: form("check:C-07") })).toEqual([["LOCK_FIXED", "product", expect.stringContaining("5.1.5")]]);
  });

  it("lets no second definition issue what a locked template governs", () => {
    const governed = applyOverlay(upper, layered("group", set("pack/safeloop#template:permit-hot-work", "governs.hot-work", true)), real).tree;
    const root = "pack/safeloop#pack";
    const add: OverlayOp = { op: "add", el: "flow/quick#flow", kind: "flow", at: { parent: root, slot: "flows", after: ["^"] }, props: { ...text("快办"), "settings.permit": true, "form.id": "permit-hot-work" } };
    const check = (tree: PackTree, ...ops: OverlayOp[]) => errors(checkOverlay(tree, layered("company", ...ops), { kinds: safeKinds, strictness: real }));
    expect(check(governed, add)).toEqual(["GOVERNED_KIND"]);
    const template: OverlayOp = { op: "add", el: "pack/safeloop#template:L01", kind: "template", at: { parent: root, slot: "templates", after: ["^"] }, props: { ...text("快办"), category: "permit", flow: "quick", "governs.other": true } };
    expect(check(governed, add, template)).toEqual([]);
    expect(check(governed, add, { ...template, props: { ...template.props, "governs.hot-work": true } })).toEqual(["GOVERNED_KIND"]);
  });

  it("sees a floor that is gone or lower, whoever lowered it", () => {
    const lower = applyOverlay(bare, layered("group", set(rule("limit:H1"), "value", lel("40"))), real).tree;
    expect(belowFloor(product, lower, real)).toEqual([{ el: rule("limit:H1"), verdict: "looser" }]);
    const gone = applyOverlay(bare, layered("group", { op: "remove", el: rule("rule") }), real).tree;
    expect(belowFloor(product, gone, real)).toEqual([{ el: rule("limit:H1"), verdict: "gone" }]);
    expect(belowFloor(product, effectiveTree(product, [layered("group", set(rule("limit:H1"), "value", lel("40")))], real), real)).toEqual([]);
  });
});

describe("an overlay file", () => {
  const place = { parent: form("section:basic"), slot: "items", after: [form("place")] };

  it.each<[string, OverlayOp[], string[]]>([
    ["two values for one property", [set(form("form"), "title.zh", "甲"), set(form("form"), "title.zh", "乙")], ["DUPLICATE_TARGET"]],
    ["a property no author sets", [set(form("place"), "~revision", 2)], ["OVERLAY_PROP"]],
    ["the kind of a field", [set(form("place"), "kind", "text")], ["OVERLAY_PROP"]],
    ["a value of another type", [set(form("place"), "required", "yes")], ["OVERLAY_PROP"]],
    ["a facet that is none", [{ op: "lock", el: form("place"), facet: "children.nodes", level: "fixed" }], ["OVERLAY_PROP"]],
    ["an id of another kind", [{ op: "add", el: form("place"), kind: "section", at: { parent: form("form"), slot: "items", after: ["^"] }, props: {} }], ["OVERLAY_KIND_CLASH"]],
    ["a slot that takes no such thing", [{ op: "add", el: form("L1"), kind: "check", at: place, props: {} }], ["OVERLAY_SLOT"]],
    ["another definition", [{ op: "move", el: form("place"), at: { parent: "form/hazard-report-snap#section:report", slot: "items", after: ["^"] } }], ["OVERLAY_OTHER_DEFINITION"]],
    ["a move into itself", [{ op: "move", el: form("gasTests"), at: { parent: form("gasTests"), slot: "columns", after: ["^"] } }], ["OVERLAY_INTO_ITSELF"]],
    ["no anchor", [{ op: "move", el: form("place"), at: { ...place, after: [] } }], ["OVERLAY_ANCHORS"]],
    ["anchors in a ring", [{ op: "move", el: form("place"), at: { ...place, after: [form("content")] } }, { op: "move", el: form("content"), at: place }], ["OVERLAY_ANCHOR_RING"]],
    ["a lock that is lower", [{ op: "lock", el: form("check:C-17"), facet: "exist", level: "tightenOnly" }], ["LOCK_LOWERED"]],
    ["a target that is gone, kept and only warned of", [set(form("gone"), "title.zh", "甲")], ["OVERLAY_TARGET"]],
  ])("is told of %s", (_, ops, expected) => expect(codes(...ops)).toEqual(expected));

  it("is refused beyond its sizes", () => {
    const many = Array.from({ length: 2_001 }, (_, at) => set(form("place"), `ui.x${at}`, 1));
    expect(codes(...many)).toEqual(["OVERLAY_TOO_LARGE"]);
    const deep = Array.from({ length: 22 }, (_, at): OverlayOp => ({ op: "add", el: form(`L${at}`), kind: "field", at: { parent: at === 0 ? form("section:basic") : form(`L${at - 1}`), slot: at === 0 ? "items" : "members", after: ["^"] }, props: { kind: "section" } }));
    expect(codes(...deep)).toEqual(["OVERLAY_TOO_LARGE"]);
  });

  it("is read only in its shape", () => {
    const file = JSON.parse(JSON.stringify(layered("company", set(form("form"), "title.zh", "甲"), { op: "remove", el: form("windReason") }))) as Record<string, JsonValue>;
    expect(readOverlay(file)).toMatchObject({ ok: true });
    for (const broken of [[], { ...file, format: 2 }, { ...file, layer: "team" }, { ...file, more: 1 }, { ...file, ops: [{ op: "hide", el: form("place") }] }, { ...file, ops: [{ op: "set", el: form("place"), prop: "p" }] }, { ...file, ops: [{ op: "remove", el: "place" }] }]) {
      expect(readOverlay(broken as JsonValue)).toMatchObject({ ok: false, issues: [{ code: "OVERLAY_SHAPE" }] });
    }
  });
});

describe("references", () => {
  const graph = referencesOf(bare);
  const kinds = (el: string) => [...new Set(whatBreaks(bare, graph, el).map((one) => `${one.kind}${one.blocks ? "!" : ""} ${one.from.split("#")[1]}`))];

  it("names who reads a field, asks one, routes to a node, starts a form", () => {
    expect(kinds(form("wind-force"))).toContain("reads! check:C-17");
    expect(kinds(form("workLeader")).some((one) => one.startsWith("asks! "))).toBe(true);
    expect(kinds(form("form"))).toEqual(expect.arrayContaining(["starts! flow", "starts! template:permit-hot-work"]));
    expect(kinds(flow("state:active"))).toEqual(expect.arrayContaining(["routes! event:start", "routes! event:pause"]));
    expect(kinds(rule("limit:H1"))).toEqual(["reads! rule"]);
  });

  it("finds what a removal leaves behind, and a plan that breaks it is blocked", () => {
    const without = applyOverlay(bare, layered("company", { op: "remove", el: form("level") }), real).tree;
    expect(brokenReferences(without).map((one) => one.to)).toContain(form("level"));
    const v2 = applyOverlay(bare, layered("group", { op: "add", el: form("check:G1"), kind: "check", at: { parent: form("form"), slot: "checks", after: ["^"] }, props: { target: "windReason", effect: "check", expr: { "!!": [{ var: "windReason" }] } } }), real).tree;
    const gone = layered("company", { op: "remove", el: form("windReason") });
    const plan = planUpgrade(bare, v2, gone, { strictness: real, kinds: safeKinds, judge: (tree) => judgeReferences(tree) });
    expect(plan.conflicts).toMatchObject([{ code: "REF_BROKEN", key: `exist|${form("windReason")}`, why: [{ code: "PACK_REFERENCE", params: { id: form("windReason") } }] }]);
  });
});

describe("layers", () => {
  const group = layered("group", set(rule("limit:H1"), "value", lel("15")), { op: "lock", el: rule("rule"), facet: "priority", level: "fixed" });
  const company = layered("company", set(rule("limit:H1"), "value", lel("20")), set(rule("rule"), "priority", "P3"), set(form("form"), "title.zh", "动火票"));
  const folds = foldLayers(product, [group, company], real);

  it("explains who decides a value", () => {
    const chain = explain(folds, rule("limit:H1"), "value", { [`company set|${rule("limit:H1")}|value`]: { by: "u1", at: "2026-01-01T00:00:00Z" } });
    expect(chain.map((one) => [one.layer, (one.value as { value: string }).value, one.decides ?? false, one.subsumed ?? false])).toEqual([["product", "25", false, false], ["group", "15", true, false], ["company", "15", false, true]]);
    expect(chain[2]?.mark?.by).toBe("u1");
    expect(explain(folds, form("form"), "title.zh").find((one) => one.decides)?.layer).toBe("company");
    expect(explain(folds, rule("rule"), "priority").map((one) => one.value)).toEqual(["P2", "P2", "P2"]);
  });

  it("counts what an organisation changed, and what many changed alike", () => {
    const last = folds[1]!;
    const report = driftOf(last.upper, company, last.notes);
    expect(Object.fromEntries(report.of)).toEqual({ [rule("limit:H1")]: "subsumed", [rule("rule")]: "subsumed", [form("form")]: "changed" });
    expect([report.counts.subsumed, report.counts.changed, report.byLock]).toEqual([2, 1, { fixed: 1, tightenOnly: 1, free: 1 }]);
    const of = (org: string, value: string) => ({ ...layered("company", set(rule("limit:H1"), "value", lel(value))), org });
    expect(adoptionOf([of("a", "20"), of("b", "18"), of("c", "10"), layered("company")])).toMatchObject([{ el: rule("limit:H1"), prop: "value", by: ["a", "b", "c"], of: 4, median: 18 }]);
  });
});

describe("ways around a locked step", () => {
  it("15: a branch before the others that goes past the safety department is refused", () => {
    const branch = { op: "add", el: flow("edge:L1"), kind: "branch", at: { parent: flow("grade"), slot: "branches", after: ["^"] }, props: { when: { "===": [{ var: "outdoor" }, false] }, "label.zh": "室内", "label.en": "Indoors" } };
    expect(codes(branch as OverlayOp)).toContain("FLOW_BYPASS");
  });
  it("20: a step after the safety department may not edit what a locked check reads, and one that only reads may stand there", () => {
    const step = (access: string): readonly string[] => {
      const definitions = fromTree(bare);
      const flows = definitions.flows.map((one) => (one.id === "permit-hot-work" ? { ...one, nodes: [...one.nodes, { id: "L01", kind: "fill", title: { zh: "补充", en: "More" }, candidates: [{ kind: "field", field: "workLeader" }], onNobody: "block", selfApproval: "allow", fields: { "*": "read", "wind-force": access } }], edges: one.edges.flatMap((edge) => (edge.from === "safety-level1" ? [{ ...edge, to: "L01" }, { id: "L02", from: "L01", to: edge.to }] : [edge])) } : one));
      return codes(...authoredOps(upper, diffTrees(upper, toTree({ ...definitions, flows } as typeof definitions), "company")));
    };
    expect(step("edit")).toEqual(["EDIT_AFTER_SIGN"]);
    expect(step("read")).toEqual([]);
  });
});
