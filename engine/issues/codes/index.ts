import { flowsCodes } from "./flows.ts";
import { formsCodes } from "./forms.ts";
import { generalCodes } from "./general.ts";
import { packsCodes } from "./packs.ts";
import { rulesCodes } from "./rules.ts";
import { serverCodes } from "./server.ts";

/** The closed table of every code a caller can meet. Clients branch on the code; people read the message. */
export const errorCodes = { ...generalCodes, ...formsCodes, ...flowsCodes, ...rulesCodes, ...packsCodes, ...serverCodes } as const;

export type ErrorCode = keyof typeof errorCodes;
