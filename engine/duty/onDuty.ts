import { dateOfDay, daysFromEpoch } from "../time/instant.ts";
import { localTime, weekdayOf } from "../time/localTime.ts";
import type { DutyPlan, DutyShift } from "./dutyPlan.ts";

const day = 1_440; // minutes

/** The people on duty by a plan at an instant (epoch ms), in an IANA zone; nobody in an unknown zone. A shift ends when the next begins, or when its hand-over is over. */
export function onDutyBy(plan: DutyPlan, at: number, zone: string): readonly string[] {
  const local = localTime(at, zone);
  if (!local) return [];
  const [year = 0, month = 1, date = 1] = local.date.split("-").map(Number);
  const today = daysFromEpoch(year, month, date);
  const minute = local.hour * 60 + local.minute;
  const people = [0, 1].flatMap((ago) => plan.shifts.filter((shift) => isWithin(shift, minute + ago * day, plan.handoverMin)).flatMap((shift) => peopleOf(plan, shift.id, today - ago)));
  return [...new Set(people)];
}

/** The people of the shift that begins on a day (counted from 1970-01-01). */
export function peopleOf(plan: DutyPlan, shiftId: string, days: number): readonly string[] {
  const { year, month, day: date } = dateOfDay(days);
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  const exception = plan.exceptions.find((one) => one.date === text && one.shift === shiftId);
  return exception ? exception.people : (plan.week[shiftId]?.[weekdayOf(days) - 1] ?? []);
}

/** `minute` counts from the midnight of the day the shift begins. */
function isWithin(shift: DutyShift, minute: number, handoverMin: number): boolean {
  const from = minutesOf(shift.from);
  const to = minutesOf(shift.to);
  return minute >= from && minute < (to > from ? to : to + day) + handoverMin;
}

function minutesOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
}
