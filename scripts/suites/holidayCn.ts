import { basename, join } from "node:path";
import { compileCalendar, checkCalendar, holidayTableOf, isWorkingAt, workingBetween, type CompiledCalendar, type NoticedDay, type WorkCalendar } from "@safeloop/engine";
import { filesBelow, readJson } from "./files.ts";
import type { Suite } from "./suite.ts";

interface YearFile {
  readonly year: number;
  readonly papers: readonly string[];
  readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[];
}

const shippedFile = join(import.meta.dirname, "../../templates/safeloop-base/calendars/cn-office.json");
const dayMs = 86_400_000;
const workdayMs = 7.5 * 3_600_000; // 08:30–12:00 and 13:30–17:30

const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
const noticed = ({ days }: YearFile): NoticedDay[] => days.map((day) => ({ date: day.date, off: day.isOffDay }));

/** Every day of the year, and every day its file lists: as the files say, else Monday to Friday. */
function yearFaults(calendar: CompiledCalendar, file: YearFile, said: ReadonlyMap<string, boolean>): string[] {
  const dates = [...new Set([...file.days.map((day) => day.date), ...datesOf(file.year)])];
  return dates.flatMap((date) => {
    const from = midnight(date);
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    const works = !(said.get(date) ?? weekend);
    const worked = workingBetween(calendar, from, from + dayMs);
    const atTen = isWorkingAt(calendar, from + 10 * 3_600_000);
    return atTen === works && worked?.ms === (works ? workdayMs : 0) && worked.assumed.length === 0 ? [] : [`${date}: should ${works ? "work" : "be off"}, is ${atTen ? "working" : "off"} at ten with ${String(worked?.ms)} ms`];
  });
}

function datesOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1);
  return Array.from({ length: Math.round((Date.UTC(year + 1, 0, 1) - first) / dayMs) }, (_, i) => new Date(first + i * dayMs).toISOString().slice(0, 10));
}

/** A year whose file names no day has no notice: it must come out as assumed, and we ship no table of it. */
function unknownFaults(calendar: CompiledCalendar, year: number): string[] {
  const { assumed = [] } = workingBetween(calendar, midnight(`${year}-03-01`), midnight(`${year}-03-02`)) ?? {};
  return assumed.includes(year) ? [] : [`${year}: no notice, but not told as assumed`];
}

function shippedFaults(shipped: WorkCalendar, files: readonly YearFile[]): string[] {
  const tables = shipped.holidays === "none" ? [] : shipped.holidays;
  return tables.flatMap((table) => {
    const file = files.find((one) => one.year === table.year);
    const wanted = file && holidayTableOf({ ...table, days: noticed(file) });
    return JSON.stringify([wanted?.off, wanted?.work]) === JSON.stringify([table.off, table.work]) ? [] : [`the shipped table of ${table.year} differs from the file`];
  });
}

/** Public holidays and make-up workdays of mainland China by year, against our calendars; then the years we ship. */
export const holidayCn: Suite = {
  name: "holiday-cn",
  async run(folder) {
    const shipped = readJson(shippedFile) as WorkCalendar;
    const files = filesBelow(folder, ".json").filter((file) => /^\d{4}\.json$/.test(basename(file))).map((file) => readJson(join(folder, file)) as YearFile);
    const tables = files.map((file) => holidayTableOf({ year: file.year, source: file.papers.join(" ") || "-", confidence: "known-verify", days: noticed(file) })).filter((table) => table !== undefined);
    const definition: WorkCalendar = { ...shipped, holidays: tables };
    const refused = checkCalendar(definition).map((one) => `${one.path}: ${String(one.params["reasonEn"])}`);
    if (refused.length > 0) return { passed: 0, failures: refused };
    const calendar = compileCalendar(definition);
    const said = new Map(files.flatMap((file) => file.days.map((day) => [day.date, day.isOffDay] as const)));
    const known = files.filter((file) => file.days.length > 0);
    const unknown = files.filter((file) => file.days.length === 0);
    const failures = [...known.flatMap((file) => yearFaults(calendar, file, said)), ...unknown.flatMap((file) => unknownFaults(calendar, file.year)), ...shippedFaults(shipped, files)];
    const days = known.reduce((sum, file) => sum + new Set([...file.days.map((day) => day.date), ...datesOf(file.year)]).size, 0);
    const listed = known.reduce((sum, file) => sum + file.days.length, 0);
    const shippedYears = shipped.holidays === "none" ? [] : shipped.holidays.map((table) => table.year);
    const figures = [`years with a notice ${known.length}, days judged ${days}, of them listed ${listed}; years without a notice: ${unknown.map((file) => file.year).join(" ") || "none"}; shipped years compared: ${shippedYears.join(" ")}`];
    return { passed: days + unknown.length + shippedYears.length - failures.length, failures, figures };
  },
};
