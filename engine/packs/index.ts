export { checkPack } from "./checkPack.ts";
export { playPack, type PackPlay } from "./playPack.ts";
export { runCase, type CaseResult, type CaseFailure } from "./cases/runCase.ts";
export { caseSchema } from "./cases/caseSchema.ts";
export { mergePatch } from "./mergePatch.ts";
