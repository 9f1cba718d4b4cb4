import { describe, expect, it } from "vitest";
import type { WorkCalendar } from "../model/workCalendar.ts";
import { compileCalendar } from "../time/calendar/index.ts";
import { approval, directoryOf, edges, end, flow, hour, minute, people, Running, start, textForm } from "./testing/plant.testkit.ts";

const directory = directoryOf({ me: {}, a: { manager: "boss" }, b: { manager: "boss" }, c: {}, d: {}, e: {}, x: {}, boss: {}, admin: {} });
const form = textForm(["f"]);
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const office: WorkCalendar = {
  id: "office", title: { zh: "行政班", en: "Office" }, timeZone: "Asia/Shanghai", makeUp: "mon",
  week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "12:00"], ["13:00", "17:00"]]])),
  holidays: [{ year: 2026, source: "test", confidence: "project", off: ["2026-10-01/2026-10-07"], work: ["2026-10-10"] }],
};
const calendar = compileCalendar(office);
const begun = (from: string, due: object, extra: { calendar?: typeof calendar } = { calendar }): Running =>
  new Running(flow([start(), approval("A", ["a"], { due }), end()], edges("S>A>Z")), directory, form, { at: at(from), ...extra });
const timers = (run: Running): string[] => run.instance.timers.map((one) => `${one.kind} ${new Date(one.dueAt + 8 * hour).toISOString().slice(0, 16)}`);

describe("deadlines on a work calendar", () => {
  it.each([
    ["PT7H", "2026-09-30T15:00", "2026-10-08T15:00"], // three hours left, then the holidays
    ["P1D", "2026-09-30T15:00", "2026-10-08T15:00"], // a day is a normal working day
    ["P3D", "2026-10-08T10:00", "2026-10-12T10:00"], // Saturday the 10th is worked
    ["PT8H", "2026-07-14T09:00", "2026-07-15T10:00"],
    ["PT1H", "2026-07-18T20:00", "2026-07-20T10:00"], // begun on a Saturday evening
    ["PT7H", "2026-07-14T09:00", "2026-07-14T17:00"], // ends with the day, not with the next one's beginning
  ])("%s from %s is %s", (after, from, until) => {
    expect(timers(begun(from, { after, onOver: "remind" }))).toEqual([`due ${until}`]);
  });

  it("count reminders in working time as well", () => {
    const run = begun("2026-09-30T16:00", { after: "PT10H", remindAt: [10, 50], onOver: "remind" });
    expect(timers(run)).toEqual(["due 2026-10-09T11:00", "remind 2026-09-30T17:00", "remind 2026-10-08T14:00"]);
  });

  it("23 a suspension keeps the working time that is left", () => {
    const run = begun("2026-07-14T09:00", { after: "PT8H", onOver: "reject" });
    run.wait(3 * hour); // noon
    run.does("admin", "suspend", undefined, { reason: "storm" });
    run.wait(48 * hour);
    run.does("admin", "resume"); // Thursday noon
    expect(timers(run)).toEqual(["due 2026-07-17T10:00"]);
    expect(run.taskOf("a", "A")?.dueAt).toBe(at("2026-07-17T10:00"));
    run.wait(22 * hour - minute);
    expect(run.instance.status).toBe("running");
    run.wait(minute);
    expect(run.instance.outcome).toBe("rejected");
  });

  it("in a year whose holidays are not known count the plain week, and the history says so", () => {
    const run = begun("2026-12-31T16:00", { after: "PT2H", onOver: "remind" });
    expect(timers(run)).toEqual(["due 2027-01-01T10:00"]);
    expect(run.last.history.filter((line) => line.outcome === "calendarAssumed")).toMatchObject([{ detail: { calendar: "office", years: [2027] } }]);
  });

  it("without a calendar count plain time", () => {
    expect(timers(begun("2026-07-17T16:00", { after: "PT8H", onOver: "remind" }, {}))).toEqual(["due 2026-07-18T00:00"]);
  });

  it("a minute before it is due nothing has happened; at its minute the manager is a second holder", () => {
    const run = begun("2026-07-17T16:00", { after: "PT2H", onOver: "escalate" });
    run.wait(at("2026-07-20T10:00") - at("2026-07-17T16:00") - 1);
    expect(run.taskOf("a", "A")?.holders).toEqual(["a"]);
    run.wait(1);
    expect(run.taskOf("a", "A")?.holders).toEqual(["a", "boss"]);
    expect(run.does("boss", "approve", "A")).toEqual([]);
  });

  it.each(["escalate", "transfer"])("%s passes over an added signer whom a decided scope asks no more", (onOver) => {
    const due = { after: "PT2H", onOver, transferTo: people("d", "e") };
    const run = new Running(flow([start(), approval("A", ["c", "b"], { due }), end()], edges("S>A>Z")), directory, form);
    run.does("c", "addSigner", "A", { people: ["x", "a"], position: "after", mode: "any" });
    run.does("c", "approve", "A");
    run.does("x", "approve", "A");
    run.wait(2 * hour);
    const seats = run.tasks().filter((one) => one.node === "A").map((one) => [one.person, ...one.holders.slice(1), one.state].join(" "));
    expect(seats).toEqual(onOver === "escalate" ? ["c approved", "x approved", "a moot", "b boss open"] : ["c approved", "x approved", "a moot", "d open"]);
  });
});
