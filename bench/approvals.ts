import { EventEmitter } from "node:events";
import { advanceFlow, startFlow, tasksOf, type Directory, type FlowDefinition, type FlowEnv, type FlowInstance, type FormDefinition, type Person } from "@safeloop/engine";
import { Engine } from "bpmn-engine";
import { assign, createActor, createMachine, setup, type AnyStateMachine } from "xstate";
import { line, ratio, shownRatio, type Rates } from "./figures.ts";

const steps = 5;
const roundCount = 5;
const t = (text: string): { zh: string; en: string } => ({ zh: text, en: text });
const names = Array.from({ length: steps }, (_, i) => `A${i + 1}`);

const form = { id: "f", revision: 1, title: t("f"), schema: { type: "object", properties: { what: { type: "string", "x-id": "what", "x-title": t("what") } } }, ui: { sections: [{ id: "s", title: t("s"), fields: ["what"] }] }, logic: [] } as unknown as FormDefinition;
const person = (id: string): Person => ({ id, tenantId: "t", orgId: "u", login: id, name: id, status: "active", roles: [] });
const people = new Map(["me", "boss"].map((id) => [id, person(id)]));
const directory: Directory = { person: (id) => people.get(id), holders: () => [], managerOf: () => undefined, orgUnit: () => undefined, area: () => undefined };

