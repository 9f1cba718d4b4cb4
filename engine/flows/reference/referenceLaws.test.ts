import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ApprovalNode } from "../../model/flow.ts";
import { ask, draw, exclusive, fill, inclusive, parallel, raise, set, subflow, tell, wait, type Piece } from "./draw.testkit.ts";
import { Table } from "./table.testkit.ts";
import type { CommandName, Input } from "./types.testkit.ts";

const people = ["ann", "ben", "cat", "dan"];
const somePeople = fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 });

const approvalSettings = fc.record({
  mode: fc.constantFrom("firstDecision", "anyApprove", "all", "sequence", "vote"),
  completion: fc.constantFrom("early", "collectAll"),
  dedupe: fc.constantFrom("none", "consecutive", "everSame"),
  onNobody: fc.constantFrom("toAdmin", "block"),
  selfApproval: fc.constantFrom("allow", "forbid"),
  onReject: fc.constantFrom({ do: "end" }, { do: "return", to: "S" }, { do: "branch" }, { do: "continue" }),
  vote: fc.constantFrom({ percent: 60 }, { count: 2 }, { percent: 50, strict: true }),
  returns: fc.constantFrom({}, { afterRepair: "backToReturner" }, { afterRepair: "choose" }),
  due: fc.constantFrom(undefined, { after: "PT2H", remindAt: [50], onOver: "escalate" }, { after: "PT1H", onOver: "reject" }, { dateField: "day", onOver: "transfer" }, { after: "PT1H", onOver: { goto: "S" } }),
}, { requiredKeys: [] }).map((one) => JSON.parse(JSON.stringify(one)) as Partial<ApprovalNode>);

/** A drawing of pieces up to two blocks deep; names are given in order afterwards. */
type Sketch = (name: () => string) => Piece;
const leaf: fc.Arbitrary<Sketch> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(somePeople, approvalSettings).map(([who, settings]): Sketch => (name) => ask(name(), who, settings)) },
  somePeople.map((who): Sketch => (name) => fill(name(), who)),
  fc.constantFrom<Sketch>((name) => set(name(), "n", { "+": [{ var: "n" }, 1] }), (name) => raise(name()), (name) => tell(name()), (name) => subflow(name()),
    (name) => wait(name(), { duration: "PT1H" }), (name) => wait(name(), { event: "cleared", key: "k" })),
);

const mode = fc.constantFrom("all" as const, "any" as const, { n: 2 });
const onFail = fc.constantFrom({ do: "end" } as const, { do: "return", to: "S" } as const, { do: "branch" } as const, { do: "continue" } as const);
const above = (n: number) => ({ ">": [{ var: "n" }, n] });
function blockOf(inner: fc.Arbitrary<Sketch>): fc.Arbitrary<Sketch> {
  const lists = fc.array(fc.array(inner, { maxLength: 2 }), { minLength: 2, maxLength: 3 });
  return fc.tuple(fc.constantFrom("parallel", "inclusive", "exclusive"), lists, mode, onFail).map(([kind, branches, how, fail]): Sketch => (name) => {
    const id = name();
    const drawn = branches.map((branch) => branch.map((sketch) => sketch(name)));
    if (kind === "parallel") return parallel(id, drawn, { mode: how, onFail: fail });
    const conditional = drawn.map((pieces, i) => (i === 0 ? { pieces, default: true as const } : { pieces, when: above(i - 1) }));
    return kind === "inclusive" ? inclusive(id, conditional, { mode: how, onFail: fail }) : exclusive(id, conditional);
  });
}
const piece: fc.Arbitrary<Sketch> = fc.oneof({ weight: 3, arbitrary: leaf }, blockOf(fc.oneof({ weight: 4, arbitrary: leaf }, blockOf(leaf))));

const drawing = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.constantFrom("beforeFirst", "always"), fc.boolean()).map(([sketches, withdraw, permit]) => {
  let count = 0;
  return draw(sketches.map((sketch) => sketch(() => `N${count++}`)), { settings: { withdraw, permit } });
});

const commands: readonly CommandName[] = ["approve", "approve", "approve", "approve", "reject", "return", "claim", "unclaim", "transfer", "delegate", "advise", "undelegate", "addSigner", "reduceSigner", "takeBack", "withdraw", "suspend", "resume", "jump", "urge"];
const step = fc.record({ what: fc.constantFrom(...commands, "timer", "child", "event", "interlock" as const), a: fc.nat(50), b: fc.nat(50), who: fc.constantFrom(...people, "eve", "admin"), hours: fc.nat(2) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Aims a step at what is there now: an open seat, an armed timer, a running child. */
function inputOf(table: Table, { what, a, b, who }: Step): Input {
  const { picture } = table;
  const at = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)];
  if (what === "timer") return { timer: (({ visit, kind, i }) => `${visit}:${kind}:${i}`)(at(picture.timers, a) ?? { visit: "none", kind: "due", i: 0 }) };
  if (what === "child") return { childEnded: { visit: at(picture.children, a)?.visit ?? "none", row: 0, outcome: b % 3 === 0 ? "rejected" : "approved" } };
  if (what === "event") return { event: "cleared", key: "k" };
  if (what === "interlock") return b % 2 === 0 ? { interlock: "gas" } : { interlockOver: "gas" };
  const visits = what === "takeBack" ? [...picture.closed, ...picture.open] : picture.open;
  const visit = at(visits, a)?.visit ?? "S#1";
  const seat = at(picture.open.find((one) => one.visit === visit)?.seats ?? [], b);
  const [node = "", k = "1"] = visit.split("#");
  const person = seat?.person ?? who;
  const by = ["withdraw"].includes(what) ? "ini" : ["suspend", "resume", "jump"].includes(what) ? "admin" : person;
  const extras = { to: at([...(seat?.targets ?? []), "N0"], b) ?? "S", back: b % 2 === 0, person: who, people: [who], position: at(["before", "after", "parallel"] as const, b) ?? "before", mode: "all" as const, reason: "why" };
  return { command: what as CommandName, by, task: { node, k: Number(k), person }, visit, ...extras };
}

describe("the reference itself", () => {
  it("never loses a token, changes nothing when it refuses, and always has someone to ask while it runs", () => {
    let accepted = 0;
    fc.assert(fc.property(drawing, fc.array(step, { minLength: 10, maxLength: 40 }), (def, steps) => {
      const table = new Table(def, { answers: { n: 1, day: Table.dateAfter(3) }, people: { ann: { active: true, manager: "eve", roles: [] } }, unsent: true });
      table.try("submit", "S#1", "ini");
      for (const one of steps) {
        const before = table.picture;
        const codes = table.give(inputOf(table, one));
        if (codes.length > 0) expect(table.picture).toEqual(before);
        else accepted += 1;
        expect(table.picture.status === "ended" || table.open.length > 0).toBe(true);
        expect(codes.every((code) => /^[A-Z_]+$/.test(code))).toBe(true);
        table.pass(one.hours);
      }
    }), { numRuns: 400 });
    expect(accepted).toBeGreaterThan(1_000);
  });
});
