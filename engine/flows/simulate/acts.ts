import { issue } from "../../issues/issue.ts";
import { own } from "../../model/json.ts";
import { tasksOf } from "../tasksOf.ts";
import type { CommandInput, TaskState } from "../types.ts";
import { simulationLimits } from "./limits.ts";
import type { Playing } from "./playing.ts";
import type { SimulatedCommand, SimulationAct } from "./types.ts";

type Acts = { readonly [T in Exclude<SimulationAct["type"], "undo">]: (play: Playing, act: Extract<SimulationAct, { readonly type: T }>) => void };

/** What each act does; a new kind is a line here. */
const acts: Acts = {
  command,
  advance,
  event: (play, { name, key }) => play.give({ type: "event", name, key }),
  childEnds: (play, { visit, child, outcome }) => {
    const first = play.instance.visits.find((one) => one.id === visit)?.children?.find((one) => one.outcome === undefined)?.key;
    const named = child ?? first;
    if (named === undefined) play.say(issue("SIMULATION_NO_CHILD", "/visit", { visit }));
    else play.give({ type: "child", visit, child: named, outcome });
  },
  interlock: (play, { cause, causeId = cause, reason = { zh: cause, en: cause } }) => play.give({ type: "interlock", cause, causeId, reason }),
  interlockOver: (play, { causeId }) => play.give({ type: "interlockOver", causeId }),
  actAs: (play, { person }) => {
    if (play.setup.directory.person(person) === undefined) return play.say(issue("SIMULATION_PERSON", "/person", { person }));
    play.actor = person;
    play.say();
  },
  setAnswers: (play, { data }) => {
    play.change(Object.fromEntries(Object.entries(data)));
    play.say();
  },
};

/** Does one act, then lets happen what is due. */
export function doAct(play: Playing, act: Exclude<SimulationAct, { readonly type: "undo" }>): void {
  const kind = own(acts, String(act.type)) as ((play: Playing, act: SimulationAct) => void) | undefined;
  if (!kind) return play.say(issue("SIMULATION_ACT", "/type", { type: String(act.type) }));
  kind(play, act);
  play.settle();
}

function command(play: Playing, { by = play.actor, node, ...input }: SimulatedCommand): void {
  const given: CommandInput = { ...input, type: "command", by };
  if (node === undefined || input.task !== undefined) return play.give(given);
  const task = taskAt(tasksOf(play.setup.flow, play.instance), by, node);
  if (!task) return play.say(issue("SIMULATION_NO_TASK", "/node", { person: by, node }));
  play.give({ ...given, task: task.id });
}

/** A person's task at a node: the one that is his turn, else one he holds, the latest last. */
function taskAt(tasks: readonly TaskState[], by: string, node: string): TaskState | undefined {
  const here = tasks.filter((task) => task.node === node);
  const held = here.filter((task) => task.holders.includes(by));
  return here.find((task) => task.actors.includes(by)) ?? held.find((task) => task.state === "waiting") ?? held[held.length - 1] ?? here.find((task) => task.actors.length > 0);
}

function advance(play: Playing, act: Extract<SimulationAct, { readonly type: "advance" }>): void {
  const next = play.nextTimer();
  if ("toNextTimer" in act && !next) return play.say(issue("SIMULATION_NO_TIMER", "/toNextTimer"));
  const ms = "toNextTimer" in act ? Math.max(0, (next?.dueAt ?? 0) - play.now) : act.ms;
  if (!Number.isInteger(ms) || ms < 0 || ms > simulationLimits.advanceMs) return play.say(issue("SIMULATION_TIME", "/ms", { at: String(ms) }));
  play.moveTo(play.now + ms);
  play.say();
}
