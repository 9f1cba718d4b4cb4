import { describe, expect, it } from "vitest";
import type { LifeState, LifeTask, LifeTimer } from "../model/flow.ts";
import type { FormDefinition } from "../model/form.ts";
import { checkFlow } from "./checkFlow.ts";
import { lifeTimersOf } from "./life/lifeTimersOf.ts";
import { mayAct } from "./mayAct.ts";
import { hour, minute, people, Running } from "./testing/plant.testkit.ts";
import { hotWork, hotWorkForm, hotWorkLife, plantPeople } from "./testing/hotWork.testkit.ts";

const gasNow = (run: Running, lel = 2) => ({ gasAt: new Date(run.now).toISOString(), lel });

function approved(): Running {
  const run = new Running(hotWork, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
  run.does("head", "approve", "H");
  return run;
}

function active(): Running {
  const run = approved();
  expect(run.does("leader", "event", undefined, { event: "start", data: gasNow(run) })).toEqual([]);
  return run;
}

const stop = (run: Running, causeId: string, cause = "gas-alarm") => run.give({ type: "interlock", cause, causeId, reason: { zh: "可燃气体报警", en: "combustible gas" } });

describe("the life of a hot-work permit", () => {
  it("passes every check of a definition", () => {
    expect(checkFlow(hotWork, { form: hotWorkForm })).toEqual([]);
  });

  it("begins at the last approval; validity does not run before the start", () => {
    const run = approved();
    expect(run.instance).toMatchObject({ status: "running", life: { state: "approved" } });
    expect(lifeTimersOf(hotWork, run.instance).map((one) => one.id)).toEqual(["notStarted"]);
  });

  it("refuses a start with all failing checks, sorted, unknown ones too, and changes nothing", () => {
    const run = approved();
    const before = run.instance;
    expect(run.does("leader", "event", undefined, { event: "start", data: { lel: 25 } })).toEqual(["LIFE_REFUSED", "LIFE_REFUSED"]);
    expect(run.last.issues.map((one) => [one.params["check"], one.params["verdict"]])).toEqual([["C-08", "unknown"], ["C-09", "fail"]]);
    expect(run.instance).toBe(before);
    expect(run.answers["lel"]).toBe(2);
  });

  it("starts with a fresh sample; a 31 minute old one is refused", () => {
    const run = approved();
    const data = gasNow(run);
    run.now += 31 * minute;
    expect(run.does("leader", "event", undefined, { event: "start", data })).toEqual(["LIFE_REFUSED"]);
    run.now -= minute;
    expect(run.does("leader", "event", undefined, { event: "start", data })).toEqual([]);
    expect(run.instance.life).toMatchObject({ state: "active", startedAt: run.now });
    expect(run.answers["gasAt"]).toBe(data.gasAt);
  });

  it("expires to the second eight hours after the start, also while suspended", () => {
    const run = active();
    const begun = run.now;
    run.wait(hour);
    run.does("leader", "event", undefined, { event: "pause", reason: "rain" });
    run.wait(begun + 8 * hour - run.now - 1_000);
    expect(run.instance.life?.state).toBe("suspended");
    run.wait(1_000);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "expired", endedAt: begun + 8 * hour });
    expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual(["INSTANCE_ENDED"]);
  });

  it("pausing and resuming never extends validity", () => {
    const run = active();
    const due = lifeTimersOf(hotWork, run.instance).find((one) => one.validity)?.dueAt;
    for (let i = 0; i < 5; i++) {
      run.wait(20 * minute);
      run.does("leader", "event", undefined, { event: "pause", reason: "lunch" });
      run.wait(20 * minute);
      expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual([]);
      expect(lifeTimersOf(hotWork, run.instance).find((one) => one.validity)?.dueAt).toBe(due);
    }
  });

  it("reminds 60 and 15 minutes before it runs out", () => {
    const run = active();
    run.does("leader", "event", undefined, { event: "pause", reason: "rain" });
    const reminded: number[] = [];
    for (let i = 0; i < 8 * 60 - 1; i++) {
      run.wait(minute);
      if (run.last.effects.some((one) => one.kind === "notify" && one.topic === "life.remind")) reminded.push(i + 1);
      run.last = { ...run.last, effects: [] };
    }
    expect(reminded).toEqual([7 * 60, 7 * 60 + 45]);
  });

  it("a break over its limit is told once, and needs more than waiting to resume", () => {
    const run = active();
    run.does("leader", "event", undefined, { event: "pause", reason: "rain" });
    run.wait(61 * minute);
    expect(run.last.history.filter((one) => one.command === "breakOver")).toHaveLength(1);
    expect(run.instance.life?.state).toBe("suspended");
    const seq = run.instance.seq;
    run.wait(30 * minute);
    expect(run.instance.seq).toBe(seq);
    expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual(["LIFE_REFUSED"]);
    expect(run.last.issues[0]?.params["check"]).toBe("C-31");
  });

  it("a gas alarm stops work; two causes must both be over before it resumes", () => {
    const run = active();
    expect(stop(run, "alarm-1")).toEqual([]);
    expect(run.instance.life?.state).toBe("suspended");
    stop(run, "wind-1", "weather");
    const again = run.instance;
    stop(run, "alarm-1");
    expect(run.last.ignored).toBe(true);
    expect(run.instance).toBe(again);
    expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual(["SUSPENDED_BY_CAUSE"]);
    run.give({ type: "interlockOver", causeId: "alarm-1" });
    expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual(["SUSPENDED_BY_CAUSE"]);
    run.give({ type: "interlockOver", causeId: "wind-1" });
    expect(run.instance.life?.state).toBe("suspended");
    expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual([]);
    expect(run.instance.life?.state).toBe("active");
  });

  it("an alarm during a person's pause is kept: the pause cannot be lifted over it", () => {
    const run = active();
    run.does("guardian", "event", undefined, { event: "pause", reason: "spark" });
    stop(run, "alarm-1");
    expect(run.last.history.some((one) => one.outcome === "interlockSkipped")).toBe(true);
    expect(run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) })).toEqual(["SUSPENDED_BY_CAUSE"]);
  });

  it("an alarm before the start, even before the approval, forbids the start until it is over", () => {
    const run = new Running(hotWork, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
    stop(run, "alarm-1");
    expect(run.does("head", "approve", "H")).toEqual([]);
    expect(run.does("leader", "event", undefined, { event: "start", data: gasNow(run) })).toEqual(["SUSPENDED_BY_CAUSE"]);
    run.give({ type: "interlockOver", causeId: "alarm-1" });
    expect(run.does("leader", "event", undefined, { event: "start", data: gasNow(run) })).toEqual([]);
  });

  it("a cause the permit does not name is none of its business", () => {
    const run = active();
    stop(run, "x", "contractor-ban");
    expect(run.last.ignored).toBe(true);
    expect(run.instance.life?.state).toBe("active");
  });

  it("asks for a gas record two hours after the start; the clock begins anew at each record and each resume", () => {
    const run = active();
    run.wait(2 * hour - 1);
    expect(run.open()).toEqual([]);
    run.wait(1);
    expect(run.open()).toEqual(["life.gasRecord#1:tester"]);
    run.wait(10 * minute);
    expect(run.does("tester", "submit", "life.gasRecord", { data: gasNow(run, 3) })).toEqual([]);
    expect(run.answers["lel"]).toBe(3);
    expect(run.open()).toEqual([]);
    run.wait(2 * hour);
    expect(run.open()).toEqual(["life.gasRecord#2:tester"]);
    run.does("leader", "event", undefined, { event: "pause", reason: "lunch" });
    expect(run.open()).toEqual([]);
    run.does("leader", "event", undefined, { event: "resume", data: gasNow(run) });
    expect(run.open()).toEqual([]);
    run.wait(2 * hour);
    expect(run.open()).toEqual(["life.gasRecord#3:tester"]);
  });

  it("a gas record 15 minutes late suspends the work", () => {
    const run = active();
    run.wait(2 * hour + 15 * minute - 1);
    expect(run.instance.life?.state).toBe("active");
    run.wait(1);
    expect(run.instance.life?.state).toBe("suspended");
    expect(run.open()).toEqual([]);
  });

  it("a task of the life writes its own section and nothing else", () => {
    const run = active();
    run.wait(2 * hour);
    expect(run.does("tester", "submit", "life.gasRecord", { data: { breakMin: 600 } })).toEqual(["FIELD_FORBIDDEN"]);
    expect(run.does("tester", "return", "life.gasRecord", { to: "S" })).toEqual(["RETURN_NOT_ALLOWED"]);
    expect(run.does("tester", "approve", "life.gasRecord")).toEqual(["NOT_ALLOWED"]);
  });

  it("an issued permit is neither withdrawn nor suspended by hand, only by its own events", () => {
    const run = active();
    expect(run.does("me", "withdraw")).toEqual(["LIFE_USE_EVENT"]);
    expect(run.does("admin", "suspend", undefined, { reason: "x" })).toEqual(["LIFE_USE_EVENT"]);
    expect(run.does("head", "event", undefined, { event: "revoke" })).toEqual(["REASON_REQUIRED"]);
    expect(run.does("me", "event", undefined, { event: "revoke", reason: "x" })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("head", "event", undefined, { event: "revoke", reason: "scope changed" })).toEqual([]);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "revoked" });
  });

  it("nobody gives events of timers and interlocks by hand", () => {
    const run = active();
    expect(run.does("leader", "event", undefined, { event: "gasAlarm" })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("leader", "event", undefined, { event: "expire" })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("leader", "event", undefined, { event: "nonsense" })).toEqual(["LIFE_EVENT_UNKNOWN"]);
    expect(run.does("leader", "event", undefined, { event: "start", data: gasNow(run) })).toEqual(["LIFE_STATE"]);
  });

  it("closes only when restored and accepted", () => {
    const run = active();
    run.does("leader", "event", undefined, { event: "finish" });
    expect(run.instance.timers).toEqual([]);
    expect(run.does("head", "event", undefined, { event: "accept" })).toEqual(["LIFE_REFUSED"]);
    expect(run.does("head", "event", undefined, { event: "accept", data: { restored: true } })).toEqual([]);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "closed" });
  });

  it("an event before the approval is refused", () => {
    const run = new Running(hotWork, plantPeople, hotWorkForm, { answers: { point: "T-101", lel: 2 } });
    expect(run.does("leader", "event", undefined, { event: "start" })).toEqual(["LIFE_NOT_BEGUN"]);
  });

  it("a deadline that cannot be computed refuses the start, but never a stop", () => {
    const states = hotWorkLife.states.map((state) => (state.id === "active" ? { ...state, timers: [{ ...(state.timers?.[0] as LifeTimer), after: { field: "breakMin" } }] } : state));
    const byField = { ...hotWork, life: { ...hotWorkLife, states } };
    const run = new Running(byField, plantPeople, hotWorkForm, { answers: { point: "T-101", lel: 2 } });
    run.does("head", "approve", "H");
    expect(run.does("leader", "event", undefined, { event: "start", data: gasNow(run) })).toEqual(["LIFE_TIMER_UNKNOWN"]);
    expect(run.instance.life?.state).toBe("approved");

    const working = new Running(hotWork, plantPeople, hotWorkForm, { answers: { point: "T-101", lel: 2 } });
    working.does("head", "approve", "H");
    working.does("leader", "event", undefined, { event: "start", data: gasNow(working) });
    expect(working.does("leader", "event", undefined, { event: "pause", reason: "no break limit given" })).toEqual([]);
    expect(working.last.history.some((one) => one.outcome === "timerUnknown")).toBe(true);
  });

  it("is issued for good: no decision that led to it is taken back, nothing is returned or jumped to", () => {
    const run = active();
    expect(run.does("head", "takeBack", "H")).toEqual(["LIFE_USE_EVENT"]);
    expect(run.does("me", "withdraw")).toEqual(["LIFE_USE_EVENT"]);
    run.wait(2 * hour);
    expect(run.does("tester", "return", "life.gasRecord", { to: "S" })).toEqual(["RETURN_NOT_ALLOWED"]);
    expect(mayAct(hotWork, run.instance, "tester", run.env()).tasks).toMatchObject({ "i1:life.gasRecord#1:s1": { commands: { return: { allowed: false }, submit: { allowed: true } } } });
  });

  it("a clock that has rung reminds of nothing any more", () => {
    const remind = (state: LifeState): LifeState => (state.id === "suspended" ? { ...state, timers: [{ ...(state.timers?.[0] as LifeTimer), remindBefore: ["PT15M"] }] } : state);
    const run = new Running({ ...hotWork, life: { ...hotWorkLife, states: hotWorkLife.states.map(remind) } }, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
    run.does("head", "approve", "H");
    run.does("leader", "event", undefined, { event: "start", data: gasNow(run) });
    run.does("leader", "event", undefined, { event: "pause", reason: "lunch" });
    run.now += hour;
    expect(run.give({ type: "timer", timerId: "life:break" })).toEqual([]);
    expect(run.instance.timers.map((one) => one.id)).not.toContain("life:break:r0");
  });

  it("lets one of several who may record claim the record", () => {
    const states = hotWorkLife.states.map((state) => (state.id === "active" ? { ...state, tasks: [{ ...(state.tasks?.[0] as LifeTask), candidates: people("tester", "guardian") }] } : state));
    const run = new Running({ ...hotWork, life: { ...hotWorkLife, states } }, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
    run.does("head", "approve", "H");
    run.does("leader", "event", undefined, { event: "start", data: gasNow(run) });
    run.wait(2 * hour);
    expect(run.does("tester", "claim", "life.gasRecord")).toEqual([]);
    expect(run.does("guardian", "submit", "life.gasRecord", { data: gasNow(run) })).toEqual(["CLAIMED_BY_OTHER"]);
    expect(run.does("tester", "submit", "life.gasRecord", { data: gasNow(run) })).toEqual([]);
  });

  it("asks for a record only where it may be needed: not while surely nobody is inside, and again a period later", () => {
    const states = hotWorkLife.states.map((state) => (state.id === "active" ? { ...state, tasks: [{ ...(state.tasks?.[0] as LifeTask), when: { ">": [{ var: "lel" }, 1] } }] } : state));
    const begun = (lel: number | null) => {
      const run = new Running({ ...hotWork, life: { ...hotWorkLife, states } }, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
      run.does("head", "approve", "H");
      run.does("leader", "event", undefined, { event: "start", data: gasNow(run) });
      run.answers = { ...run.answers, lel };
      run.wait(2 * hour);
      return run;
    };
    const open = (run: Running) => run.instance.visits.some((one) => one.node === "life.gasRecord" && one.state === "open");
    expect([open(begun(2)), open(begun(1)), open(begun(null))]).toEqual([true, false, true]);
    const later = begun(1);
    later.answers = { ...later.answers, lel: 2 };
    later.wait(2 * hour);
    expect(open(later)).toBe(true);
  });

  it("refuses a record that does not pass the checks of its task", () => {
    const states = hotWorkLife.states.map((state) => (state.id === "active" ? { ...state, tasks: [{ ...(state.tasks?.[0] as LifeTask), checks: ["C-09"] }] } : state));
    const run = new Running({ ...hotWork, life: { ...hotWorkLife, states } }, plantPeople, hotWorkForm, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
    run.does("head", "approve", "H");
    run.does("leader", "event", undefined, { event: "start", data: gasNow(run) });
    run.wait(2 * hour);
    expect(run.does("tester", "submit", "life.gasRecord", { data: gasNow(run, 25) })).toEqual(["CHECKS_FAILED"]);
    expect(run.does("tester", "submit", "life.gasRecord", { data: gasNow(run) })).toEqual([]);
    expect(checkFlow({ ...hotWork, life: { ...hotWorkLife, states: states.map((state) => (state.id === "active" ? { ...state, tasks: [{ ...(state.tasks?.[0] as LifeTask), checks: ["C-99"], when: { var: "gone" } }] } : state)) } }, { form: hotWorkForm }).map((one) => one.code).sort()).toEqual(["FLOW_CHECK_UNKNOWN", "FLOW_FIELD_UNKNOWN"]);
  });

  it.each([[false, 12, 12], [false, 3, 3], [true, 12, 6], [true, 3, 3]] as const)("a date that ends it follows its field, of a permit only to an earlier one (permit %s, moved to %s h)", (permit, to, until) => {
    const later = (run: Running, hours: number) => ({ ...gasNow(run), validTo: new Date(run.now + hours * hour).toISOString() });
    const states = hotWorkLife.states.map((state) => (state.id === "active" ? { ...state, timers: [{ id: "validity", at: { dateField: "validTo" }, from: { event: "start" }, whileIn: ["active", "suspended"], fires: "expire" }] } : state));
    const withDate = { ...hotWorkForm, schema: { ...hotWorkForm.schema, properties: { ...(hotWorkForm.schema["properties"] as object), validTo: { type: "string", format: "date-time", "x-id": "validTo", "x-title": { zh: "有效期至", en: "valid until" } } } }, ui: { sections: hotWorkForm.ui.sections.map((one) => (one.id === "gas" ? { ...one, fields: [...one.fields, "validTo"] } : one)) } } as FormDefinition;
    const run = new Running({ ...hotWork, settings: { ...hotWork.settings, permit }, life: { ...hotWorkLife, states } }, plantPeople, withDate, { answers: { point: "T-101", breakMin: 60, lel: 2 } });
    const begun = run.now;
    run.does("head", "approve", "H");
    expect(run.does("leader", "event", undefined, { event: "start", data: later(run, 6) })).toEqual([]);
    run.wait(2 * hour);
    expect(run.does("tester", "submit", "life.gasRecord", { data: { ...gasNow(run), validTo: new Date(begun + to * hour).toISOString() } })).toEqual([]);
    expect(lifeTimersOf(run.def, run.instance).map((one) => (one.dueAt - begun) / hour)).toEqual([until]);
    expect(run.last.history.some((one) => one.outcome === "timerNotExtended")).toBe(permit && to === 12);
  });

  it("tells each person which events they may give and why not", () => {
    const run = active();
    run.does("leader", "event", undefined, { event: "pause", reason: "rain" });
    stop(run, "alarm-1");
    const may = mayAct(hotWork, run.instance, "leader", run.env());
    expect(may.events.map((one) => [one.id, one.allowed, one.code])).toEqual([
      ["resume", false, "SUSPENDED_BY_CAUSE"], ["finish", true, undefined], ["revoke", false, "NOT_ENTITLED"],
    ]);
    expect(may.events[0]?.checks?.map((one) => [one.id, one.verdict])).toEqual([["C-08", "pass"], ["C-09", "pass"], ["C-31", "pass"]]);
    expect(may.commands["withdraw"]).toMatchObject({ allowed: false, code: "NOT_ENTITLED" });
  });

  it("survives being stored as JSON between any two steps", () => {
    const run = active();
    run.instance = JSON.parse(JSON.stringify(run.instance)) as typeof run.instance;
    stop(run, "alarm-1");
    run.instance = JSON.parse(JSON.stringify(run.instance)) as typeof run.instance;
    run.wait(8 * hour);
    expect(run.instance.outcome).toBe("expired");
  });
});
