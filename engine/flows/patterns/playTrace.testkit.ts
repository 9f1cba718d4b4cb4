import type { JsonValue } from "../../model/json.ts";
import { durationMs } from "../duration.ts";
import { Running } from "../testing/plant.testkit.ts";
import { flowCommands, type CommandInput, type FlowCommand } from "../types.ts";
import type { PatternExample } from "./pattern.testkit.ts";
import { patternDirectory, patternForm, patternPeople } from "./patternPlant.testkit.ts";

/** How a trace went: `at` is the first step (from 1) that did not hold. */
export type Played = { readonly holds: true } | { readonly holds: false; readonly at: number; readonly of: number; readonly what: string };

/**
 * Plays a trace on the engine. Steps are separated by `;`:
 * `a approve A to=B f=x` a command, at a step where one is named; `wait PT8H`; `signal go k`;
 * `child U#1 2 approved`; `gas G1` an interlock; and what is then seen: `open A:a B:b`, `ended approved`,
 * `state active`, `did startChild webhook` (effects of the last step).
 * `paper 2` goes on with the ticket the last step has created, `paper 1` with the first again.
 * A trace that begins with a submit begins unsent.
 */
export function playTrace(example: PatternExample, trace: string): Played {
  const play = new Play(example, trace.startsWith("me submit"));
  const steps = trace.split(";").map((one) => one.trim());
  for (const [i, step] of steps.entries()) {
    const what = play.step(step.split(" "));
    if (what !== undefined) return { holds: false, at: i + 1, of: steps.length, what: `${step}: ${what}` };
  }
  return { holds: true };
}

const commandMembers = new Set(["to", "person", "people", "position", "mode", "visit", "reason", "event"]);

class Play {
  private readonly papers: Running[] = [];
  private paper = 0;

  constructor(private readonly example: PatternExample, unsent: boolean) {
    this.papers.push(this.begin(example.answers ?? {}, !unsent));
  }

  /** What is different from what the step says, or nothing. */
  step([word = "", ...rest]: readonly string[]): string | undefined {
    switch (word) {
      case "wait": return this.run.wait(durationMs(rest[0]) ?? never(rest)) as undefined;
      case "signal": return said(this.run.give({ type: "event", name: rest[0] ?? "", key: rest[1] ?? "" }));
      case "child": return said(this.run.give({ type: "child", visit: rest[0] ?? "", child: rest[1] ?? "", outcome: rest[2] ?? "" }));
      case "gas": return said(this.run.give({ type: "interlock", cause: "gas-alarm", causeId: rest[0] ?? "", reason: { zh: "气体报警", en: "gas alarm" } }));
      case "open": return differ(this.opened(), rest.map((one) => this.known(one)).sort());
      case "ended": return differ([this.run.instance.status, this.run.instance.outcome ?? ""], ["ended", ...rest]);
      case "state": return differ([this.run.instance.life?.state ?? ""], rest);
      case "did": return differ(this.run.last.effects.map((one) => one.kind).filter((kind) => !["notify", "startTimer", "cancelTimer"].includes(kind)).sort(), [...rest].sort());
      case "paper": return this.turnTo(Number(rest[0]));
      default: return this.command(word, rest);
    }
  }

  private get run(): Running {
    return this.papers[this.paper] as Running;
  }

  private begin(answers: { readonly [xid: string]: JsonValue }, submit: boolean): Running {
    const run = new LinkedRunning(this.papers, this.example, answers, submit);
    if (run.last.issues.length > 0) throw new Error(`the ticket cannot begin: ${run.last.issues.map((one) => one.code).join(", ")}`);
    return run;
  }

  private opened(): string[] {
    return this.run.tasks().filter((one) => one.state === "open").map((one) => `${one.node}:${one.person}`).sort();
  }

  /** A misspelt name must not look like a refusal. */
  private known(seat: string): string {
    const [node = "", person = ""] = seat.split(":");
    this.nodeNamed(node);
    if (!(person in patternPeople)) throw new Error(`nobody is called ${person}`);
    return seat;
  }

  private nodeNamed(id: string): string {
    if (!this.example.flow.nodes.some((node) => node.id === id)) throw new Error(`no node ${id}`);
    return id;
  }

  private command(by: string, [command = "", ...rest]: readonly string[]): string | undefined {
    if (!(by in patternPeople)) throw new Error(`nobody is called ${by}`);
    if (!(flowCommands as readonly string[]).includes(command)) throw new Error(`no command ${command}`);
    const node = rest.find((one) => !one.includes("="));
    const { of, ...more } = this.members(rest.filter((one) => one.includes("=")));
    const task = node === undefined ? undefined : this.run.taskOf(of ?? by, this.nodeNamed(node));
    if (node !== undefined && !task) return "no such task";
    return said(this.run.does(by, command as FlowCommand, undefined, { ...(task ? { task: task.id } : {}), ...more }));
  }

  /** `to=B` is a member of the command, `of=x` whose seat is meant, anything else an answer. */
  private members(parts: readonly string[]): Partial<CommandInput> & { readonly of?: string } {
    const pairs = parts.map((part) => part.split("=") as [string, string]);
    const data = pairs.filter(([name]) => name !== "of" && !commandMembers.has(name));
    const members = pairs.filter(([name]) => name === "of" || commandMembers.has(name)).map(([name, value]) => [name, name === "people" ? value.split(",") : value]);
    return { ...(Object.fromEntries(members) as Partial<CommandInput>), ...(data.length > 0 ? { data: Object.fromEntries(data.map(([name, value]) => [name, name === "team" ? value.split(",") : value])) } : {}) };
  }

  private turnTo(no: number): string | undefined {
    const created = this.run.last.effects.find((one) => one.kind === "createSubmission");
    if (no > this.papers.length + 1) never([String(no)]);
    if (no === this.papers.length + 1) {
      if (created?.form !== "form") return "nothing was created";
      this.papers.push(this.begin(created.data, true));
    }
    this.paper = no - 1;
    return undefined;
  }
}

/** A ticket that knows the state of the others, as the server tells it of linked ones. */
class LinkedRunning extends Running {
  constructor(private readonly papers: readonly Running[], example: PatternExample, answers: { readonly [xid: string]: JsonValue }, submit: boolean) {
    super(example.flow, patternDirectory, example.form ?? patternForm, { answers, submit });
  }

  override env(): ReturnType<Running["env"]> {
    const linked = Object.fromEntries((this.papers ?? []).map((one, i) => [`paper-${i + 1}`, { form: "form", state: one.instance.life?.state ?? one.instance.outcome ?? "approving" }]));
    const env = super.env();
    return { ...env, ctx: { ...env.ctx, linked } };
  }
}

function said(codes: readonly string[]): string | undefined {
  return codes.length > 0 ? `refused with ${codes.join(", ")}` : undefined;
}

function differ(found: readonly string[], wanted: readonly string[]): string | undefined {
  return found.join(" ") === wanted.join(" ") ? undefined : `found ${found.join(" ") || "nothing"}`;
}

function never(words: readonly string[]): never {
  throw new Error(`the trace cannot say ${words.join(" ")}`);
}
