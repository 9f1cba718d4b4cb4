import { describe, expect, it } from "vitest";
import type { Act, FlowNode, Life } from "../model/flow.ts";
import type { JsonValue } from "../model/json.ts";
import { checkFlow } from "./checkFlow.ts";
import { directoryOf, edges, end, flow, hour, people, Running, start, t0, textForm } from "./testing/plant.testkit.ts";

const t = (text: string) => ({ zh: text, en: text });
const table = (maxItems?: number) => ({ type: "array", "x-id": "rows", "x-kind": "repeat-table", "x-title": t("rows"), ...(maxItems === undefined ? {} : { maxItems }), items: { type: "object", properties: {
  text: { type: "string", "x-id": "text", "x-title": t("text") }, bad: { type: "boolean", "x-id": "bad", "x-kind": "boolean", "x-title": t("bad") },
} } });
const formOf = (maxItems?: number) => {
  const plain = textForm(["name"]);
  return { ...plain, schema: { ...plain.schema, properties: { ...(plain.schema["properties"] as object), rows: table(maxItems) } }, ui: { sections: [{ id: "main", title: t("main"), fields: ["name", "rows"] }] } };
};
const form = formOf(200);

const create = (extra: object = {}): Act => ({ do: "createSubmission", form: "hazard", data: { from: { var: "name" }, what: { var: "$row.text" } }, rows: "rows", when: { "===": [{ var: "$row.bad" }, true] }, ...extra });
const node = (act: Act): FlowNode => ({ id: "C", kind: "act", title: t("C"), act });
const drawing = (act: Act) => flow([start(), node(act), end()], edges("S>C>Z"));
const made = (run: Running) => run.last.effects.flatMap((one) => (one.kind === "createSubmission" ? [one.data] : []));
const started = (act: Act, rows: JsonValue | undefined) => new Running(drawing(act), directoryOf({ ann: {} }), form, { answers: { name: "P-1", ...(rows === undefined ? {} : { rows }) }, initiator: "ann" });

describe("a submission for each row of a table", () => {
  const rows = [{ text: "loose", bad: true }, { text: "fine", bad: false }, { text: "not looked at" }];

  it("is created for rows its condition holds for, in order, and for those it cannot be judged for", () =>
    expect(made(started(create(), rows))).toEqual([{ from: "P-1", what: "loose" }, { from: "P-1", what: "not looked at" }]));

  it("is created for every row without a condition, each under a key of its own", () => {
    const run = started(create({ when: undefined }), rows);
    const keys = run.last.effects.flatMap((one) => (one.kind === "createSubmission" ? [one.key] : []));
    expect([made(run).length, new Set(keys).size]).toEqual([3, 3]);
  });

  it("is not created for an empty table or one that was not filled in", () =>
    expect([made(started(create(), [])), made(started(create(), undefined))]).toEqual([[], []]));

  it("without rows: a condition that is false creates nothing", () => {
    const one = (name: string) => create({ rows: undefined, data: { from: { var: "name" } }, when: { "===": [{ var: "name" }, name] } });
    expect([made(started(one("P-1"), [])), made(started(one("P-2"), []))]).toEqual([[{ from: "P-1" }], []]);
  });
});

describe("what is checked of it", () => {
  const codes = (act: Act, of = form) => checkFlow(drawing(act), { form: of }).filter((one) => one.severity === "error").map((one) => `${one.code} ${one.path}`).sort();

  it.each<[string, Act, string[]]>([
    ["is sound", create(), []],
    ["names a column the table does not have", create({ data: { what: { var: "$row.nothing" } } }), ["FLOW_FIELD_UNKNOWN /nodes/1/act/data/what"]],
    ["reads a row where there are none", create({ rows: undefined }), ["FLOW_FIELD_UNKNOWN /nodes/1/act/data/what", "FLOW_FIELD_UNKNOWN /nodes/1/act/when"]],
    ["is of a field that is no table", create({ rows: "name", data: {}, when: undefined }), ["FLOW_INVALID /nodes/1/act/rows"]],
    ["is of a field that does not exist", create({ rows: "nowhere", data: {}, when: undefined }), ["FLOW_FIELD_UNKNOWN /nodes/1/act/rows"]],
  ])("%s", (_name, act, expected) => expect(codes(act)).toEqual(expected));

  it("is of a table that may have more than 200 rows, or any number", () =>
    expect([codes(create(), formOf(201)), codes(create(), formOf())]).toEqual([["FLOW_INVALID /nodes/1/act/rows"], ["FLOW_INVALID /nodes/1/act/rows"]]));
});

