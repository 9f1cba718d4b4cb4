import { parseInstant } from "../time/instant.ts";
import { localTime } from "../time/localTime.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-07-14 07:28` in the site's zone; a zone nobody knows is written as UTC and says so. */
export function timeText(ms: number, zone: string): string {
  const local = localTime(ms, zone);
  if (local) return `${local.date} ${two(local.hour)}:${two(local.minute)}`;
  const utc = localTime(ms, "UTC");
  return utc ? `${utc.date} ${two(utc.hour)}:${two(utc.minute)} UTC` : String(ms);
}

/** An RFC 3339 instant in the site's zone; what is none is written as it is. */
export function instantText(text: string, zone: string): string {
  const ms = parseInstant(text);
  return ms === undefined ? text : timeText(ms, zone);
}

/** The day of an instant in the site's zone. */
export function dayText(text: string, zone: string): string {
  const ms = parseInstant(text);
  return ms === undefined ? text : timeText(ms, zone).slice(0, 10);
}
