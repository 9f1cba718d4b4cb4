import { addWorking, workingBetween } from "../../time/calendar/index.ts";
import { durationMs, workingMs } from "../duration.ts";
import { note, type Run } from "./run.ts";

/** Milliseconds a deadline's duration means in this flow: working time where it has a calendar. Undefined when malformed. */
export function deadlineMs(run: Run, after: unknown): number | undefined {
  const { calendar } = run.env;
  return calendar ? workingMs(after, calendar) : durationMs(after);
}

/**
 * The instant `ms` after `from`, counted on the flow's calendar when `working`.
 * Years whose holidays are not known are noted; over ten years of calendar
 * plain time is counted, which is earlier.
 */
export function afterWork(run: Run, from: number, ms: number, working: boolean): number {
  if (!working || !run.env.calendar) return from + ms;
  const end = addWorking(run.env.calendar, from, ms);
  if (!end || end.assumed.length > 0) note(run, { command: "note", outcome: "calendarAssumed", detail: { calendar: run.env.calendar.id, years: end ? [...end.assumed] : [] } });
  return end?.at ?? from + ms;
}

/** Working time from now to an instant. */
export function workLeft(run: Run, dueAt: number): number {
  if (dueAt <= run.env.now) return 0;
  const left = run.env.calendar ? workingBetween(run.env.calendar, run.env.now, dueAt)?.ms : undefined;
  return left ?? dueAt - run.env.now;
}
