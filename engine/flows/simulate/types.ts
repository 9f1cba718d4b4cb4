import type { Effect } from "../../effects/effect.ts";
import type { FactContext } from "../../forms/context.ts";
import type { Answers } from "../../forms/formState.ts";
import type { Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Directory } from "../../model/org.ts";
import type { I18nText } from "../../model/text.ts";
import type { CompiledCalendar } from "../../time/calendar/index.ts";
import type { CommandInput, FlowCommand, FlowInput, FlowInstance, FlowStep, HistoryEntry, ReturnTarget, TaskState, Timer } from "../types.ts";

/** What a simulation begins with. `now` is epoch ms, answers are by x-id. */
export interface SimulationSetup {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition;
  readonly directory: Directory;
  readonly answers: Answers;
  readonly initiator: string;
  readonly now: number;
  /** The calendar `settings.calendar` names; without it deadlines count plain time. */
  readonly calendar?: CompiledCalendar;
  /** How the children of a sub-flow end, by flow id: as soon as they have begun. Others end by `childEnds`. */
  readonly children?: { readonly [flow: string]: string };
  /** What is known beside people: devices, the area, linked tickets, holidays. It stays so for the whole run. */
  readonly facts?: Partial<FactContext>;
}

/** A command of a person. Without `by` the chosen person gives it; `node` names his task there instead of `task`. */
export type SimulatedCommand = Omit<CommandInput, "by"> & { readonly by?: string; readonly node?: string };

/** One thing done to a simulation. */
export type SimulationAct =
  | SimulatedCommand
  /** Time passes: milliseconds, or until the next timer is due. */
  | { readonly type: "advance"; readonly ms: number }
  | { readonly type: "advance"; readonly toNextTimer: true }
  | { readonly type: "event"; readonly name: string; readonly key: string }
  /** A child of a sub-flow ends; without `child`, the first that still runs. */
  | { readonly type: "childEnds"; readonly visit: string; readonly child?: string; readonly outcome: string }
  | { readonly type: "interlock"; readonly cause: string; readonly causeId?: string; readonly reason?: I18nText }
  | { readonly type: "interlockOver"; readonly causeId: string }
  /** Chooses who gives the commands that name nobody. */
  | { readonly type: "actAs"; readonly person: string }
  /** Changes answers by x-id as somebody outside the flow would; null clears. */
  | { readonly type: "setAnswers"; readonly data: { readonly [xid: string]: JsonValue } }
  | { readonly type: "undo" };

export interface SimulatedNotice {
  readonly person: string;
  readonly topic: string;
  readonly message: I18nText;
}

/**
 * One step of the log: an input and what came of it. Nothing of it was carried
 * out. Steps without `input` are the beginning, a choice of person, changed
 * answers, passed time, or an act that could not be one.
 */
export interface SimulatedStep {
  readonly act: number; // which act it belongs to, from 1; 0: the beginning
  readonly at: number;
  readonly input?: FlowInput;
  readonly accepted: boolean;
  readonly ignored?: true; // an event that came too late or that nobody waits for
  readonly history: readonly HistoryEntry[];
  readonly opened: readonly TaskState[]; // somebody's turn now, and not before
  readonly closed: readonly TaskState[]; // somebody's turn before, and no longer
  readonly notices: readonly SimulatedNotice[];
  readonly armed: readonly Timer[]; // new or moved
  readonly fired?: string; // timer id
  readonly effects: readonly Effect[]; // what would have been carried out, notices and timers apart
  readonly writes: FlowStep["writes"];
  readonly stands: Standing; // after the step
  readonly issues: readonly Issue[];
}

/** Where the ticket stands. */
export interface Standing {
  readonly state: string; // life state, else `draft`, `approving` or how the flow ended
  readonly open: { readonly [node: string]: readonly string[] }; // steps that are open, with whom they wait for
  readonly timers: { readonly [name: string]: readonly number[] }; // due times by name, as cases of packs name them
}

/** A simulated run as it stands; never changed, each act gives a new one. */
export interface Simulation {
  readonly setup: SimulationSetup;
  readonly begun: boolean; // false: the log says why not
  readonly acts: readonly Exclude<SimulationAct, { readonly type: "undo" }>[];
  readonly now: number;
  readonly actor: string;
  readonly answers: Answers;
  readonly instance: FlowInstance;
  readonly log: readonly SimulatedStep[];
}

export interface SuggestedAct {
  readonly command: FlowCommand;
  readonly task?: string;
  readonly node?: string;
  readonly title?: I18nText; // of the step, or of the life event
  readonly event?: string;
  readonly targets?: readonly ReturnTarget[];
}

/** What may be done now: by people, and by what comes from outside. */
export interface Suggestions {
  readonly people: readonly { readonly person: string; readonly name: string; readonly acts: readonly SuggestedAct[] }[];
  readonly outside: readonly OutsideAct[];
}

export type OutsideAct =
  | { readonly type: "advance"; readonly toNextTimer: true; readonly timer: string; readonly dueAt: number }
  | { readonly type: "event"; readonly name: string; readonly key: string }
  | { readonly type: "childEnds"; readonly visit: string; readonly child: string };
