import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../model/json.ts";
import type { FlowDefinition } from "../model/flow.ts";
import { advanceFlow } from "./advanceFlow.ts";
import { checkFlow } from "./checkFlow.ts";
import { mayAct } from "./mayAct.ts";
import { forecast } from "./forecast.ts";
import { isPlan, planOf, type FlowPlan } from "./plan/plan.ts";
import { seatsInTurn } from "./run/seating.ts";
import { directoryOf, Running, textForm } from "./testing/plant.testkit.ts";
import { randomFlow } from "./testing/randomFlow.testkit.ts";
import type { CommandInput, FlowCommand, FlowInput, FlowInstance, RegionId } from "./types.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: { manager: "boss" }, b: { manager: "boss" }, c: {}, d: {}, boss: {}, admin: {} });
const form = textForm(["f", "g", "h"]);

/** Where the token must be, told from open visits and arrivals alone. */
function valueFrom(plan: FlowPlan, instance: FlowInstance, region: RegionId = "root"): JsonValue {
  const here = instance.visits.find((visit) => visit.state !== "closed" && plan.regionOf.get(visit.node) === region);
  if (here) return here.node;
  const block = Object.keys(instance.tokens.arrived).map((id) => plan.blocks.get(id)).find((one) => one?.region === region);
  if (block) return { [block.split]: Object.fromEntries(block.branches.map((one) => [one.region, valueFrom(plan, instance, one.region)])) };
  const place = plan.regions.get(region);
  return `_${instance.tokens.arrived[place?.block ?? ""]?.[place?.branch ?? ""]}`;
}

function planFor(def: FlowDefinition): FlowPlan {
  const plan = planOf(def);
  if (!isPlan(plan)) throw new Error("the definition does not compile");
  return plan;
}

/** The laws that hold after every step, whatever was done. */
function expectLaws(def: FlowDefinition, instance: FlowInstance): void {
  const plan = planFor(def);
  if (instance.status === "ended") {
    expect(instance.timers).toEqual([]);
    return expect(instance.visits.every((visit) => visit.state === "closed")).toBe(true);
  }
  expect(instance.tokens.value).toEqual(valueFrom(plan, instance));
  const open = instance.visits.filter((visit) => visit.state !== "closed");
  const movable = open.some((visit) => visit.state === "blocked" || seatsInTurn({ plan }, visit).length > 0);
  expect(movable, "nobody can move it and nothing says why").toBe(true);
  for (const visit of open) {
    expect(visit.dead).toBeUndefined();
    const trail = instance.trails[plan.regionOf.get(visit.node) ?? ""] ?? [];
    expect(trail[trail.length - 1]).toBe(visit.id);
  }
  for (const trail of Object.values(instance.trails)) for (const id of trail) expect(instance.visits.some((visit) => visit.id === id && visit.dead !== true)).toBe(true);
  for (const timer of instance.timers) expect(open.map((visit) => visit.id)).toContain(timer.visit);
  for (const visit of instance.visits) expect(new Set(visit.seats.flatMap((seat) => seat.holders)).size).toBe(visit.seats.flatMap((seat) => seat.holders).length);
}

interface Throw { readonly pick: number; readonly what: number; readonly flag: boolean; readonly text: string }
const throws = fc.array(fc.record({ pick: fc.nat(1000), what: fc.nat(99), flag: fc.boolean(), text: fc.constantFrom("x", "y", "") }), { minLength: 5, maxLength: 40 });

/** Makes an input out of chance: mostly sensible commands at open tasks, some stale, foreign or nonsensical. */
function inputFor(run: Running, chance: Throw): FlowInput {
  const { pick, what, flag, text } = chance;
  const tasks = run.tasks();
  const open = tasks.filter((one) => one.state === "open");
  const pool = what % 10 === 9 || open.length === 0 ? tasks : open;
  const task = pool[pick % Math.max(1, pool.length)];
  const nodes = run.def.nodes;
  const by = what % 17 === 16 ? "d" : (task?.holders[0] ?? "me");
  const at = (command: FlowCommand, more: Partial<CommandInput> = {}): CommandInput => ({ type: "command", command, by, task: task?.id ?? "i1:none:s1", ...more });
  const on = (command: FlowCommand, who: string, more: Partial<CommandInput> = {}): CommandInput => ({ type: "command", command, by: who, ...more });
  const decide = task?.kind === "fill" ? at("submit", flag ? { data: { f: text === "" ? null : text } } : {}) : at("approve");
  if (what < 45) return decide;
  if (what < 58) return at("reject");
  if (what < 74) return at("return", { to: nodes[pick % nodes.length]?.id ?? "S", back: flag });
  if (what < 79) return at("transfer", { person: ["a", "b", "c", "d", "ghost", "boss"][pick % 6] ?? "a" });
  if (what < 82) return on("withdraw", "me");
  if (what < 85) return on(flag ? "suspend" : "resume", "admin", { reason: "r" });
  if (what < 90) return { type: "timer", timerId: run.instance.timers[pick % Math.max(1, run.instance.timers.length)]?.id ?? "none" };
  if (what < 93) return flag ? { type: "interlock", cause: "gas", causeId: `g${pick % 2}`, reason: { zh: "气", en: "gas" } } : { type: "interlockOver", causeId: `g${pick % 2}` };
  return on(flag ? "comment" : "urge", "me", { comment: "hi" });
}

