export { registerEntries, type RegisteredRecord, type RegisterEntry } from "./registerEntries.ts";
export { applyRegisters, type KeptEntry } from "./applyRegisters.ts";
