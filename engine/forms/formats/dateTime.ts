import { parseDay, parseInstant } from "../../time/instant.ts";

/** RFC 3339 full-date. */
export function isDate(text: string): boolean {
  return text.length === 10 && parseDay(text) !== undefined;
}

/** RFC 3339 full-time, with its offset; a leap second only at 23:59:60 UTC. */
export function isTime(text: string): boolean {
  return text.length < 64 && parseInstant(`2000-01-01T${text}`) !== undefined;
}

/** RFC 3339 date-time. */
export function isDateTime(text: string): boolean {
  return parseInstant(text) !== undefined;
}

/** ISO 8601 duration as RFC 3339 appendix A writes it. */
export function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  const found = /^P(?:(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D))?(T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?$/.exec(text);
  return found !== null && text.length > 1;
}
