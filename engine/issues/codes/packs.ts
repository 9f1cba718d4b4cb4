import type { CodeTable } from "../table.ts";

/** Codes of packs. */
export const packsCodes = {
} as const satisfies CodeTable;
