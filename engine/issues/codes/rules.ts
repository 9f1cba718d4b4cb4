import type { CodeTable } from "../table.ts";

/** Codes of rules. */
export const rulesCodes = {
} as const satisfies CodeTable;
