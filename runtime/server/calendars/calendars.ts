import { join } from "node:path";
import { compileCalendar, holidaysOf, type CompiledCalendar, type WorkCalendar } from "@safeloop/engine";
import type { Config } from "../config/config.ts";
import { ConfigFault } from "../config/index.ts";
import { packFolders, PackFault } from "../packs/loadPacks.ts";
import { byId, type Blame, calendarsIn } from "./calendarFiles.ts";

/** Days off that the law gives, by year. */
export interface PublicHolidays {
  /** "YYYY-MM-DD" in order; undefined when no table of that year is known, which is not "none". */
  of(year: number): readonly string[] | undefined;
}

/** The work calendars of this installation. */
export interface Calendars {
  /** Ready for arithmetic; undefined when there is no such calendar. */
  readonly byId: (id: string) => CompiledCalendar | undefined;
  /** As it was written, for what carries it along. */
  readonly written: (id: string) => WorkCalendar | undefined;
  /** All of them, by id. */
  readonly list: readonly CompiledCalendar[];
  /** Those of the calendar `cn-office`, shipped or the site's own. */
  readonly holidays: PublicHolidays;
}

/** The calendar that says which days are public holidays. A site elsewhere replaces it under the same id. */
const holidayCalendar = "cn-office";

/**
 * Reads the calendars of the template packs and those of `<DATA_DIR>/calendars/`,
 * which replace shipped ones of the same id. Throws a ConfigFault or PackFault,
 * one sentence with file and reason, for the first that cannot be used.
 */
export function loadCalendars(config: Pick<Config, "dataDir" | "templatesDir">): Calendars {
  const shipped = byId((packFolders(config) ?? []).flatMap((folder) => calendarsIn(join(folder, "calendars"), ofPack)), ofPack);
  const own = byId(calendarsIn(join(config.dataDir, "calendars"), ofSite), ofSite);
  const all = new Map([...shipped, ...own]);
  const ready = new Map([...all].map(([id, calendar]) => [id, compileCalendar(calendar)]));
  return { byId: (id) => ready.get(id), written: (id) => all.get(id), list: [...ready.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), holidays: publicHolidays(all.get(holidayCalendar)) };
}

const ofPack: Blame = (file, reason) => new PackFault(`The work calendar ${file} of a template pack cannot be used: ${reason}.`);
const ofSite: Blame = (file, reason) => new ConfigFault("DATA_DIR", `holds a work calendar that cannot be used, ${file}: ${reason}.`);

function publicHolidays(calendar: WorkCalendar | undefined): PublicHolidays {
  if (!calendar) return { of: () => undefined };
  if (calendar.holidays === "none") return { of: () => [] };
  const listed = new Map(calendar.holidays.map(({ year }) => [year, holidaysOf(calendar, year)]));
  return { of: (year) => listed.get(year) };
}
