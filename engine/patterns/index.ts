export { compilePattern, isMatcher, type Matcher } from "./compilePattern.ts";
export { maxMatchedLength, maxPatternLength } from "./limits.ts";
