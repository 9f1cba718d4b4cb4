import { absencesCodes } from "./absences.ts";
import { bpmnCodes } from "./bpmn.ts";
import { calendarsCodes } from "./calendars.ts";
import { definitionsCodes } from "./definitions.ts";
import { devicesCodes } from "./devices.ts";
import { dutyCodes } from "./duty.ts";
import { flowsCodes } from "./flows.ts";
import { formsCodes } from "./forms.ts";
import { generalCodes } from "./general.ts";
import { migrationCodes } from "./migration.ts";
import { overlaysCodes } from "./overlays.ts";
import { packsCodes } from "./packs.ts";
import { printCodes } from "./print.ts";
import { reportsCodes } from "./reports.ts";
import { rulesCodes } from "./rules.ts";
import { serverCodes } from "./server.ts";
import { simulateCodes } from "./simulate.ts";
import { strictnessCodes } from "./strictness.ts";
import { submissionsCodes } from "./submissions.ts";

/** The closed table of every code a caller can meet. Clients branch on the code; people read the message. */
export const errorCodes = { ...generalCodes, ...formsCodes, ...flowsCodes, ...rulesCodes, ...packsCodes, ...migrationCodes, ...serverCodes, ...devicesCodes, ...definitionsCodes, ...submissionsCodes, ...calendarsCodes, ...bpmnCodes, ...absencesCodes, ...reportsCodes, ...simulateCodes, ...dutyCodes, ...strictnessCodes, ...overlaysCodes, ...printCodes } as const;

export type ErrorCode = keyof typeof errorCodes;
