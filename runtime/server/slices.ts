import type { MakeSlice } from "./context.ts";

/** Every slice of the server, in the order they are made, seeded and started. A new noun adds its line. */
export const slices: readonly MakeSlice[] = [
];
