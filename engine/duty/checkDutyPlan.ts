import { issue, type Issue } from "../issues/issue.ts";
import { isCalendarDay } from "../time/instant.ts";
import type { DutyPlan } from "./dutyPlan.ts";

/** Everything wrong with a plan of the right shape: shifts named twice or unknown, dates that do not exist, people who are not there. */
export function checkDutyPlan(plan: DutyPlan, isPerson: (id: string) => boolean): readonly Issue[] {
  const ids = plan.shifts.map((shift) => shift.id);
  const known = (id: string): boolean => ids.includes(id);
  const wrong = (path: string, what: string): Issue => issue("ROSTER_INVALID", path, { what });
  const strangers = (people: readonly string[], path: string): Issue[] => people.filter((id) => !isPerson(id)).map((id) => issue("ROSTER_PERSON", path, { person: id }));
  const seen = new Set<string>();
  return [
    ...ids.flatMap((id, at) => (ids.indexOf(id) === at ? [] : [wrong(`/shifts/${at}/id`, id)])),
    ...Object.entries(plan.week).flatMap(([id, days]) => [...(known(id) ? [] : [wrong(`/week/${id}`, id)]), ...days.flatMap((people, at) => strangers(people, `/week/${id}/${at}`))]),
    ...plan.exceptions.flatMap((one, at) => {
      const twice = seen.has(`${one.date} ${one.shift}`);
      seen.add(`${one.date} ${one.shift}`);
      const [year = 0, month = 0, date = 0] = one.date.split("-").map(Number);
      const path = `/exceptions/${at}`;
      return [...(twice || !isCalendarDay(year, month, date) ? [wrong(path, one.date)] : []), ...(known(one.shift) ? [] : [wrong(`${path}/shift`, one.shift)]), ...strangers(one.people, `${path}/people`)];
    }),
  ];
}