const flow = {
  id: "five", revision: 1, title: t("five"), form: { id: "f" },
  nodes: [
    { id: "S", kind: "start", title: t("S"), fields: { "*": "edit" } },
    ...names.map((id) => ({ id, kind: "approval", title: t(id), mode: "all", completion: "early", dedupe: "none", candidates: [{ kind: "person", person: "boss" }], onNobody: "block", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" } })),
    { id: "Z", kind: "end", title: t("Z"), outcome: "approved" },
  ],
  edges: ["S", ...names].map((from, i) => ({ id: `e${i}`, from, to: [...names, "Z"][i] })),
  settings: { withdraw: "always", admin: [] },
} as unknown as FlowDefinition;

/** One paper through five approvals; the instance goes through its JSON between any two steps. Gives the outcome. */
function ours(): string | undefined {
  const env: FlowEnv = { form, answers: { what: "x" }, ctx: { now: "2026-01-01T00:00:00Z" }, directory, orgId: "u", now: Date.UTC(2026, 0, 1) };
  let text = JSON.stringify(startFlow(flow, { id: "i", submissionId: "s", number: "n", initiator: "me", submit: true }, env).instance);
  for (let k = 0; k < steps; k++) {
    const instance = JSON.parse(text) as FlowInstance;
    const task = tasksOf(flow, instance).find((one) => one.state === "open");
    const step = advanceFlow(flow, instance, { type: "command", command: "approve", by: "boss", ...(task ? { task: task.id, version: task.version } : {}) }, env);
    if (step.issues.length > 0) throw new Error(`P6: ${step.issues[0]?.code}`);
    text = JSON.stringify(step.instance);
  }
  return (JSON.parse(text) as FlowInstance).outcome;
}

type Decision = { readonly type: "approve"; readonly by: string; readonly at: number };
type Trail = readonly { readonly node: string; readonly by: string; readonly at: number }[];

/** The least that is an approval: a guard that says who may, and a trail of who did. */
const guarded = setup({
  types: { context: {} as { trail: Trail }, events: {} as Decision },
  guards: { may: ({ event }, params: { by: string }) => event.by === params.by },
  actions: { record: assign({ trail: ({ context, event }, params: { node: string }) => [...context.trail, { node: params.node, by: event.by, at: event.at }] }) },
}).createMachine({
  id: "five", initial: "S", context: { trail: [] },
  states: {
    ...Object.fromEntries(["S", ...names].map((id, i) => [id, {
      on: { approve: { target: [...names, "Z"][i] ?? "Z", guard: { type: "may" as const, params: { by: i === 0 ? "me" : "boss" } }, actions: { type: "record" as const, params: { node: id } } } },
    }])),
    Z: { type: "final" },
  },
});

/** The same states without guard and trail: nobody could say who approved. */
const bare = createMachine({
  id: "five", initial: "S",
  states: { ...Object.fromEntries(["S", ...names].map((id, i) => [id, { on: { approve: [...names, "Z"][i] ?? "Z" } }])), Z: { type: "final" } },
});

/** The same walk by a machine as the library's guide shows it: an actor from the stored snapshot for each event. */
function rehydrate(machine: AnyStateMachine): string {
  let text = JSON.stringify(createActor(machine).start().getPersistedSnapshot());
  for (let k = 0; k <= steps; k++) {
    const actor = createActor(machine, { snapshot: JSON.parse(text) as never }).start();
    actor.send({ type: "approve", by: k === 0 ? "me" : "boss", at: Date.UTC(2026, 0, 1) });
    text = JSON.stringify(actor.getPersistedSnapshot());
    actor.stop();
  }
  const end = JSON.parse(text) as { value: string; context: { trail?: Trail } };
  return `${end.value}:${end.context.trail?.length ?? 0}`;
}

const source = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.com/bpmn"><process id="p" isExecutable="true"><startEvent id="s"/>${
  names.map((id) => `<userTask id="${id}"/>`).join("")}<endEvent id="z"/>${["s", ...names].map((from, i) => `<sequenceFlow id="q${i}" sourceRef="${from}" targetRef="${[...names, "z"][i]}"/>`).join("")}</process></definitions>`;

/** The same walk by bpmn-engine, recovered from its stored state for each step. */
async function bpmnEngine(): Promise<number> {
  const listener = new EventEmitter();
  let execution = await new Engine({ name: "five", source }).execute({ listener });
  let done = 0;
  for (const id of names) {
    const text = JSON.stringify(execution.getState());
    void execution.stop();
    execution = await new Engine({ name: "five" }).recover(JSON.parse(text) as ReturnType<typeof execution.getState>).resume({ listener });
    const waiting = execution.getPostponed().find((one) => one.id === id);
    if (!waiting) throw new Error(`P6: bpmn-engine does not stand at ${id}`);
    waiting.signal();
    done += 1;
  }
  return done;
}

function casesPerCpuSecond(cases: number, run: () => void): number {
  const before = process.cpuUsage();
  for (let k = 0; k < cases; k++) run();
  const { user, system } = process.cpuUsage(before);
  return cases / ((user + system) / 1_000_000);
}

async function casesPerCpuSecondAsync(cases: number, run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let k = 0; k < cases; k++) await run();
  const { user, system } = process.cpuUsage(before);
  return cases / ((user + system) / 1_000_000);
}

/**
 * P6: five approvals, state through JSON after each, without I/O: the whole
 * engine (seats, rights, history, notices, checks) against an XState loop with
 * one guard and a trail, and against bpmn-engine. The engine is the built one.
 */
export async function benchApprovals(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const ends = [ours(), rehydrate(guarded), rehydrate(bare), await bpmnEngine()].join(" ");
  if (ends !== `approved Z:${steps + 1} Z:0 ${steps}`) throw new Error(`P6: the ends differ (${ends}); there is no figure`);
  const runs = { engine: ours, guarded: () => rehydrate(guarded), bare: () => rehydrate(bare) };
  const rounds: { [name in keyof typeof runs | "bpmn"]: number[] } = { engine: [], guarded: [], bare: [], bpmn: [] };
  for (const run of Object.values(runs)) casesPerCpuSecond(3_000, run);
  for (let k = 0; k < roundCount; k++) {
    for (const [name, run] of Object.entries(runs)) rounds[name as keyof typeof runs].push(casesPerCpuSecond(1_500, run));
    rounds.bpmn.push(await casesPerCpuSecondAsync(20, bpmnEngine));
  }
  const unit = "cases/cpu-s";
  const rates = {
    engine: { name: "five approvals, whole engine, JSON each step", unit, rounds: rounds.engine }, guarded: { name: "XState with guard and trail, rehydrated", unit, rounds: rounds.guarded },
    bare: { name: "XState without guard and trail, rehydrated", unit, rounds: rounds.bare }, bpmn: { name: "bpmn-engine, recovered each step", unit, rounds: rounds.bpmn },
  } satisfies { [name: string]: Rates };
  const verdicts = [ratio("P6 against the XState rehydrate loop", rates.engine, rates.guarded, 0.8), ratio("P6 against bpmn-engine", rates.engine, rates.bpmn, 100)];
  return { lines: [...Object.values(rates).map(line), ...verdicts.map((one) => one.text), shownRatio("P6 against the loop without guard and trail", rates.engine, rates.bare)], holds: verdicts.every((one) => one.holds) };
}
