import type { Candidates } from "./candidates.ts";
import type { Limit } from "./limit.ts";
import type { JsonLogic } from "./logic.ts";
import type { Measurement } from "./tag.ts";
import type { I18nText } from "./text.ts";

export type Priority = "P1" | "P2" | "P3" | "P4";

export type TagSelector =
  | { readonly tags: readonly string[] }
  /** Filled forms of one kind; with `rows` the rows of one of its tables, each for itself. One point per area. */
  | { readonly form: string; readonly rows?: string; readonly area?: string }
  | { readonly measurement?: Measurement; readonly area?: string; readonly assetClass?: string; readonly label?: string; readonly medium?: string;
      /** Only points whose unit is of the dimension of this one: mg/m3 and ppm are judged by limits of their own. */
      readonly unit?: string };

/** Another input of a rule: one tag. Where there may be none, it is optional: what is asked of it is then unknown. */
export type AliasSelector = TagSelector & { readonly optional?: true };

/** What raising (or announcing) an alarm does beside being recorded. */
export type AlarmAction =
  | { readonly do: "disposalTask"; readonly form?: string }
  /** Fires the life event of every live permit whose interlock names `cause`, in the alarm's area or within `radiusM`. Same transaction. */
  | { readonly do: "interlock"; readonly cause: string; readonly radiusM?: number; readonly permits?: readonly string[] }
  | { readonly do: "camera" }
  | { readonly do: "emergencyPrompt" };

/** One step of escalation, seconds after the announcement of this generation. */
export interface EscalationStep {
  readonly afterS: number;
  readonly on: "unacked" | "undisposed";
  readonly to: Candidates;
}

/** From `min` to `max`, both included. */
export interface RuleWindow { readonly min: number; readonly max: number }

/** An alert rule; exact meaning in alarms.md 1–5. */
export interface AlertRule {
  readonly id: string;
  readonly revision: number;
  readonly title: I18nText;
  readonly message: I18nText; // {value} {limit} {tag} {area}
  readonly select: TagSelector;
  readonly per: "tag" | "area" | "group";
  readonly aliases?: { readonly [name: string]: AliasSelector };
  readonly sets?: { readonly [name: string]: TagSelector };
  readonly limits: { readonly [id: string]: Limit };
  readonly condition: JsonLogic;
  readonly clear?: JsonLogic;
  readonly deadband?: number | { readonly percentOfRange: number } | { readonly percentOfLimit: number };
  readonly onDelayS?: number;
  readonly offDelayS?: number;
  readonly onDelayReason?: string;
  /** What an overlay may choose from where no value is the stricter one. */
  readonly window?: { readonly deadband?: RuleWindow; readonly offDelayS?: RuleWindow; readonly staleAfterS?: RuleWindow };
  readonly priority: Priority;
  readonly latch?: boolean;
  readonly ackRequired?: boolean;
  readonly ladder?: { readonly id: string; readonly step: number };
  readonly suppressWhen?: JsonLogic;
  readonly suppressHoldS?: number;
  /** Id of a work calendar: outside its hours the rule is suppressed by design. */
  readonly schedule?: string;
  readonly inhibitedBy?: readonly string[];
  readonly staleAfterS?: number;
  readonly gridS?: number;
  readonly uncertain?: "raiseOnly" | "bad";
  readonly actions: readonly AlarmAction[];
  readonly escalation?: readonly EscalationStep[];
  readonly sop?: I18nText;
  readonly linkedCamera?: string;
  /** What its notices are gathered by: area, rule, tag, key; area and rule when not given. */
  readonly groupBy?: readonly string[];
  /** "settled" waits for the out-of-order bound before announcing; refused where a delay is dangerous. */
  readonly announce?: "settled";
}
