import type { CodeTable } from "../table.ts";

/** Codes of forms. */
export const formsCodes = {
} as const satisfies CodeTable;
