import { parseInstant } from "./instant.ts";

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/** Epoch ms of a date or date-time answer; a day counts to its end, site time (UTC+8). */
export function answeredInstant(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  return dayOnly.test(value) ? parseInstant(`${value}T23:59:59+08:00`) : parseInstant(value);
}
