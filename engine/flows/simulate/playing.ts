import { evaluateForm, formOf } from "../../forms/index.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import type { JsonValue } from "../../model/json.ts";
import { advanceFlow } from "../advanceFlow.ts";
import type { FlowInput, FlowInstance, FlowStep, Timer } from "../types.ts";
import { simulationLimits } from "./limits.ts";
import { simulatedEnv } from "./simulatedEnv.ts";
import { quietLine, stepLine } from "./stepLine.ts";
import type { SimulatedStep, Simulation } from "./types.ts";

/** One act in the making: what changes is kept in here, the simulation it came from stays as it was. */
export class Playing {
  now: number;
  actor: string;
  answers: Simulation["answers"];
  instance: FlowInstance;
  private readonly lines: SimulatedStep[] = [];
  private readonly ending: FlowInput[] = []; // children that end by themselves
  private readonly stuck = new Set<string>();
  private full = false;

  constructor(private readonly sim: Simulation, private readonly act: number) {
    ({ now: this.now, actor: this.actor, answers: this.answers, instance: this.instance } = sim);
  }

  get setup(): Simulation["setup"] {
    return this.sim.setup;
  }

  result(acts: Simulation["acts"]): Simulation {
    return { ...this.sim, acts, now: this.now, actor: this.actor, answers: this.answers, instance: this.instance, log: [...this.sim.log, ...this.lines] };
  }

  /** Gives the flow one input at the present instant. */
  give(input: FlowInput): void {
    if (this.isFull()) return;
    const env = simulatedEnv(this, input.type === "command" ? input.by : undefined);
    const before = this.instance;
    const step = advanceFlow(this.setup.flow, before, input, env);
    this.lines.push(stepLine(this, this.act, before, step, input));
    this.take(step);
  }

  /** A line of its own: a refusal that is not the flow's, or time that has passed. */
  say(...issues: readonly Issue[]): void {
    if (!this.isFull()) this.lines.push(quietLine(this.act, this, issues));
  }

  /** Timers due by now go off, then children end, until nothing is left to happen by itself. */
  settle(): void {
    while (!this.full) {
      const due = this.nextTimer();
      if (due && due.dueAt <= this.now) this.fire(due);
      else {
        const input = this.ending.shift();
        if (!input) return;
        this.give(input);
      }
    }
  }

  /** Lets time pass: timers go off in (dueAt, id) order, each at its own instant. */
  moveTo(target: number): void {
    this.settle();
    for (let next = this.nextTimer(); next && next.dueAt <= target && !this.full; next = this.nextTimer()) {
      this.now = Math.max(this.now, next.dueAt);
      this.settle();
    }
    if (!this.full) this.now = Math.max(this.now, target);
  }

  /** The timer that goes off next, in (dueAt, id) order. Paused ones and those held by a suspension do not. */
  nextTimer(): Timer | undefined {
    return nextTimerOf(this.instance, this.stuck);
  }

  /** Changes answers from outside, computed ones with them. */
  change(data: { readonly [xid: string]: JsonValue }): void {
    const merged = Object.fromEntries(Object.entries({ ...this.answers, ...data }).filter(([, value]) => value !== null));
    this.answers = evaluateForm(formOf(this.setup.form), merged, simulatedEnv(this).ctx).answers;
  }

  private take(step: FlowStep): void {
    if (step.issues.some((one) => one.severity === "error")) return;
    this.instance = step.instance;
    this.answers = answersAfter(this.answers, step.writes);
    for (const effect of step.effects) {
      const outcome = effect.kind === "startChild" && effect.parent.sync ? this.setup.children?.[effect.flow.id] : undefined;
      if (effect.kind === "startChild" && outcome !== undefined) this.ending.push({ type: "child", visit: effect.parent.visit, child: effect.parent.child, outcome });
    }
  }

  /** A timer that stays as it was would go off for ever: it is told once and passed over. */
  private fire(timer: Timer): void {
    this.give({ type: "timer", timerId: timer.id });
    if (!this.instance.timers.some((one) => one.id === timer.id && one.dueAt === timer.dueAt)) return;
    this.stuck.add(timer.id);
    this.say(issue("SIMULATION_TIMER_STUCK", "", { timer: timer.id }));
  }

  private isFull(): boolean {
    if (!this.full && this.sim.log.length + this.lines.length >= simulationLimits.steps) {
      this.full = true;
      this.lines.push(quietLine(this.act, this, [issue("SIMULATION_TOO_LONG", "", { max: simulationLimits.steps })]));
    }
    return this.full;
  }
}

/** The answers with a step's writes put over them; null clears. */
export function answersAfter(answers: Simulation["answers"], writes: FlowStep["writes"]): Simulation["answers"] {
  if (Object.keys(writes).length === 0) return answers;
  return Object.fromEntries(Object.entries({ ...answers, ...writes }).filter(([, value]) => value !== null));
}

/** The timer of an instance that goes off next, in (dueAt, id) order; `passed` are left out. */
export function nextTimerOf({ timers, suspended }: FlowInstance, passed: ReadonlySet<string> = new Set()): Timer | undefined {
  const armed = timers.filter((one) => one.remainingMs === undefined && !passed.has(one.id) && !(suspended && one.whileSuspended === "hold"));
  return [...armed].sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))[0];
}
