import type { AbsenceBody, AbsenceView } from "@safeloop/engine";
import type { Choice } from "../forms/services/formServices.ts";
import { isoOfLocal, localInputOf } from "../forms/zonedTime.ts";

/** What was typed: times as `datetime-local` values in the site's zone. */
export interface AbsenceForm {
  readonly deputy: readonly Choice[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

const day = 86_400_000;

/** `2026-07-14T18:00` of the local day `days` after that of `at`. */
function onDay(at: number, days: number, time: string, zone: string): string {
  return `${localInputOf(new Date(at + days * day).toISOString(), zone).slice(0, 10)}T${time}`;
}

/** The ends people choose most: today at the end of the day shift while that lies ahead, and the next Monday. */
export function quickEnds(at: number, zone: string): { readonly today: string | undefined; readonly week: string } {
  const today = onDay(at, 0, "18:00", zone);
  const local = localInputOf(new Date(at).toISOString(), zone);
  const weekday = new Date(`${local}Z`).getUTCDay();
  return { today: local < today ? today : undefined, week: onDay(at, ((8 - weekday) % 7) || 7, "08:00", zone) };
}

/** Why the window cannot be sent yet: a key of `absences:form`. */
export function windowFault({ from, to }: AbsenceForm, now: number, zone: string): "order" | "past" | undefined {
  const [start, end] = [isoOfLocal(from, zone), isoOfLocal(to, zone)];
  if (start === undefined || end === undefined) return undefined; // not typed yet
  if (Date.parse(end) <= Date.parse(start)) return "order";
  return Date.parse(end) <= now ? "past" : undefined;
}

/** The body of the request; undefined while something is missing or wrong. */
export function absenceBody(form: AbsenceForm, now: number, zone: string): AbsenceBody | undefined {
  const [deputy] = form.deputy;
  const [from, to] = [isoOfLocal(form.from, zone), isoOfLocal(form.to, zone)];
  if (deputy === undefined || from === undefined || to === undefined || windowFault(form, now, zone) !== undefined) return undefined;
  return { deputyId: deputy.id, from, to, ...(form.reason.trim() === "" ? {} : { reason: form.reason.trim() }) };
}

export interface AbsenceGroups {
  readonly mine: readonly AbsenceView[];
  readonly minePast: readonly AbsenceView[];
  readonly forOthers: readonly AbsenceView[];
}

/** My own, what is over apart, and those in which I stand in and that still count. */
export function absenceGroups(absences: readonly AbsenceView[], me: string): AbsenceGroups {
  const mine = absences.filter((one) => one.person.id === me);
  return { mine: mine.filter((one) => one.state !== "past"), minePast: mine.filter((one) => one.state === "past"), forOthers: absences.filter((one) => one.deputy.id === me && one.state !== "past") };
}
