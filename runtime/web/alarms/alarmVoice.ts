import type { Locale, Priority } from "@safeloop/engine";
import type { AlarmView } from "../api/types.ts";
import { newsOf } from "./alarmMerge.ts";

const spoken: ReadonlySet<Priority> = new Set<Priority>(["P1", "P2"]);
/** What is older is history and not called out any more, unless it still goes on (alarms.md 8 [P]). */
const liveMs = 5 * 60_000;
/** More than these are not listened to: the rest is told as a number. */
const mostSpoken = 3;

/** One thing to say. `isUrgent` is said before what waits. */
export interface Utterance {
  readonly isUrgent: boolean;
  readonly alarm: AlarmView;
}

/** New P1 and P2 announcements that are worth saying aloud, the worst first; how many more there are. */
export function toSay(alarms: readonly AlarmView[], seen: ReadonlySet<string>, now: number): { readonly say: readonly Utterance[]; readonly more: number } {
  const isLive = (alarm: AlarmView): boolean => alarm.clearedAt === null || now - Date.parse(alarm.announcedAt ?? alarm.raisedAt) <= liveMs;
  const news = newsOf(alarms, seen).filter((alarm) => spoken.has(alarm.priority) && isLive(alarm));
  // Every P1 is said, however many: each is an emergency of its own.
  const urgent = news.filter((alarm) => alarm.priority === "P1");
  const others = news.filter((alarm) => alarm.priority !== "P1").slice(0, Math.max(0, mostSpoken - urgent.length));
  return { say: [...urgent, ...others].map((alarm) => ({ isUrgent: alarm.priority === "P1", alarm })), more: news.length - urgent.length - others.length };
}

/** The voice for a language, one that works without a network first. Undefined when the browser has none. */
export function voiceFor<V extends { readonly lang: string; readonly localService: boolean }>(voices: readonly V[], locale: Locale): V | undefined {
  const language = locale === "en" ? "en" : "zh";
  const fitting = voices.filter((voice) => voice.lang.toLowerCase().replace("_", "-").split("-")[0] === language);
  return fitting.find((voice) => voice.localService) ?? fitting[0];
}
