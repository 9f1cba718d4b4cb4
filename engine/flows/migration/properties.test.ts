import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../../model/flow.ts";
import { checkFlow } from "../checkFlow.ts";
import { isPlan, planOf, type FlowPlan } from "../plan/plan.ts";
import { seatsInTurn } from "../run/seating.ts";
import { directoryOf, Running, textForm } from "../testing/plant.testkit.ts";
import { randomFlow } from "../testing/randomFlow.testkit.ts";
import type { CommandInput, FlowCommand, FlowInput, FlowInstance } from "../types.ts";
import { brokenLaw } from "./law.ts";
import { migrateInstance, undoMigration } from "./migrateInstance.ts";
import { mutate } from "./mutate.testkit.ts";
import { planMigration } from "./planMigration.ts";
import type { MigrationMapping, MigrationPlan } from "./types.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: { manager: "boss" }, b: { manager: "boss" }, c: {}, d: {}, boss: {}, admin: {} });
const form = textForm(["f", "g", "h"]);
const runs = Number(process.env["MIGRATION_RUNS"] ?? 1_000);

interface Throw { readonly pick: number; readonly what: number; readonly flag: boolean }
const throws = fc.array(fc.record({ pick: fc.nat(1000), what: fc.nat(99), flag: fc.boolean() }), { minLength: 0, maxLength: 15 });
const edit = fc.record({ what: fc.nat(99), pick: fc.nat(1000), flag: fc.boolean(), who: fc.constantFrom("a", "b", "c", "d", "ghost") });
const edits = fc.array(edit, { minLength: 1, maxLength: 5 });
const branching = randomFlow.filter((def) => def.nodes.some((node) => node.kind === "parallel" || node.kind === "inclusive"));

function planFor(def: FlowDefinition): FlowPlan {
  const plan = planOf(def);
  if (!isPlan(plan)) throw new Error("the definition does not compile");
  return plan;
}

/** Who can act now, found without asking about closed visits. */
function turns(run: Running): { readonly person: string; readonly task: string; readonly approves: boolean }[] {
  const plan = planFor(run.def);
  return run.instance.visits.filter((visit) => visit.state === "open").flatMap((visit) => seatsInTurn({ plan }, visit).map((seat) => (
    { person: seat.holders[0] ?? "", task: `${run.instance.id}:${visit.id}:${seat.id}`, approves: plan.graph.nodes.get(visit.node)?.kind === "approval" })));
}

function inputFor(run: Running, { pick, what, flag }: Throw): FlowInput {
  const all = turns(run);
  const turn = all[pick % Math.max(1, all.length)];
  const nodes = run.def.nodes;
  const at = (command: FlowCommand, more: Partial<CommandInput> = {}): CommandInput => ({ type: "command", command, by: turn?.person ?? "me", task: turn?.task ?? "i1:none:s1", ...more });
  if (what < 65) return at(turn?.approves ? "approve" : "submit", turn?.approves === false && flag ? { data: { f: "x" } } : {});
  if (what < 71) return at("reject");
  if (what < 80) return at("return", { to: nodes[pick % nodes.length]?.id ?? "S", back: flag });
  if (what < 84) return at("transfer", { person: ["a", "b", "c", "d", "boss"][pick % 5] ?? "a" });
  if (what < 88) return { type: "command", command: flag ? "suspend" : "resume", by: "admin", reason: "r" };
  if (what < 98) return { type: "timer", timerId: run.instance.timers[pick % Math.max(1, run.instance.timers.length)]?.id ?? "none" };
  return { type: "interlock", cause: "gas", causeId: "g1", reason: { zh: "气", en: "gas" } };
}

function isEnded(run: Running): boolean {
  return run.instance.status === "ended";
}

function drive(run: Running, chances: readonly Throw[]): void {
  for (const chance of chances) {
    if (isEnded(run)) return;
    run.now += 600_000 * (chance.pick % 5);
    if (chance.what >= 88 && chance.what < 98) run.now = Math.max(run.now, ...run.instance.timers.map((one) => one.dueAt));
    const { instance, answers } = run;
    expect(run.give(inputFor(run, chance))).not.toContain("FLOW_INTERNAL");
    // Mostly it is the step before the end that is looked at: what has ended is soon said.
    if (isEnded(run) && chance.pick % 8 !== 0) return void Object.assign(run, { instance, answers });
  }
}

/** The laws of every run (flows.md 2, 6), for an instance as it stands. */
function expectLaws(def: FlowDefinition, instance: FlowInstance): void {
  const plan = planFor(def);
  expect(instance.definitionHash).toBe(plan.hash);
  const open = instance.visits.filter((visit) => visit.state !== "closed");
  if (instance.status === "ended") return expect([open, instance.timers]).toEqual([[], []]);
  expect(brokenLaw(plan, instance)).toBeUndefined();
  for (const visit of open) {
    expect(visit.state === "blocked" || seatsInTurn({ plan }, visit).length > 0, `${visit.id}: nobody in turn, and no reason why`).toBe(true);
    expect(visit.dead).toBeUndefined();
    expect((instance.trails[plan.regionOf.get(visit.node) ?? ""] ?? []).slice(-1)).toEqual([visit.id]);
  }
  for (const [region, trail] of Object.entries(instance.trails)) for (const id of trail) {
    const visit = instance.visits.find((one) => one.id === id);
    expect([visit !== undefined && visit.dead !== true, plan.regionOf.get(visit?.node ?? "")]).toEqual([true, region]);
  }
  for (const timer of instance.timers) expect(open.map((visit) => visit.id)).toContain(timer.visit);
}

