import { describe, expect, it } from "vitest";
import type { Life, LifeTimer } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import { checkFlow } from "./checkFlow.ts";
import { lifeTimersOf } from "./life/lifeTimersOf.ts";
import { approval, directoryOf, edges, end, flow, hour, people, Running, start, textForm } from "./testing/plant.testkit.ts";

const t = (text: string) => ({ zh: text, en: text });
const day = 24 * hour;
const staff = directoryOf({ me: {}, head: {}, clerk: {} });
const dateField = (id: string) => ({ type: "string", format: "date-time", "x-id": id, "x-title": t(id) });

const form: FormDefinition = {
  ...textForm([]),
  schema: { type: "object", properties: { validTo: dateField("validTo"), strikeBy: dateField("strikeBy") } },
  ui: { sections: [{ id: "validity", title: t("validity"), fields: ["validTo"] }, { id: "strike", title: t("strike"), fields: ["strikeBy"] }] },
};

const validity: LifeTimer = { id: "validity", at: { dateField: "validTo" }, from: { event: "issue" }, whileIn: ["held"], fires: "lapse", remindBefore: ["P1D"] };

/** A certificate: issued until a date, lapsed by it, renewed with a new date or let back as it is. */
const life: Life = {
  initial: "ready",
  states: [
    { id: "ready", title: t("ready"), tone: "waiting" },
    { id: "held", title: t("held"), tone: "live", timers: [validity] },
    { id: "lapsed", title: t("lapsed"), tone: "stopped", timers: [{ id: "forget", after: "P900D", from: "enter", whileIn: ["lapsed"], fires: "strike" }, { id: "strikeDate", at: { dateField: "strikeBy" }, from: "enter", whileIn: ["lapsed"], fires: "strike" }] },
    { id: "struck", title: t("struck off"), tone: "void", final: true },
  ],
  events: [
    { id: "issue", title: t("issue"), from: ["ready"], to: "held", by: people("clerk"), form: { sections: ["validity"] } },
    { id: "lapse", title: t("lapse"), from: ["held"], to: "lapsed", by: "timer" },
    { id: "renew", title: t("renew"), from: ["lapsed"], to: "held", by: people("clerk"), form: { sections: ["validity"] } },
    { id: "letBack", title: t("let back"), from: ["lapsed"], to: "held", by: people("clerk") },
    { id: "note", title: t("note"), from: ["lapsed"], to: "lapsed", by: people("clerk"), form: { sections: ["strike"] } },
    { id: "strike", title: t("strike off"), from: ["lapsed"], to: "struck", by: "timer" },
  ],
};

const certificate = (changed: Life = life) => flow([start("S", { fields: { "*": "edit" } }), approval("H", ["head"]), end()], edges("S>H>Z"), { life: changed });
const inDays = (run: Running, days: number): string => new Date(run.now + days * day).toISOString();
const stateOf = (run: Running): string | undefined => run.instance.life?.state;

function lapsed(): Running {
  const run = new Running(certificate(), staff, form, { answers: {} });
  run.does("head", "approve", "H");
  expect(run.does("clerk", "event", undefined, { event: "issue", data: { validTo: inDays(run, 10) } })).toEqual([]);
  run.wait(10 * day);
  expect(stateOf(run)).toBe("lapsed");
  return run;
}

describe("the life of a certificate", () => {
  it("passes every check of a definition", () => {
    expect(checkFlow(certificate(), { form })).toEqual([]);
  });

  it("once renewed lapses again on its new date, with a reminder before", () => {
    const run = lapsed();
    run.wait(5 * day);
    expect(run.does("clerk", "event", undefined, { event: "renew", data: { validTo: inDays(run, 30) } })).toEqual([]);
    run.wait(29 * day);
    expect(run.last.history.map((one) => [one.command, one.outcome])).toEqual([["remind", "lapse"]]);
    run.wait(day - 1_000);
    expect(stateOf(run)).toBe("held");
    run.wait(1_000);
    expect(stateOf(run)).toBe("lapsed");
  });

  it("let back without a new date lapses at once", () => {
    const run = lapsed();
    expect(run.does("clerk", "event", undefined, { event: "letBack" })).toEqual([]);
    run.wait(0);
    expect(stateOf(run)).toBe("lapsed");
  });

  it("a date that was not known when its state was entered counts from when it is", () => {
    const run = lapsed();
    expect(lifeTimersOf(run.def, run.instance).map((one) => one.id)).toEqual(["forget"]);
    expect(run.does("clerk", "event", undefined, { event: "note", data: { strikeBy: inDays(run, 3) } })).toEqual([]);
    run.wait(3 * day);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "struck" });
  });

  it("timers that could turn in a circle without end are refused, with the circle", () => {
    const back: LifeTimer = { id: "back", at: { dateField: "strikeBy" }, from: "enter", whileIn: ["lapsed"], fires: "again" };
    const states = life.states.map((state) => (state.id === "lapsed" ? { ...state, timers: [...(state.timers ?? []), back] } : state.id === "held" ? { ...state, tone: "stopped" as const } : state));
    const circling = certificate({ ...life, states, events: [...life.events, { id: "again", title: t("again"), from: ["lapsed"], to: "held", by: "timer" }] });
    expect(checkFlow(circling, { form }).map((one) => [one.code, one.params["reasonEn"]])).toEqual([["FLOW_LIFE", "timers alone would turn in a circle without end (held → lapsed → held)"]]);
  });
});
