export { printModel, printCopies } from "./printModel.ts";
export { printedFlow, markOf as printMarkOf } from "./decisions.ts";
export { recordHash } from "./recordHash.ts";
export { formUnitText } from "./units.ts";
export type { PrintFacts, PrintNoun } from "./facts.ts";
export type { PrintCell, PrintDocument, PrintedBlock, PrintedGrid, PrintedPhotos, PrintedTable, PrintPair, PrintSign, PrintTick } from "./document.ts";
