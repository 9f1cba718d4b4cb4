import { describe, expect, it } from "vitest";
import type { Act, FlowNode, Life } from "../../model/flow.ts";
import { checkFlow } from "../checkFlow.ts";
import { approval, edges, end, flow, hour, people, Running, start, textForm, directoryOf } from "../testing/plant.testkit.ts";

const t = (text: string) => ({ zh: text, en: text });
const form = textForm(["point", "until"]);
const act: Act = { do: "outOfService", points: { var: "point" }, rules: ["H"], until: { var: "until" } };

const life = (change: { readonly by?: unknown; readonly to?: string } = {}): Life => ({
  initial: "ready",
  states: [
    { id: "ready", title: t("ready"), tone: "waiting" },
    { id: "off", title: t("off"), tone: "live", timers: [{ id: "end", after: "PT1H", from: "enter", whileIn: ["off"], fires: "over" }] },
    { id: "on", title: t("on"), tone: "done", final: true },
  ],
  events: [
    { id: "begin", title: t("begin"), from: ["ready"], to: change.to ?? "off", by: (change.by ?? people("ann")) as never, effects: [act] },
    { id: "straight", title: t("straight"), from: ["ready"], to: "off", by: people("ann") },
    { id: "over", title: t("over"), from: ["off"], to: "on", by: "timer" },
  ],
});
const bypass = (nodes: readonly FlowNode[], way: string, with_: Life = life()) => flow([start(), ...nodes, end()], edges(way), { life: with_ });
const head = approval("A", ["head"], { selfApproval: "forbid" });
const codes = (def: ReturnType<typeof flow>): string[] => checkFlow(def, { form }).filter((one) => one.severity === "error").map((one) => `${one.code} ${one.path}`).sort();

describe("an act that takes alarms out of service", () => {
  it("is sound after an approval, begun by a person, into a live state", () => expect(codes(bypass([head], "S>A>Z"))).toEqual([]));

  it.each<[string, ReturnType<typeof flow>, string]>([
    ["without any approval", bypass([], "S>Z"), "FLOW_PERMIT /nodes/1"],
    ["where the applicant may approve", bypass([approval("A", ["head"])], "S>A>Z"), "FLOW_PERMIT /nodes/1/selfApproval"],
    ["as a node of the drawing", bypass([head, { id: "X", kind: "act", title: t("X"), act }], "S>A>X>Z"), "FLOW_PERMIT /nodes/2"],
    ["begun by the system", bypass([head], "S>A>Z", life({ by: "system" })), "FLOW_LIFE /life/events/0/by"],
    ["into a state that is not live", bypass([head], "S>A>Z", life({ to: "on" })), "FLOW_LIFE /life/events/0/to"],
  ])("is refused %s", (_name, def, expected) => expect(codes(def)).toEqual([expected]));

  it("names its points, rules and end; what is not known is told as such", () => {
    const run = (answers: { readonly [xid: string]: never } | object) => new Running(bypass([head], "S>A>Z"), directoryOf({ ann: {}, head: {} }), form, { answers: answers as never, initiator: "ann" });
    const known = run({ point: "GT-1", until: "2026-07-14T12:00:00+08:00" });
    known.does("head", "approve", "A");
    known.now += hour;
    expect(known.does("ann", "event", undefined, { event: "begin" })).toEqual([]);
    expect(known.last.effects.filter((one) => one.kind === "outOfService")).toEqual([expect.objectContaining({ points: ["GT-1"], rules: ["H"], from: known.now, until: Date.parse("2026-07-14T12:00:00+08:00"), instance: known.instance.id })]);
    const empty = run({});
    empty.does("head", "approve", "A");
    empty.does("ann", "event", undefined, { event: "begin" });
    expect(empty.last.effects.find((one) => one.kind === "outOfService")).toMatchObject({ points: [], until: null });
  });
});
