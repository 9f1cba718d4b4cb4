export { checkPack } from "./checkPack.ts";
export { playOne, playPack, type PackPlay } from "./playPack.ts";
export { runCase, type CaseResult, type CaseFailure } from "./cases/runCase.ts";
export { caseSchema } from "./cases/caseSchema.ts";
export { mergePatch } from "./mergePatch.ts";
export { packFromFiles, type PackFile, type PackSource } from "./source/packFromFiles.ts";
export { packsFromFiles } from "./source/packsFromFiles.ts";
export { compareVersions, satisfies, scopeOf } from "./source/scope.ts";