describe("a schedule in a life", () => {
  const period = (id: string, from: "enter" | { event: string }, more: object = {}) => ({ id, after: "PT8H", from, whileIn: ["on"], fires: "due", ...more });
  const lifeOf = (more: object = {}, dueMore: object = {}): Life => ({
    initial: "on",
    states: [{ id: "on", title: t("on"), tone: "done", timers: [period("first", "enter", more), period("next", { event: "due" }, more)] }, { id: "off", title: t("off"), tone: "void", final: true }],
    events: [
      { id: "due", title: t("due"), from: ["on"], to: "on", by: "timer", effects: [create({ when: undefined })], ...dueMore },
      { id: "stop", title: t("stop"), from: ["on"], to: "off", by: people("ann") },
    ],
  });
  const drawn = (life: Life) => flow([start(), end()], edges("S>Z"), { life });
  const def = drawn(lifeOf());
  const named = (name: string | undefined, life: Life) => new Running(drawn(life), directoryOf({ ann: {}, ben: {} }), form, { answers: { ...(name === undefined ? {} : { name }), rows: [{ text: "a" }] }, initiator: "ann" });

  it("creates at each period, until its state is left", () => {
    expect(checkFlow(def, { form }).filter((one) => one.severity === "error")).toEqual([]);
    const run = new Running(def, directoryOf({ ann: {} }), form, { answers: { name: "P-1", rows: [{ text: "a" }] }, initiator: "ann" });
    const times = [1, 2, 3].map(() => { run.wait(8 * hour); return [run.now - t0, made(run).length]; });
    expect(times).toEqual([[8 * hour, 1], [16 * hour, 1], [24 * hour, 1]]);
    run.wait(7 * hour);
    run.does("ann", "event", undefined, { event: "stop" });
    expect([run.instance.outcome, run.instance.timers]).toEqual(["off", []]);
  });

  it.each<[string | undefined, number]>([["P-1", 1], ["P-2", 0], [undefined, 1]])("runs for the ticket %s only where its condition is not known to be false", (name, timers) =>
    expect(named(name, lifeOf({ when: { "===": [{ var: "name" }, "P-1"] } })).instance.timers).toHaveLength(timers));

  it("tells the people of the ticket at each period, unless it is to be quiet", () => {
    const told = (quiet: object): number => {
      const run = named("P-1", lifeOf({}, quiet));
      run.wait(8 * hour);
      return run.last.effects.filter((one) => one.kind === "notify").length;
    };
    expect([told({}), told({ quiet: true })]).toEqual([1, 0]);
  });

  it("is refused where it would hide what a person does, or where a condition leaves a state without its end", () => {
    const codes = (life: Life) => checkFlow(drawn(life), { form }).filter((one) => one.severity === "error").map((one) => `${one.code} ${one.path}`);
    const loud = lifeOf();
    const byHand = { ...loud, events: loud.events.map((one) => (one.id === "stop" ? { ...one, quiet: true as const } : one)) };
    const ends = { id: "over", after: "PT8H", from: "enter" as const, whileIn: ["on"], fires: "stop" };
    const live = (more: object): Life => ({ ...loud, states: loud.states.map((one) => (one.id === "on" ? { ...one, tone: "live" as const, timers: [{ ...ends, ...more }] } : one)), events: loud.events.map((one) => (one.id === "stop" ? { ...one, by: "timer" as const } : one)) });
    expect([codes(byHand), codes(live({})), codes(live({ when: { "===": [{ var: "name" }, "P-1"] } })), codes(live({ when: { "===": [{ var: "nothing" }, 1] } }))]).toEqual([
      ["FLOW_LIFE /life/events/1/quiet"], [], ["FLOW_LIFE_ENDLESS /life/states/0"], ["FLOW_FIELD_UNKNOWN /life/states/0/timers/0/when"],
    ]);
  });
});