/** Answers what is asked by chance, again and again, since one answer may bring the next question. */
function answered(plan: (mapping: MigrationMapping) => MigrationPlan, chance: number): { plan: MigrationPlan; mapping: MigrationMapping } {
  let mapping: MigrationMapping = {};
  let found = plan(mapping);
  for (let round = 0; round < 20 && found.verdict === "needsMapping" && !found.step; round++) {
    const missing = found.open.filter((one) => one.answer === undefined);
    expect(missing.length, "not ready, and nothing is asked").toBeGreaterThan(0);
    mapping = { ...mapping, ...Object.fromEntries(missing.slice(0, 1 + (chance % 3)).map((one, i) => [one.key, one.choices[(chance + i) % one.choices.length] ?? ""])) };
    found = plan(mapping);
  }
  return { plan: found, mapping };
}

/** Everybody says yes until it ends; only what is blocked with a reason may stop it, or a definition that returns by itself. */
function driveToEnd(run: Running): "ended" | "blocked" | "returns" {
  const { generation } = run.instance;
  for (const one of run.instance.causes) if (one.id !== "manual") run.give({ type: "interlockOver", causeId: one.id });
  if (run.instance.status === "running" && run.instance.suspended) expect(run.give({ type: "command", command: "resume", by: "admin" })).toEqual([]);
  for (let i = 0; i < 120 && run.instance.status === "running"; i++) {
    const turn = turns(run)[0];
    if (!turn) {
      expect(run.instance.visits.filter((visit) => visit.state === "blocked").length, "nobody in turn and nothing blocked").toBeGreaterThan(0);
      return "blocked";
    }
    expect(run.give({ type: "command", command: turn.approves ? "approve" : "submit", by: turn.person, task: turn.task })).toEqual([]);
    expectLaws(run.def, run.instance);
  }
  if (run.instance.status === "ended") return "ended";
  // A definition may send a paper back by itself each time (a step nobody can hold, rejected by the system).
  expect(run.instance.generation).toBeGreaterThan(generation);
  return "returns";
}

function movedTo(run: Running, def: FlowDefinition, instance: FlowInstance, answers: Running["answers"]): Running {
  return Object.assign(Object.create(Running.prototype) as Running, run, { def, instance, answers });
}

describe("moving any running instance to any next revision", () => {
  it("does what the dry run said, leaves nothing stuck, leaves what stays alone, and can be undone", { timeout: 120_000 + 100 * runs }, () => {
    const seen = new Map<string, number>();
    const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(fc.oneof(randomFlow, branching, branching), throws, fc.array(edits, { minLength: 1, maxLength: 2 }), throws, fc.nat(1000), (drawn, chances, revisions, between, chance) => {
        let run = new Running(drawn, directory, form, { answers: {}, submit: chance % 10 !== 0 });
        drive(run, chances);
        for (const revision of revisions) {
          const next = mutate(run.def, revision);
          const text = JSON.stringify(run.instance);
          const sound = checkFlow(next, { form }).every((one) => one.severity !== "error");
          const { plan, mapping } = answered((given) => planMigration(run.def, next, run.instance, run.env(), { mapping: given, by: "admin" }), chance);
          const result = migrateInstance(run.def, next, run.instance, run.env(), { mapping, by: "admin", seq: plan.seq });
          expect(JSON.stringify(result.plan)).toBe(JSON.stringify(plan));
          expect(JSON.stringify(run.instance)).toBe(text);
          expect(plan.reasons.map((one) => one.code)).not.toContain("MIGRATION_FAULT");
          count(plan.step ? `${plan.verdict}, moved` : plan.verdict);
          for (const code of new Set(plan.reasons.map((one) => one.code))) count(code);
          if (plan.verdict === "keep" || plan.verdict === "refuse") {
            expect(result.step.instance).toBe(run.instance);
            expect([result.step.effects, result.step.history]).toEqual([[], []]);
            expect(sound || plan.verdict === "keep" || plan.reasons.some((one) => one.code === "MIGRATION_DEFINITION")).toBe(true);
            continue;
          }
          expect(result.outcome).toBe("migrated");
          expect(JSON.stringify(result.step)).toBe(JSON.stringify(plan.step));
          const { step, backup } = result;
          expect(step.instance.seq).toBe(run.instance.seq + 1);
          expectLaws(next, step.instance);
          if (!backup) throw new Error("a migration without a backup");
          const undone = undoMigration(backup, step.instance);
          expect([undone.outcome, JSON.stringify(undone.step.instance)]).toEqual(["undone", text]);
          run = movedTo(run, next, step.instance, { ...run.answers, ...step.writes });
          drive(run, between.slice(0, 4));
          if (run.instance.seq !== step.instance.seq) expect(undoMigration(backup, run.instance).outcome).toBe("changed");
          if (run.instance.status === "running") expectLaws(next, run.instance);
        }
        count(`then: ${driveToEnd(run)}`);
      }),
      { numRuns: runs },
    );
    expect((seen.get("then: returns") ?? 0) / runs).toBeLessThan(0.05);
    if (process.env["MIGRATION_COUNTS"]) console.log([...seen].sort().map(([what, n]) => `${what}: ${n}`).join("\n"));
    expect([...seen.keys()]).toEqual(expect.arrayContaining(["keep", "automatic, moved", "needsMapping, moved", "refuse"]));
  });
});
