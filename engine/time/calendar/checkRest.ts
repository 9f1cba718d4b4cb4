import { type Issue } from "../../issues/issue.ts";
import type { WorkCalendar } from "../../model/workCalendar.ts";
import { dateText } from "./dates.ts";
import { fault } from "./fault.ts";
import { maxCycle } from "./limits.ts";
import { planOf, type DayPlan } from "./plan.ts";

/** Work must come up within any 366 days, else a deadline could wait for ever. */
export function restFaults(calendar: WorkCalendar): Issue[] {
  const days = calendar.rotation?.days ?? Object.values(calendar.week ?? {});
  if (days.every((windows) => windows.length === 0)) return [fault(calendar.rotation ? "/rotation" : "/week", "没有任何工作时段", "it has no working time at all")];
  const from = longRest(planOf(calendar));
  return from === undefined ? [] : [fault("", `自 ${dateText(from)} 起连续 ${maxCycle} 天没有工作时段`, `there is no working time for ${maxCycle} days from ${dateText(from)} on`)];
}

/** First day of a rest of 366 days or more. Only exceptions can make one, so the walk begins at each of them. */
function longRest(plan: DayPlan): number | undefined {
  let seen = -Infinity;
  for (const day of [...plan.exceptions.keys()].sort((a, b) => a - b)) {
    if (day <= seen || works(plan, day)) continue;
    const first = walk(plan, day, -1);
    seen = walk(plan, day, 1);
    if (seen - first + 1 >= maxCycle) return first;
  }
  return undefined;
}

/** The last day without work in a direction. */
function walk(plan: DayPlan, from: number, step: 1 | -1): number {
  let day = from;
  while (Math.abs(day - from) < maxCycle && !works(plan, day + step)) day += step;
  return day;
}

function works(plan: DayPlan, day: number): boolean {
  return plan.windowsOn(day).length > 0;
}
