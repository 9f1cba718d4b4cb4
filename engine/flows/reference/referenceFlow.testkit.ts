import type { FlowDefinition } from "../../model/flow.ts";
import { approve, reject, returning, submit } from "./deciding.testkit.ts";
import { drain } from "./drain.testkit.ts";
import { judge, seat } from "./entering.testkit.ts";
import { happened } from "./events.testkit.ts";
import { addSigner, advise, claim, delegate, reduceSigner, transfer, unclaim, undelegate } from "./handingOver.testkit.ts";
import { cancel, cc, comment, jump, resumeBy, suspend, terminate, urge, withdraw, type InstanceRule } from "./instanceCommands.testkit.ts";
import { personEvent } from "./life.testkit.ts";
import { taskNode } from "./lifeDrawing.testkit.ts";
import { retrySplit } from "./moves.testkit.ts";
import { pictureOf, type Picture } from "./picture.testkit.ts";
import { copyOf, Ignored, isLive, Refused, refuseIf, type Run } from "./run.testkit.ts";
import { readShape, type Shape } from "./shape.testkit.ts";
import { takeBack } from "./takingBack.testkit.ts";
import { taskCommand, type TaskRule } from "./tasks.testkit.ts";
import type { Command, CommandName, Input, State, Visit, World } from "./types.testkit.ts";

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
    this.shape = withTasks(readShape(def), def, world);
    this.state = {
      status: "running", seq: 0, generation: 0, answers: copyOf(world.answers), visits: [], repairs: [], timers: [], actsDone: [], effects: [],
      causes: [], kept: [], stored: [], children: [], told: [], root: { region: "root", trail: [], at: { kind: "entering", node: this.shape.startId } },
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
    for (const visit of run.state.visits.filter((one) => one.state === "blocked")) tryAgain(run, visit);
  }

  private run(): Run {
    return { def: this.def, shape: this.shape, world: this.world, state: this.state, queue: [] };
  }
}

/** The tasks of the life are steps beside the drawing. */
function withTasks(shape: Shape, def: FlowDefinition, world: World): Shape {
  const tasks = new Map((def.life?.states ?? []).flatMap((state) => state.tasks ?? []).map((task) => [`life.${task.id}`, taskNode({ world }, task)]));
  return { ...shape, node: (id) => tasks.get(id) ?? shape.node(id) };
}

/** A blocked visit is tried again at the end of every step: people may have come back, a condition may be known now. */
function tryAgain(run: Run, visit: Visit): void {
  if (visit.state !== "blocked") return;
  const node = run.shape.node(visit.node);
  if (node.kind === "fill" || node.kind === "approval") seat(run, node, visit);
  else retrySplit(run, visit);
  drain(run);
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
