export { noSpelling, type Spelling } from "./prepare.ts";
export { isFound, WordIndex } from "./wordIndex.ts";
