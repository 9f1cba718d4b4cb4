export { checkCalendar } from "./checkCalendar.ts";
export { compileCalendar, type CalendarDay, type CompiledCalendar } from "./compileCalendar.ts";
export { addWorking, isWorkingAt, nextChange, workingBetween, type WorkingEnd, type WorkingTime } from "./workingTime.ts";
export { holidaysOf, holidayTableOf, type NoticedDay, type NoticedYear } from "./holidayTable.ts";
