export { checkRule, estimateMemory } from "./checkRule.ts";
export { compileRule, type CompiledRule, type ProcessPlan } from "./compileRule.ts";
export { selectTags } from "./keys.ts";
export { distance } from "./distance.ts";
export { dropoutAfterS, isEvent, isNumeric, staleAfterS } from "./measurement.ts";
export { sampleFlags, type QualityRank, type Sample, type SampleValue } from "./sample.ts";
export { ruleOperators } from "./operators/registry.ts";
export { unitOf } from "./units/table.ts";
export { convertValue, sameDimension, type Unit } from "./units/unit.ts";
