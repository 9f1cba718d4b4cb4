import { issue, type Issue } from "../../issues/issue.ts";
import type { Life, LifeEvent } from "../../model/flow.ts";
import type { FormRule } from "../../model/form.ts";
import type { FlowCheck } from "./flowCheck.ts";

/**
 * Proves that no work begins around a gate: on no path of the life is a live
 * state reached without each check the form marks `gate` (flows.md 12). With
 * `entry` what was passed before a stop counts no more.
 */
export function checkGates(check: FlowCheck, life: Life): readonly Issue[] {
  const gates = (check.form?.logic ?? []).filter((rule) => rule.gate !== undefined && rule.id !== undefined);
  return gates.flatMap((rule) => {
    const path = pathAround(life, rule);
    return path ? [ungated(life, rule.id ?? "", path)] : [];
  });
}

function ungated(life: Life, id: string, path: readonly LifeEvent[]): Issue {
  const last = path[path.length - 1];
  const to = life.states.find((state) => state.id === (last?.to ?? life.initial));
  const at = last === undefined ? "/life/initial" : `/life/events/${life.events.indexOf(last)}/checks`;
  return issue("FLOW_LIFE_UNGATED", at, {
    check: id, state: to?.id ?? "", stateZh: to?.title.zh ?? "", stateEn: to?.title.en ?? "",
    trace: path.map((event) => event.id), traceZh: path.map((event) => event.title.zh), traceEn: path.map((event) => event.title.en),
  });
}

interface Place {
  readonly state: string;
  readonly passed: boolean;
  readonly path: readonly LifeEvent[];
}

/** The shortest way into a live state on which the check is not judged; at most two places a state. */
function pathAround(life: Life, rule: FormRule): readonly LifeEvent[] | undefined {
  const live = new Set(life.states.filter((state) => state.tone === "live").map((state) => state.id));
  if (live.has(life.initial)) return [];
  const seen = new Map<string, Place>([[placeKey(life.initial, false), { state: life.initial, passed: false, path: [] }]]);
  for (const place of seen.values()) for (const event of life.events) {
    if (!event.from.includes(place.state)) continue;
    const next = { state: event.to, passed: passedAfter(place, event, rule, live), path: [...place.path, event] };
    if (live.has(next.state) && !next.passed) return next.path;
    if (!seen.has(placeKey(next.state, next.passed))) seen.set(placeKey(next.state, next.passed), next);
  }
  return undefined;
}

function passedAfter(place: Place, event: LifeEvent, rule: FormRule, live: ReadonlySet<string>): boolean {
  const stops = live.has(place.state) && !live.has(event.to);
  return stops && rule.gate === "entry" ? false : place.passed || (event.checks ?? []).includes(rule.id ?? "");
}

function placeKey(state: string, passed: boolean): string {
  return `${passed ? "+" : "-"}${state}`;
}
