export { conflictTable, isNamed, type TableRow } from "./table.ts";
export { worksOf, type Ticket } from "./worksOf.ts";
export { type Period, type Spot, type Work } from "./work.ts";
export { conflictsOf, type Conflict } from "./conflictsOf.ts";
export { standingConflicts, type StandingConflict } from "./standingConflicts.ts";
export { looksFor, type Look } from "./look.ts";
export { ownPeriod, standingAt, standingOf, type CountedPeriod, type Progress } from "./periods.ts";
export { conflictFact } from "./conflictFact.ts";
export type { DistanceBasis } from "./distance.ts";
