import type { CodeTable } from "../table.ts";

/** Codes of flows. */
export const flowsCodes = {
} as const satisfies CodeTable;
