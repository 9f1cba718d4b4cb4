import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowDefinition } from "../model/flow.ts";
import { mayAct } from "./mayAct.ts";
import { NaiveFlow, type NaiveVisit } from "./testing/naiveFlow.testkit.ts";
import { directoryOf, Running, textForm } from "./testing/plant.testkit.ts";
import { randomFlow } from "./testing/randomFlow.testkit.ts";

const persons = { me: {}, a: {}, b: {}, c: {}, d: {}, admin: {} };
const directory = directoryOf(persons);
const form = textForm(["f", "g", "h"]);
const runs = Number(process.env["FLOW_RUNS"] ?? 120);

/** Without what the naive reading leaves out: carrying, deadlines and effects beyond setField. */
function plain(def: FlowDefinition): FlowDefinition {
  const nodes = def.nodes.map((node) => {
    if (node.kind !== "approval") return node;
    const { due: _, returns: __, ...rest } = node;
    return { ...rest, dedupe: "none" as const };
  });
  return { ...def, nodes, settings: { ...def.settings, withdraw: "always" } };
}

const inTurn = (def: FlowDefinition, visit: NaiveVisit): string[] => {
  const open = visit.people.filter((person) => !visit.votes.has(person));
  const node = def.nodes.find((one) => one.id === visit.node);
  return node?.kind === "approval" && node.mode === "sequence" ? open.slice(0, 1) : open;
};

/** Everything both readings must agree on. */
function picture(def: FlowDefinition, naive: NaiveFlow): object {
  const open = naive.open();
  return {
    outcome: naive.outcome, generation: naive.generation, answers: naive.answers,
    tasks: open.flatMap((visit) => inTurn(def, visit).map((person) => `${visit.node}#${visit.k}:${person}`)).sort(),
    fixed: open.map((visit) => `${visit.node}#${visit.k}:${visit.fixed}`).sort(),
    targets: Object.fromEntries(open.filter((visit) => visit.people.length > 0 && visit.fixed !== "rejected" && visit.node !== "S").map((visit) => [`${visit.node}#${visit.k}`, [...new Set(naive.targets(visit))]])),
  };
}

function pictureOf(run: Running): object {
  const open = run.instance.visits.filter((visit) => visit.state !== "closed");
  const targets = open.filter((visit) => visit.seats.length > 0 && visit.fixed !== "rejected" && visit.node !== "S").flatMap((visit) => {
    const task = run.tasks().find((one) => one.visit === visit.id && one.state === "open");
    const found = task ? mayAct(run.def, run.instance, task.person, run.env()).tasks[task.id]?.commands["return"]?.targets : undefined;
    return [[visit.id, (found ?? []).map((one) => one.node)]];
  });
  return {
    outcome: run.instance.outcome, generation: run.instance.generation, answers: run.answers, tasks: run.open(),
    fixed: open.map((visit) => `${visit.id}:${visit.fixed}`).sort(), targets: Object.fromEntries(targets) as object,
  };
}

describe("the engine against a naive reading of the specification", () => {
  it("agrees on tasks, votes, outcomes, generations, data and return targets after every command", { timeout: 60_000 + 60 * runs }, () => {
    let compared = 0;
    const seen = new Map<string, number>();
    const throws = fc.array(fc.record({ pick: fc.nat(1000), what: fc.nat(99) }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(randomFlow, throws, fc.constantFrom({}, { f: "x" }, { g: "x", h: "x" }), (drawn, chances, answers) => {
        const def = plain(drawn);
        const run = new Running(def, directory, form, { answers, submit: false });
        const naive = new NaiveFlow(def, new Set(Object.keys(persons)), answers);
        expect(pictureOf(run)).toEqual(picture(def, naive));
        for (const { pick, what } of chances) {
          const turns = naive.open().flatMap((visit) => inTurn(def, visit).map((person) => ({ visit, person })));
          const turn = turns[pick % Math.max(1, turns.length)];
          if (!turn) break;
          const { visit, person } = turn;
          const isApproval = def.nodes.find((node) => node.id === visit.node)?.kind === "approval";
          if (what < 60 || !isApproval) {
            expect(run.does(person, isApproval ? "approve" : "submit", visit.node)).toEqual([]);
            naive.decide(visit, person, "approved");
          } else if (what < 75) {
            expect(run.does(person, "reject", visit.node)).toEqual([]);
            naive.decide(visit, person, "rejected");
          } else if (what < 96) {
            const humans = def.nodes.filter((node) => ["start", "fill", "approval"].includes(node.kind)).map((node) => node.id);
            const to = humans[pick % humans.length] ?? "S";
            const legal = naive.targets(visit).includes(to);
            expect(run.does(person, "return", visit.node, { to })).toEqual(!legal ? ["RETURN_TARGET"] : visit.fixed === "rejected" ? ["OUTCOME_FIXED"] : []);
            if (legal && visit.fixed !== "rejected") naive.back(visit.frame, to);
          } else {
            const atStart = naive.open().some((one) => one.node === "S");
            expect(run.does("me", "withdraw")).toEqual(atStart ? ["NOTHING_TO_WITHDRAW"] : []);
            if (!atStart) naive.withdraw();
          }
          expect(pictureOf(run)).toEqual(picture(def, naive));
          compared++;
          if (naive.outcome !== undefined) break;
        }
        seen.set(naive.outcome ?? "running", (seen.get(naive.outcome ?? "running") ?? 0) + 1);
      }),
      { numRuns: runs },
    );
    expect(compared).toBeGreaterThan(runs * 3);
    expect(seen.size).toBe(3);
  });
});
