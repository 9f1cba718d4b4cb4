import type { AlertRule } from "../model/rule.ts";
import type { CalendarLookup } from "../rules/calendars.ts";
import type { ProcessPlan } from "../rules/compileRule.ts";
import type { Shapes } from "../shapes/shapes.ts";
import type { HealthLinks } from "./health/healthLinks.ts";
import type { DropoutWatch } from "./health/dropoutWatch.ts";
import type { AlarmBook } from "./life/alarmBook.ts";
import type { Bypass } from "./life/bypass.ts";
import type { AlarmFacts } from "./life/facts.ts";
import type { StepLog } from "./life/stepLog.ts";
import type { LiveProcess, ProcessSet } from "./processSet.ts";
import type { QuietLane } from "./quiet/quietLane.ts";
import type { TagLog } from "./tagLog.ts";
import type { TimerWheel } from "./timerWheel.ts";

/** The inside of an engine, for the code that edits, saves and restores it. */
export interface EngineParts {
  readonly lateMs: number;
  readonly calendars: CalendarLookup;
  readonly processes: ProcessSet;
  readonly logs: Map<string, TagLog>;
  readonly links: HealthLinks;
  readonly watch: DropoutWatch;
  readonly book: AlarmBook;
  readonly wheel: TimerWheel<LiveProcess>;
  readonly lane: QuietLane;
  readonly shapes: Shapes | undefined;
  rules: Map<string, AlertRule>;
  bypasses: readonly Bypass[];
  addProcess(plan: ProcessPlan, facts: AlarmFacts, texts: string): LiveProcess;
  advance(lives: readonly LiveProcess[], now: number, log: StepLog): void;
}
