import type { FlowDefinition } from "../../model/flow.ts";
import { approve, reject, returning, submit } from "./deciding.testkit.ts";
import { drain } from "./drain.testkit.ts";
import { judge } from "./entering.testkit.ts";
import { happened } from "./events.testkit.ts";
import { addSigner, advise, claim, delegate, reduceSigner, transfer, unclaim, undelegate } from "./handingOver.testkit.ts";
import { cancel, cc, comment, jump, resumeBy, suspend, terminate, urge, withdraw, type InstanceRule } from "./instanceCommands.testkit.ts";
import { personEvent } from "./life.testkit.ts";
import { pictureOf, type Picture } from "./picture.testkit.ts";
import { copyOf, Ignored, isLive, Refused, refuseIf, type Run } from "./run.testkit.ts";
import { readShape, type Shape } from "./shape.testkit.ts";
import { takeBack } from "./takingBack.testkit.ts";
import { taskCommand, type TaskRule } from "./tasks.testkit.ts";
import type { Command, CommandName, Input, State, World } from "./types.testkit.ts";

const taskRules: { readonly [name in CommandName]?: TaskRule } = {
  submit, approve, reject, return: returning, claim, unclaim, transfer, delegate, advise, undelegate, addSigner, reduceSigner, takeBack,
};

const instanceRules: { readonly [name in CommandName]?: InstanceRule } = {
  withdraw, cancel, comment, cc, urge, suspend, resume: resumeBy, jump, terminate, event: personEvent,
};

/**
 * An approval flow, interpreted the naive way from flows.md alone: a tree of
 * tokens walks the drawing, and everything is computed anew each time. It is
 * the second opinion the engine is compared with.
 */
export class ReferenceFlow {
  private state: State;
  private readonly shape: Shape;

  /** Opens the instance at `start`; the initiator is asked first. Throws on a drawing it cannot read. */
  constructor(private readonly def: FlowDefinition, private readonly world: World) {
    this.shape = readShape(def);
    this.state = {
      status: "running", seq: 0, generation: 0, answers: copyOf(world.answers), visits: [], repairs: [], timers: [], actsDone: [], effects: [],
      causes: [], stored: [], children: [], told: [], root: { region: "root", trail: [], at: { kind: "entering", node: this.shape.startId } },
    };
    drain(this.run());
  }

  /** Takes one input. `[]`: accepted; `["IGNORED"]`: accepted and without effect; else the codes it is refused with. */
  give(input: Input): string[] {
    const before = copyOf(this.state);
    try {
      this.step(input);
      this.state.seq += 1;
      return [];
    } catch (error) {
      this.state = before;
      if (error instanceof Refused) return [...error.codes];
      if (error instanceof Ignored) return ["IGNORED"];
      throw error;
    }
  }

  /** What both sides must agree on, as JSON. */
  picture(): Picture {
    return copyOf(pictureOf(this.run()));
  }

  private step(input: Input): void {
    const run = this.run();
    if (isCommand(input)) command(run, input);
    else happened(run, input);
    run.state.visits.filter(isLive).forEach((visit) => judge(run, visit, isCommand(input) ? input.by : "system"));
    drain(run);
  }

  private run(): Run {
    return { def: this.def, shape: this.shape, world: this.world, state: this.state, queue: [] };
  }
}

function command(run: Run, input: Command): void {
  refuseIf(run.state.status === "ended", "INSTANCE_ENDED");
  const rule = taskRules[input.command];
  if (rule) taskCommand(run, rule, input);
  else instanceRules[input.command]?.(run, input);
}

function isCommand(input: Input): input is Command {
  return "command" in input;
}
