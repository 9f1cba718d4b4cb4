import { definitionsCodes } from "./definitions.ts";
import { devicesCodes } from "./devices.ts";
import { flowsCodes } from "./flows.ts";
import { formsCodes } from "./forms.ts";
import { generalCodes } from "./general.ts";
import { packsCodes } from "./packs.ts";
import { rulesCodes } from "./rules.ts";
import { serverCodes } from "./server.ts";
import { submissionsCodes } from "./submissions.ts";

/** The closed table of every code a caller can meet. Clients branch on the code; people read the message. */
export const errorCodes = { ...generalCodes, ...formsCodes, ...flowsCodes, ...rulesCodes, ...packsCodes, ...serverCodes, ...devicesCodes, ...definitionsCodes, ...submissionsCodes } as const;

export type ErrorCode = keyof typeof errorCodes;
