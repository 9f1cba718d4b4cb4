import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCalendar, type WorkCalendar } from "@safeloop/engine";

/** A calendar and the file it was read from. */
export interface CalendarFile {
  readonly file: string;
  readonly calendar: WorkCalendar;
}

/** Makes the fault that stops the start of a file and a reason, both for one sentence. */
export type Blame = (file: string, reason: string) => Error;

/** Every calendar of a folder's `*.json`, checked; none when there is no folder. Throws what `blame` makes of the first file that cannot be used. */
export function calendarsIn(folder: string, blame: Blame): readonly CalendarFile[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort().map((name) => join(folder, name));
  return files.map((file) => ({ file, calendar: calendarOf(file, blame) }));
}

function calendarOf(file: string, blame: Blame): WorkCalendar {
  const value = parsed(file, blame);
  const [first] = checkCalendar(value);
  if (first) throw blame(file, `at ${String(first.params["field"])}, ${String(first.params["reasonEn"])}`);
  return value as WorkCalendar;
}

function parsed(file: string, blame: Blame): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")); // editors on Windows write a byte order mark
  } catch (error) {
    throw blame(file, error instanceof Error ? error.message : String(error));
  }
}

/** By id. Two files of one folder with the same id are a fault: nobody could say which of them holds. */
export function byId(files: readonly CalendarFile[], blame: Blame): Map<string, WorkCalendar> {
  const found = new Map<string, WorkCalendar>();
  for (const { file, calendar } of files) {
    if (found.has(calendar.id)) throw blame(file, `another file beside it has the id "${calendar.id}" too`);
    found.set(calendar.id, calendar);
  }
  return found;
}
