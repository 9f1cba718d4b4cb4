import type { Pack } from "../../model/pack.ts";
import type { CaseStep, CaseThen, PackCase } from "../../model/packCase.ts";
import { doStep } from "./actions.ts";
import { CaseRun } from "./caseRun.ts";
import { alarmState, differencesAt, refusal, refusingChecks, type Difference } from "./compare.ts";
import type { CaseFailure } from "./runCase.ts";
import { emptyTrace } from "./trace.ts";
import { instantOf } from "./world.ts";

/** How a case of the upper goes where an overlay lies on it (overlays.md 6). */
export interface CaseUnder {
  readonly id: string;
  readonly template: string;
  /** Refusals, warnings and alarms the case expects and that are gone. An overlay may add some, never take one away. */
  readonly lost: readonly CaseFailure[];
  /** What should pass, or go as written, and now does not: the overlay is stricter. Listed, not refused. */
  readonly changed: readonly CaseFailure[];
  /** Expected refusals behind a step that now goes another way: nobody can say from this case. */
  readonly unjudged: readonly CaseFailure[];
}

/** Plays a case to its end, whatever differs on the way; never throws for what a case says. */
export function caseUnder(pack: Pack, one: PackCase): CaseUnder {
  const found = { lost: [] as CaseFailure[], changed: [] as CaseFailure[], unjudged: [] as CaseFailure[] };
  let at = 0;
  try {
    const run = new CaseRun(pack, one);
    const raised: Raise[] = [];
    for (const step of one.when) {
      at += 1;
      const { lost, changed } = playStep(run, step, raised);
      const says = (what: string): CaseFailure => ({ step: at, what });
      (found.changed.length > 0 ? found.unjudged : found.lost).push(...lost.map(says));
      found.changed.push(...changed.map(says));
    }
  } catch (error) {
    const failure = { step: at, what: error instanceof Error ? error.message : String(error) };
    if (found.changed.length === 0) found.lost.push(failure);
    else if (one.when.slice(at - 1).some(({ then }) => isWatched(then))) found.unjudged.push(failure);
  }
  return { id: one.id, template: one.template, ...found };
}

/** Members of `then` that an overlay may add to and never take from. */
const watched = ["refused", "failing", "warned", "alarms", "edges", "effects"] as const;

const isWatched = (then: CaseThen = {}): boolean => watched.some((name) => then[name] !== undefined);

interface Raise {
  readonly at: number;
  readonly rule: string;
}

function playStep(run: CaseRun, step: CaseStep, raised: Raise[]): { readonly lost: readonly string[]; readonly changed: readonly string[] } {
  run.trace = emptyTrace();
  run.moveTo(instantOf(step.at, "at"));
  doStep(run, step);
  raised.push(...run.trace.edges.filter(([, , from]) => from === "normal").map(([at, rule]) => ({ at, rule })));
  const differences = differencesAt(run, step);
  const lost = differences.filter((one) => isLost(run, step.then ?? {}, one, raised)).map((one) => one.what);
  return { lost, changed: differences.map((one) => one.what).filter((what) => !lost.includes(what)) };
}

/** True when a difference is a refusal, a warning or an alarm less than the case expects. */
function isLost(run: CaseRun, then: CaseThen, { name }: Difference, raised: readonly Raise[]): boolean {
  const failing = (severities: readonly string[]): readonly string[] => run.trace.checks.filter((one) => one.verdict !== "pass" && severities.includes(one.severity)).map((one) => one.id);
  const missing = (wanted: readonly string[] | undefined, there: readonly string[]): boolean => (wanted ?? []).some((one) => !there.includes(one));
  switch (name) {
    case "refused": return then.refused !== undefined && (refusal(run) === undefined || missing(then.refused.checks, refusingChecks(run)));
    case "failing": return missing(then.failing, failing(["block"]));
    case "warned": return missing(then.warned, failing(["block", "warn"]));
    case "alarms": return Object.entries(then.alarms ?? {}).some(([id, state]) => state !== "normal" && alarmState(run, id) === "normal");
    case "edges": return (then.edges ?? []).some(([at, rule, from]) => from === "normal" && !raised.some((one) => one.rule === rule && one.at <= instantOf(at, "edges")));
    case "effects": return missing(then.effects, run.trace.effects);
    default: return false;
  }
}
