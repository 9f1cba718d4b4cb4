import { describe, expect, it } from "vitest";
import type { Life, LifeEvent, LifeState } from "../../model/flow.ts";
import { ask, draw, persons } from "./draw.testkit.ts";
import { Table } from "./table.testkit.ts";

const text = { zh: "文", en: "text" };
const state = (id: string, more: Partial<LifeState> = {}): LifeState => ({ id, title: text, tone: "live", ...more });
const event = (id: string, from: readonly string[], to: string, by: LifeEvent["by"], more: Partial<LifeEvent> = {}): LifeEvent => ({ id, title: text, from, to, by, ...more });

const life: Life = {
  initial: "ready",
  states: [
    state("ready", { tone: "waiting", timers: [{ id: "unused", after: "PT24H", from: "enter", whileIn: ["ready"], fires: "expire" }] }),
    state("active", { timers: [{ id: "validity", after: { field: "minutes" }, from: { event: "start" }, whileIn: ["active", "stopped"], fires: "expire" }], tasks: [{ id: "record", title: text, candidates: persons("ben", "cat"), every: "PT2H" }] }),
    state("stopped", { tone: "stopped", timers: [{ id: "break", after: "PT1H", from: { event: "pause" }, whileIn: ["stopped"], fires: "revoke" }] }),
    state("expired", { tone: "void", final: true, timers: [] }),
    state("closed", { tone: "done", final: true }),
  ],
  events: [
    event("start", ["ready"], "active", persons("ann"), { checks: ["gas", "area"] }),
    event("pause", ["active"], "stopped", persons("ann"), { reason: "required" }),
    event("continue", ["stopped"], "active", persons("ann"), { effects: [{ do: "mqtt", topic: "t" }] }),
    event("alarm", ["active"], "stopped", "interlock", { interlock: { causes: ["gas"], areaField: "area" } }),
    event("expire", ["ready", "active", "stopped"], "expired", "timer"),
    event("revoke", ["stopped"], "closed", "timer"),
  ],
};

const verdicts = { gas: true, area: true } as { [id: string]: boolean | "unknown" };
function approved(checks = verdicts): Table {
  const table = new Table(draw([ask("A", ["ann"])], { life }), { answers: { minutes: 480 }, checks: (id) => checks[id] ?? "unknown" });
  table.approve("A#1", "ann");
  return table;
}
const by = (table: Table, id: string, more: object = {}): string[] => table.give({ command: "event", by: "ann", event: id, ...more });

describe("the reference lives on after approval", () => {
  it("enters life at the approved end and refuses what it has not, with all failing checks", () => {
    const table = approved({ gas: false });
    expect(table.picture).toMatchObject({ status: "running", outcome: "approved", life: "ready" });
    expect(by(table, "start")).toEqual(["LIFE_REFUSED", "area", "gas"]);
    expect(by(table, "start", { by: "ben" })).toEqual(["NOT_ENTITLED"]);
    expect(by(table, "pause")).toEqual(["NOT_ALLOWED"]);
    expect(table.give({ command: "withdraw", by: "ini" })).toEqual(["NOT_ALLOWED"]);
  });

  it("ends by the clock that counts from the entry", () => {
    const table = approved();
    expect(table.picture.timers).toEqual([{ visit: "life", kind: "unused", i: 0, dueAt: Table.instantAfter(24) }]);
    table.pass(24);
    expect(table.give({ timer: "life:unused:0" })).toEqual([]);
    expect(table.picture).toMatchObject({ status: "ended", outcome: "expired" });
  });

  it("runs the validity through a pause, which is its only stop, and ends on its minute", () => {
    const table = approved();
    expect(by(table, "start")).toEqual([]);
    expect(by(table, "pause")).toEqual(["EVIDENCE_MISSING"]);
    expect(by(table, "pause", { reason: "lunch" })).toEqual([]);
    expect(table.picture.timers.map((timer) => timer.kind)).toEqual(["break", "validity"]);
    expect(by(table, "continue")).toEqual([]);
    expect(table.picture.timers.map((timer) => timer.kind)).toEqual(["task-record", "validity"]);
    expect(table.picture.effects).toEqual(["mqtt:continue"]);
    expect(table.give({ command: "suspend", by: "admin" })).toEqual(["NOT_ALLOWED"]);
    table.pass(8);
    expect(table.give({ timer: "life:validity:0" })).toEqual([]);
    expect(table.picture.outcome).toBe("expired");
  });

  it("is stopped by an interlock where the state allows; where it does not, nothing goes live before the cause is over", () => {
    const table = approved();
    expect(table.give({ interlock: "gas" })).toEqual([]);
    expect(table.picture).toMatchObject({ life: "ready", kept: ["gas"] });
    expect(table.give({ interlock: "gas" })).toEqual(["IGNORED"]);
    expect(by(table, "start")).toEqual(["INSTANCE_SUSPENDED"]);
    expect(table.give({ interlockOver: "gas" })).toEqual([]);
    by(table, "start");
    expect(table.give({ interlock: "gas" })).toEqual([]);
    expect(table.picture.life).toBe("stopped");
    expect(table.give({ timer: "life:break:0" })).toEqual(["IGNORED"]);
  });

  it("asks for a record each period of a state, one at a time, and no longer once the state is left", () => {
    const table = approved();
    by(table, "start");
    expect(table.open).toEqual([]);
    table.pass(2);
    expect(table.give({ timer: "life:task-record:0" })).toEqual([]);
    expect(table.states("life.record#1")).toEqual({ ben: "open", cat: "open" });
    expect(table.try("return", "life.record#1", "ben", { to: "S" })).toEqual(["RETURN_NOT_ALLOWED"]);
    expect(table.try("approve", "life.record#1", "ben")).toEqual(["NOT_ALLOWED"]);
    table.ok("submit", "life.record#1", "ben");
    expect(table.closed("life.record#1")).toBe("done passed");
    table.pass(2);
    expect(table.give({ timer: "life:task-record:0" })).toEqual([]);
    by(table, "pause", { reason: "lunch" });
    expect(table.closed("life.record#2")).toBe("ended");
    expect(table.picture.timers.map((timer) => timer.kind)).toEqual(["break", "validity"]);
  });

  it("a break that lasts too long brings its own end", () => {
    const table = approved();
    by(table, "start");
    by(table, "pause", { reason: "lunch" });
    table.pass(1);
    expect(table.give({ timer: "life:break:0" })).toEqual([]);
    expect(table.picture).toMatchObject({ status: "ended", outcome: "closed" });
  });
});
