import type { JsonValue } from "../../model/json.ts";
import type { I18nText } from "../../model/text.ts";
import type { FlowCommand, ScopeMode } from "../types.ts";
import type { NodeSpec, SettingsSpec } from "./draw.testkit.ts";

/** One file of `cases/`: an idiom of approval and what it must do. */
export interface IdiomCases {
  readonly idiom: { readonly id: string; readonly zh: string; readonly en: string };
  readonly cases: readonly IdiomCase[];
}

/** A walk through a flow as data. It begins with the initiator `me` submitting; people are those of `cast.testkit.ts`. */
export interface IdiomCase {
  readonly id: string;
  readonly title: I18nText;
  readonly flow: FlowSpec;
  readonly answers?: { readonly [field: string]: JsonValue };
  /** Who is away when; times are durations from the beginning, `to` is the first instant after it. */
  readonly absences?: readonly { readonly person: string; readonly deputy: string; readonly from: string; readonly to: string }[];
  readonly steps: readonly Step[];
  readonly expect: Expectation;
  /** Why this case cannot be played through the server's interface. */
  readonly engineOnly?: string;
}

/** The drawing (`draw.testkit.ts`), its nodes where they are not plain approvals, its settings where they are not the usual. */
export interface FlowSpec {
  readonly path: string;
  readonly nodes?: { readonly [id: string]: NodeSpec };
  readonly settings?: SettingsSpec;
}

/** What holds after a step or at the end. Lists name everything there is, maps only what is looked at. */
interface Looks {
  /** Whose turn it is: `A#1:a`; `A#1:a claimed`; `A#1:a asks d`. */
  readonly open?: readonly string[];
  /** All seats of a visit with their states, in order: `"A#1": "a approved, b moot"`. */
  readonly seats?: { readonly [visit: string]: string };
}

export interface Expectation extends Looks {
  readonly open: readonly string[];
  /** How the flow has ended; without it, it runs. */
  readonly outcome?: string;
  /** Why visits closed. */
  readonly closed?: { readonly [visit: string]: string };
  /** The answers looked at; null where there is none. */
  readonly answers?: { readonly [field: string]: JsonValue };
  readonly generation?: number;
  readonly suspended?: boolean;
}

export type Step = CommandStep | WaitStep | EventStep | MayStep;

export interface CommandStep extends Looks {
  readonly by: string;
  readonly do: FlowCommand;
  /** `A`: the own seat at node A; `A:b`: that of b; `A#1:b`: at that visit, however late. */
  readonly at?: string;
  readonly to?: string;
  readonly back?: boolean;
  readonly person?: string;
  readonly people?: readonly string[];
  readonly position?: "before" | "after" | "parallel";
  readonly mode?: ScopeMode;
  readonly data?: { readonly [field: string]: JsonValue };
  readonly comment?: string;
  readonly reason?: string;
  readonly visit?: string;
  /** Another task version than the present one. */
  readonly version?: number;
  /** The codes of the refusal; without them the command is taken. */
  readonly expect?: readonly string[];
  /** Notices of this step: `task.urge a`. */
  readonly told?: readonly string[];
}

/** The clock moves on, timers fire on the way. */
export interface WaitStep extends Looks { readonly wait: string; readonly told?: readonly string[] }

/** Something happens outside. */
export interface EventStep extends Looks { readonly event: { readonly name: string; readonly key: string } }

/** Whether a command would be taken, and where a return may lead. */
export interface MayStep {
  readonly by: string;
  readonly may: FlowCommand;
  readonly at: string;
  readonly expect?: readonly string[];
  readonly targets?: readonly string[];
}
