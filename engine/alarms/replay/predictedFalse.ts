import type { Priority } from "../../model/rule.ts";
import type { Disposition } from "../kpi/alarmKpi.ts";
import { falseShare } from "../statistics.ts";
import type { Episode } from "./episodes.ts";
import { overlapping } from "./matching.ts";

/** An alarm that the live rule raised, from its first raise to its last clear, with what was found. */
export interface JudgedAlarm extends Episode {
  readonly priority: Priority;
  readonly unconfirmed: boolean;
  readonly disposition: Disposition | null;
}

/** How many of a draft's alarms would have been false, judged by what people found of the live rule's (alarms.md 9, 10). */
export interface PredictedFalse {
  readonly matched: number; // live alarms that the draft raises too
  readonly disposed: number; // of those, with a disposition
  readonly right: number;
  readonly wrong: number;
  readonly unjudged: number; // episodes of the draft in which there was no live alarm: nobody knows what they were
  /** False ÷ (true + false) with its Wilson interval; null where the figures do not suffice (数据不足). */
  readonly share: ReturnType<typeof falseShare>;
}

/** The unit is one alarm id, however many episodes of the draft lie in it; unconfirmed alarms count nowhere. */
export function predictFalse(draft: readonly Episode[], alarms: readonly JudgedAlarm[]): PredictedFalse {
  const found = overlapping(draft, alarms);
  const matched = [...new Set(found.map(({ b }) => b))].filter((alarm) => !alarm.unconfirmed);
  const asked = matched.filter((alarm) => alarm.priority !== "P4");
  const is = (disposition: Disposition): number => matched.filter((alarm) => alarm.disposition === disposition).length;
  const [right, wrong] = [is("true"), is("false")];
  const disposedShare = asked.length === 0 ? 0 : asked.filter((alarm) => alarm.disposition !== null).length / asked.length;
  return {
    matched: matched.length, disposed: matched.filter((alarm) => alarm.disposition !== null).length, right, wrong,
    unjudged: draft.length - new Set(found.map(({ a }) => a)).size, share: falseShare({ right, wrong, disposedShare }),
  };
}
