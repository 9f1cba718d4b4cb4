import { checkFlow } from "../checkFlow.ts";
import { basicPatterns } from "./basic.testkit.ts";
import { furtherPatterns } from "./further.testkit.ts";
import type { PatternExample, WorkflowPattern } from "./pattern.testkit.ts";
import { patternForm } from "./patternPlant.testkit.ts";
import { playTrace } from "./playTrace.testkit.ts";

/** Our verdict on each of the 43 control-flow patterns, by number. */
export const workflowPatterns: readonly WorkflowPattern[] = [...basicPatterns, ...furtherPatterns];

/** Why a pattern is not what its verdict says, in sentences; none means it holds. Every flow must be one that could be published. */
export function patternFaults(pattern: WorkflowPattern): readonly string[] {
  return pattern.examples.flatMap((example) => [
    ...checkFlow(example.flow, { form: example.form ?? patternForm }).filter((one) => one.severity === "error").map((one) => `${pattern.name}: ${one.code} ${one.path} ${JSON.stringify(one.params)}`),
    ...traceFaults(example).map((fault) => `${pattern.name}: ${fault}`),
  ]);
}

function traceFaults(example: PatternExample): readonly string[] {
  return [
    ...(example.must.length > 0 && example.mustNot.length > 0 ? [] : ["an example needs traces of both kinds"]),
    ...example.must.flatMap((trace) => { const played = playTrace(example, trace); return played.holds ? [] : [`must: "${trace}" stops at ${played.what}`]; }),
    ...example.mustNot.flatMap((trace) => {
      const played = playTrace(example, trace);
      if (played.holds) return [`must not: "${trace}" was possible`];
      return played.at === played.of ? [] : [`must not: "${trace}" stops too early, at ${played.what}`];
    }),
  ];
}
