export { sampleData } from "./sampleData.ts";
export { sampleNames } from "./sampleNames.ts";
