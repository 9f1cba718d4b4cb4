import { describe, expect, it } from "vitest";
import { ask, draw, exclusive, fill, parallel, persons, subflow, wait } from "./draw.testkit.ts";
import { hour, Table } from "./table.testkit.ts";

describe("the reference outside the scenarios", () => {
  it("lets a deputy act from the first instant of his window to before the last, unless he has a seat himself", () => {
    const window = { from: Table.instantAfter(1), to: Table.instantAfter(2) };
    const table = new Table(draw([ask("A", ["ann", "ben"])]), { deputies: [{ person: "ann", deputy: "dan", ...window }, { person: "ann", deputy: "ben", ...window }] });
    expect(table.try("approve", "A#1", "ann", { by: "dan" })).toEqual(["NOT_ENTITLED"]);
    table.pass(1);
    expect(table.try("approve", "A#1", "ann", { by: "ben" })).toEqual(["NOT_ENTITLED"]);
    table.ok("approve", "A#1", "ann", { by: "dan" });
    const late = new Table(draw([ask("A", ["ann"])]), { deputies: [{ person: "ann", deputy: "dan", ...window }] });
    late.pass(2);
    expect(late.try("approve", "A#1", "ann", { by: "dan" })).toEqual(["NOT_ENTITLED"]);
  });

  it("asks for fields before evidence, and for the version before the turn", () => {
    const table = new Table(draw([ask("A", ["ann"], { fields: { f: "require", g: "read" }, evidence: { comment: ["approve"], signature: true } })]));
    expect(table.try("approve", "A#1", "ann", { data: { g: 1 } })).toEqual(["FIELD_FORBIDDEN"]);
    expect(table.try("approve", "A#1", "ann")).toEqual(["FIELD_REQUIRED_HERE"]);
    expect(table.try("approve", "A#1", "ann", { data: { f: 1 }, comment: "yes" })).toEqual(["EVIDENCE_MISSING"]);
    expect(table.try("approve", "A#1", "ann", { version: 2 })).toEqual(["TASK_VERSION"]);
    expect(table.try("approve", "A#1", "ann", { data: { f: 1 }, comment: "yes", signature: true })).toEqual([]);
  });

  it("hides the other seats of a claimed task and keeps a fill from being rejected", () => {
    const table = new Table(draw([fill("F", ["ann", "ben"])]));
    table.ok("claim", "F#1", "ann");
    expect(table.try("submit", "F#1", "ben")).toEqual(["CLAIMED_BY_OTHER"]);
    expect(table.try("reject", "F#1", "ann")).toEqual(["NOT_ALLOWED"]);
    table.ok("unclaim", "F#1", "ann");
    table.ok("submit", "F#1", "ben");
    expect(table.picture.outcome).toBe("approved");
  });

  it("moves a self-approval to the next manager up who may decide", () => {
    const people = { ini: { active: true, manager: "ann", roles: [] }, ann: { active: true, manager: "ben", roles: [] } };
    const table = new Table(draw([ask("A", ["ini", "cat"], { selfApproval: "skipToManager", exclude: persons("ann") })]), { people });
    expect(Object.keys(table.states("A#1"))).toEqual(["ben", "cat"]);
  });

  it("makes the manager a second holder when a task is overdue", () => {
    const people = { ann: { active: true, manager: "eve", roles: [] } };
    const table = new Table(draw([ask("A", ["ann"], { due: { after: "PT1H", onOver: "escalate" } })]), { people });
    table.pass(1);
    expect(table.give({ timer: "A#1:due:0" })).toEqual([]);
    expect(table.seat("A#1", "ann")).toMatchObject({ holders: ["ann", "eve"], version: 2 });
    table.ok("approve", "A#1", "ann", { by: "eve" });
  });

  it("starts a child per row, none for no row, and refuses too many with nothing changed", () => {
    const def = draw([ask("A", ["ann"]), subflow("C", { rows: "rows", complete: { n: 2 } })]);
    const three = new Table(def, { answers: { rows: [1, 2, 3] } });
    three.approve("A#1", "ann");
    three.give({ childEnded: { visit: "C#1", row: 0, outcome: "approved" } });
    expect(three.open).toEqual(["C#1"]);
    three.give({ childEnded: { visit: "C#1", row: 2, outcome: "approved" } });
    expect(three.picture.outcome).toBe("approved");
    expect(three.picture.children.map((child) => child.state)).toEqual(["ended", "terminated", "ended"]);
    const none = new Table(def);
    none.approve("A#1", "ann");
    expect(none.picture.outcome).toBe("approved");
    const many = new Table(def, { answers: { rows: Array.from({ length: 201 }, (_, i) => i) } });
    expect(many.try("approve", "A#1", "ann")).toEqual(["SUBFLOW_TOO_MANY"]);
    expect(many.states("A#1")).toEqual({ ann: "open" });
  });

  it("holds with several causes until the last is over", () => {
    const table = new Table(draw([ask("A", ["ann"])]));
    table.give({ interlock: "gas" });
    expect(table.give({ command: "suspend", by: "admin" })).toEqual([]);
    expect(table.give({ command: "suspend", by: "admin" })).toEqual(["INSTANCE_SUSPENDED"]);
    table.ok("transfer", "A#1", "ann", { by: "admin", person: "ben" });
    expect(table.give({ command: "resume", by: "admin" })).toEqual(["INSTANCE_SUSPENDED"]);
    expect(table.picture.suspended).toEqual(["gas", "person"]);
    expect(table.try("approve", "A#1", "ben")).toEqual(["INSTANCE_SUSPENDED"]);
    table.give({ interlockOver: "gas" });
    expect(table.try("approve", "A#1", "ben")).toEqual(["INSTANCE_SUSPENDED"]);
    expect(table.give({ command: "resume", by: "admin" })).toEqual([]);
    table.approve("A#1", "ben");
  });

  it("moves a token by the admin's jump, never into another branch", () => {
    const table = new Table(draw([parallel("P", [[ask("A", ["ann"])], [ask("B", ["ben"])]]), ask("D", ["dan"])]));
    const jump = (visit: string, to: string): string[] => table.give({ command: "jump", by: "admin", visit, to, reason: "why" });
    expect(jump("A#1", "B")).toEqual(["JUMP_INTO_BRANCH"]);
    expect(jump("A#1", "D")).toEqual([]);
    expect(table.open).toEqual(["D#1"]);
    expect(table.closed("B#1")).toBe("jumped");
    expect(jump("D#1", "A")).toEqual(["JUMP_INTO_BRANCH"]);
  });

  it("moves a date timer with its field and lets a wait go when it rings", () => {
    const table = new Table(draw([parallel("P", [[wait("W", { dateField: "day" })], [ask("A", ["ann"])]])]), { answers: { day: Table.dateAfter(5) } });
    expect(table.picture.timers).toEqual([{ visit: "W#1", kind: "wait", i: 0, dueAt: table.now + 5 * hour }]);
    table.ok("approve", "A#1", "ann", { data: { day: Table.dateAfter(2) } });
    table.pass(2);
    expect(table.give({ timer: "W#1:wait:0" })).toEqual([]);
    expect(table.picture.outcome).toBe("approved");
  });

  it("takes the default where a condition is unknown, but blocks a permit there, and nobody may choose the way for it", () => {
    const choice = exclusive("E", [{ when: { ">": [{ var: "absent" }, 1] }, pieces: [ask("A", ["ann"])] }, { default: true, pieces: [ask("B", ["ben"])] }]);
    expect(new Table(draw([choice])).open).toEqual(["B#1"]);
    const permit = new Table(draw([choice], { settings: { permit: true } }));
    expect(permit.visit("E#1")).toMatchObject({ state: "blocked", seats: [] });
    expect(permit.give({ command: "jump", by: "admin", visit: "E#1", to: "A", reason: "why" })).toEqual(["JUMP_SKIPS_CONTROL"]);
    expect(permit.open).toEqual(["E#1"]);
  });
});
