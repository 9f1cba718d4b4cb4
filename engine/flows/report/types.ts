import type { I18nText } from "../../model/text.ts";

/**
 * One visit of a step: a start, a filled step, an approval, or a task of the
 * life. Gateways, joins, waits and acts are no steps.
 */
export interface StepVisit {
  readonly node: string;
  readonly kind: StepKind;
  readonly state: "done" | "cut" | "open"; // cut: closed any other way than done
  readonly superseded: boolean; // cut short, or cut out of the walk by a later return
  readonly ms?: number; // from entering to closing, by the clock; not while open
  readonly due: boolean; // it had a due date
  readonly late: boolean; // it stood open past its due date, or still does
}

export type StepKind = "start" | "fill" | "approval" | "life";

/** What a report takes of one instance. */
export interface FlowTrace {
  readonly ended: boolean;
  readonly ms?: number; // from start to end; not while running
  readonly path: readonly string[]; // node ids of its completed steps
  readonly visits: readonly StepVisit[];
}

/** How many of how many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** Milliseconds by nearest rank: the smallest value that so many percent do not exceed. Null when there is none. */
export interface Spread {
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

export interface StepRef {
  readonly node: string;
  readonly title: I18nText;
}

/** A sequence of completed steps, and how many ended instances went that way. */
export interface FlowVariant {
  readonly steps: readonly StepRef[];
  readonly count: number;
  readonly share: number; // of the ended instances, 0–1
}

export interface StepFigures extends StepRef, Spread {
  readonly kind: StepKind;
  readonly visits: number; // completed
  readonly open: number;
  readonly superseded: number;
  readonly totalMs: number; // of the completed visits
  readonly overdue: Share; // of all visits with a due date
}

/** A step by the time that instances stood in it. */
export interface Bottleneck extends StepRef {
  readonly totalMs: number;
  readonly share: number; // of the time of all steps, 0–1
}

/** How the instances of a flow have gone. */
export interface FlowReport {
  readonly instances: number;
  readonly ended: number;
  readonly duration: Spread; // of ended instances
  readonly overdue: Share; // ended instances with a step that was late, of those with a due date
  readonly overdueRunning: Share; // the same of running ones
  readonly variants: readonly FlowVariant[]; // most frequent first
  readonly variantCount: number; // of all, listed or not
  readonly steps: readonly StepFigures[]; // as drawn in the newest revision
  readonly bottlenecks: readonly Bottleneck[]; // longest first
}
