import jsonLogic from "json-logic-js";
import { filter, groupBy, map, merge, mergeMap, scan, Subject } from "rxjs";
import { at, size, thresholds, type Threshold, type Transitions } from "./workload.ts";

/** One rule's memory, for those who judge it in plain objects. */
interface Memory {
  active: boolean;
  since: number | null;
}

const freshMemory = (): Memory => ({ active: false, since: null });

/** Hysteresis with delays, judged sample by sample; true when it changed over. */
function step(memory: Memory, { onMs, offMs }: Threshold, isHigh: boolean, isLow: boolean, ts: number): boolean {
  const running = memory.active ? isLow : isHigh;
  if (!running) {
    memory.since = null;
    return false;
  }
  memory.since ??= ts;
  if (ts - memory.since < (memory.active ? offMs : onMs)) return false;
  memory.active = !memory.active;
  memory.since = null;
  return true;
}

/** Judges one pass (values by second and point); a judge keeps its memory from pass to pass. */
export type Judge = (pass: number, values: readonly Float64Array[], out: Transitions) => void;

/** The limit of what is possible: integer points, typed columns, hand-written. It is also the oracle. */
export function idealJudge(): Judge {
  const first = new Int32Array(size.tags + 1);
  const order = [...thresholds].sort((a, b) => a.tag - b.tag || a.rule - b.rule);
  for (const { tag } of order) first[tag + 1]! += 1;
  for (let n = 0; n < size.tags; n += 1) first[n + 1]! += first[n]!;
  const limit = Float64Array.from(order, (one) => one.limit);
  const edge = Float64Array.from(order, (one) => one.limit - one.band);
  const active = new Uint8Array(size.rules);
  const since = new Float64Array(size.rules).fill(-1);
  return (pass, values, out) => {
    for (let second = 0; second < size.seconds; second += 1) {
      const ts = at(pass, second);
      const row = values[second]!;
      for (let tag = 0; tag < size.tags; tag += 1) {
        const v = row[tag]!;
        for (let k = first[tag]!; k < first[tag + 1]!; k += 1) {
          if (active[k] === 1 ? v >= edge[k]! : v < limit[k]!) {
            since[k] = -1;
            continue;
          }
          if (since[k] === -1) since[k] = ts;
          const { onMs, offMs, rule } = order[k]!;
          if (ts - since[k]! < (active[k] === 1 ? offMs : onMs)) continue;
          active[k] = 1 - active[k]!;
          since[k] = -1;
          out.note(rule, active[k] === 1 ? "raise" : "clear", ts);
        }
      }
    }
  };
}

const byTag: readonly (readonly Threshold[])[] = Array.from({ length: size.tags }, (_, tag) => thresholds.filter((one) => one.tag === tag));

/** What a careful team writes by hand around json-logic-js: an index by point and a state machine. */
export function jsonLogicJudge(): Judge {
  const memories = thresholds.map(freshMemory);
  const readers = new Map(byTag.map((list, tag) => [`${tag}`, list.map((one) => ({ one, high: { ">=": [{ var: "value" }, one.limit] }, low: { "<": [{ var: "value" }, one.limit - one.band] } }))]));
  return (pass, values, out) => {
    for (let second = 0; second < size.seconds; second += 1) {
      const ts = at(pass, second);
      for (let tag = 0; tag < size.tags; tag += 1) {
        const data = { value: values[second]![tag]! };
        for (const { one, high, low } of readers.get(`${tag}`)!) {
          const memory = memories[one.rule]!;
          const isHigh = !memory.active && jsonLogic.apply(high, data) === true;
          const isLow = memory.active && jsonLogic.apply(low, data) === true;
          if (step(memory, one, isHigh, isLow, ts)) out.note(one.rule, memory.active ? "raise" : "clear", ts);
        }
      }
    }
  };
}

interface Measured {
  readonly tagId: string;
  readonly ts: number;
  readonly value: number;
}

interface Step {
  readonly active: boolean;
  readonly since: number | null;
  readonly changed: boolean;
}

function next({ active, since }: Step, { limit, band, onMs, offMs }: Threshold, { value, ts }: Measured): Step {
  const running = active ? value < limit - band : value >= limit;
  if (!running) return { active, since: null, changed: false };
  const begun = since ?? ts;
  return ts - begun < (active ? offMs : onMs) ? { active, since: begun, changed: false } : { active: !active, since: null, changed: true };
}

/** RxJS as its users write it: one grouped stream a point, and of each a scan and a filter for every rule. */
export function rxJudge(): Judge {
  const source = new Subject<Measured>();
  let out: Transitions | undefined;
  const rulesOf = new Map(byTag.map((list, tag) => [`${tag}`, list]));
  source.pipe(
    groupBy((one) => one.tagId),
    mergeMap((group) => merge(...rulesOf.get(group.key)!.map((rule) => group.pipe(
      scan((state: { step: Step; ts: number }, one) => ({ step: next(state.step, rule, one), ts: one.ts }), { step: { active: false, since: null, changed: false }, ts: 0 }),
      filter(({ step }) => step.changed),
      map(({ step, ts }) => ({ rule: rule.rule, kind: step.active ? ("raise" as const) : ("clear" as const), ts })),
    )))),
  ).subscribe(({ rule, kind, ts }) => out?.note(rule, kind, ts));
  return (pass, values, found) => {
    out = found;
    for (let second = 0; second < size.seconds; second += 1) {
      for (let tag = 0; tag < size.tags; tag += 1) source.next({ tagId: `${tag}`, ts: at(pass, second), value: values[second]![tag]! });
    }
  };
}