const runs = Number(process.env["FLOW_RUNS"] ?? 120);

describe("laws of every run", () => {
  it("any commands on any sound definition: tokens follow visits, nothing gets stuck, refusals change nothing, a replay gives the same", { timeout: 60_000 + 60 * runs }, () => {
    let steps = 0;
    let accepted = 0;
    const ended = new Map<string, number>();
    fc.assert(
      fc.property(randomFlow, throws, fc.constantFrom("", "x"), (drawn, chances, f) => {
        expect(checkFlow(drawn, { form }).filter((one) => one.severity === "error")).toEqual([]);
        let run = new Running(drawn, directory, form, { answers: f === "" ? {} : { f } });
        expect(run.last.issues).toEqual([]);
        expectLaws(run.def, run.instance);
        const log: { input: FlowInput; now: number; seq: number; text: string }[] = [];
        chances.forEach((chance, i) => {
          if (run.instance.status === "ended") return;
          if (i % 5 === 4) run = rebuilt(run);
          if (chance.what >= 85 && chance.what < 90) run.now = Math.max(run.now, ...run.instance.timers.map((one) => one.dueAt));
          const before = run.instance;
          const text = JSON.stringify(before);
          const input = inputFor(run, chance);
          const codes = run.give(input);
          steps++;
          expect(codes).not.toContain("FLOW_INTERNAL");
          expect(codes).not.toContain("FLOW_LOOP");
          expect(JSON.stringify(before)).toBe(text);
          if (codes.length > 0 || run.last.ignored) expect(run.instance).toBe(before);
          else expect(run.instance.seq).toBe(before.seq + 1);
          if (codes.length > 0) expect([run.last.effects, run.last.history, run.last.writes]).toEqual([[], [], {}]);
          if (codes.length === 0) accepted++;
          expectLaws(run.def, run.instance);
          for (const visit of before.visits) {
            const after = run.instance.visits.find((one) => one.id === visit.id);
            if (visit.state === "closed") expect([after?.state, after?.reason, after?.seats]).toEqual(["closed", visit.reason, visit.seats]);
            if (visit.dead) expect(after?.dead).toBe(true);
          }
          log.push({ input, now: run.now, seq: run.instance.seq, text: JSON.stringify(run.instance) });
        });
        ended.set(run.instance.outcome ?? "running", (ended.get(run.instance.outcome ?? "running") ?? 0) + 1);
        const again = new Running(drawn, directory, form, { answers: f === "" ? {} : { f } });
        for (const one of log) {
          again.now = one.now;
          again.give(one.input);
          expect(JSON.stringify(again.instance)).toBe(one.text);
        }
      }),
      { numRuns: runs },
    );
    expect(steps).toBeGreaterThan(runs * 5);
    expect(accepted / steps).toBeGreaterThan(0.4);
    expect([...ended.keys()].sort()).toEqual(expect.arrayContaining(["approved", "rejected", "running"]));
  });

  it("mayAct and the command agree: what it allows goes through, what it forbids is refused with its code", { timeout: 60_000 }, () => {
    const compared = { allowed: 0, refused: 0 };
    fc.assert(
      fc.property(randomFlow, throws, (drawn, chances) => {
        const run = new Running(drawn, directory, form);
        for (const chance of chances) {
          if (run.instance.status === "ended") return;
          for (const task of run.tasks().filter((one) => one.state === "open" || one.state === "waiting")) {
            const person = task.holders[0] ?? "";
            const may = mayAct(run.def, run.instance, person, run.env()).tasks[task.id]?.commands ?? {};
            for (const command of ["submit", "approve", "reject", "return"] as const) {
              const to = may["return"]?.targets?.[0]?.node ?? "S";
              const step = advanceFlow(run.def, run.instance, { type: "command", command, by: person, task: task.id, to }, run.env());
              const code = step.issues[0]?.code;
              expect([command, task.id, may[command]?.code]).toEqual([command, task.id, code]);
              compared[may[command]?.allowed ? "allowed" : "refused"]++;
            }
          }
          expect(forecast(run.def, run.instance, run.env()).filter((one) => one.now).length).toBeGreaterThan(0);
          run.give(inputFor(run, chance));
        }
      }),
      { numRuns: 40 },
    );
    expect(compared.allowed).toBeGreaterThan(200);
    expect(compared.refused).toBeGreaterThan(200);
  });
});

/** The same run with definition and state read back from JSON, as after a restart. */
function rebuilt(run: Running): Running {
  const copy = Object.create(Running.prototype) as Running;
  return Object.assign(copy, run, { def: JSON.parse(JSON.stringify(run.def)) as FlowDefinition, instance: JSON.parse(JSON.stringify(run.instance)) as FlowInstance });
}
