import type { CodeTable } from "../table.ts";

/** Codes of server. */
export const serverCodes = {
} as const satisfies CodeTable;
