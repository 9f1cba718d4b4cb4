import { isObject, type FlowDefinition, type FormDefinition, type JsonObject, type SimulateActBody, type Simulated } from "@safeloop/engine";
import { answersNamed, requiredAnswers } from "./requiredAnswers.ts";

export type SimulatedPerson = Simulated["suggestions"]["people"][number];
export type SuggestedAct = SimulatedPerson["acts"][number];
export type SimulatedTask = Simulated["tasks"][number];

/** Somebody's turn. */
export function openTasks({ tasks }: Pick<Simulated, "tasks">): readonly SimulatedTask[] {
  return tasks.filter((task) => task.actors.length > 0 && (task.state === "open" || task.state === "claimed" || task.state === "delegated"));
}

/** A position inside the place the answers name, for steps that ask where somebody stands. */
function placeIn(data: JsonObject): { readonly lat: number; readonly lng: number; readonly accuracyM: number } | undefined {
  for (const value of Object.values(data)) if (isObject(value) && typeof value["lat"] === "number" && typeof value["lng"] === "number") return { lat: value["lat"], lng: value["lng"], accuracyM: 5 };
  return undefined;
}

/** What a run is played on. */
export interface Stage {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition;
  readonly sim: Simulated;
  /** Stands for opinions and reasons. */
  readonly said: string;
}

/** A command with the evidence a step may ask for: played, like the person himself. What the step requires and nobody has answered is answered plainly. */
export function commandAct({ flow, form, sim, said }: Stage, { command, task, event, node }: SuggestedAct, by: string, more: Partial<SimulateActBody> = {}): SimulateActBody {
  const { data } = sim;
  const filled = command === "submit" || command === "approve" ? requiredAnswers(flow, form, node, data, { person: by, now: sim.now, said }) : {};
  const gps = placeIn(data);
  const [isEvent, needsReason] = [command === "event", command === "reject" || command === "return" || command === "terminate" || command === "suspend" || command === "jump"];
  return {
    type: "command", command, by, passwordOk: true, signature: { method: "strokes" }, photos: ["simulated"], ...(gps ? { gps } : {}),
    ...(task === undefined ? {} : { task }), ...(event === undefined ? {} : { event }), ...(needsReason || command === "approve" || command === "advise" || command === "comment" ? { comment: said } : {}), ...(needsReason || isEvent ? { reason: said } : {}), ...(Object.keys(filled).length > 0 ? { data: filled } : {}), ...more,
  };
}

const passing = ["approve", "submit", "advise", "claim"] as const;

/** The way on for one task: approving or submitting, or what comes before that. */
function wayOn(stage: Stage, task: SimulatedTask): SimulateActBody | undefined {
  for (const actor of task.actors) {
    const acts = stage.sim.suggestions.people.find((one) => one.person.id === actor.id)?.acts.filter((act) => act.task === task.id) ?? [];
    const act = passing.map((command) => acts.find((one) => one.command === command)).find((one) => one !== undefined);
    if (act) return commandAct(stage, act, actor.id);
  }
  return undefined;
}

/** Something from outside the flow waits for: its child flow ends, an event comes, the next deadline is reached. */
function fromOutside(flow: FlowDefinition, sim: Simulated): SimulateActBody | undefined {
  const { outside } = sim.suggestions;
  const child = outside.find((one) => one.type === "childEnds");
  if (child) return { ...child, outcome: "approved" };
  const event = outside.find((one) => one.type === "event");
  if (event) return { ...event };
  const isLiving = flow.life?.states.some((state) => state.id === sim.state) === true;
  return outside.some((one) => one.type === "advance") && !isLiving ? { type: "advance", toNextTimer: true } : undefined;
}

/** What a step does when nobody chooses: whoever's turn it is agrees; where nobody's is, what is waited for comes. Undefined at the end of the approval, and where it is stuck. */
export function nextAct(stage: Stage): SimulateActBody | undefined {
  const { flow, sim } = stage;
  if (sim.outcome !== undefined) return undefined;
  for (const task of openTasks(sim).filter((one) => one.kind !== "life")) {
    const act = wayOn(stage, task);
    if (act) return act;
  }
  return fromOutside(flow, sim);
}

/** After a refusal for want of answers, the same command with those answered plainly; undefined where something else was refused. */
export function retryAct({ form, sim, said }: Stage, last: SimulateActBody | undefined): SimulateActBody | undefined {
  const refused = sim.log[sim.log.length - 1];
  if (!refused || refused.accepted || last?.type !== "command" || typeof last["by"] !== "string") return undefined;
  const missing = refused.issues.filter((one) => one.code === "FORM_REQUIRED" || one.code === "FIELD_REQUIRED_HERE").map((one) => one.path);
  const found = answersNamed(form, missing, last.data ?? {}, { person: last["by"], now: sim.now, said });
  return Object.keys(found).length === 0 ? undefined : { ...last, data: { ...last.data, ...found } };
}
