import { Refusal, type FlowStep, type Issue } from "@safeloop/engine";

/** The errors of a refused step. */
export function stepErrors(step: Pick<FlowStep, "issues">): readonly Issue[] {
  return step.issues.filter((one) => one.severity === "error");
}

/** A refused step as the caller's refusal: the first code answers, all of them are listed. */
export function refusalOfIssues(issues: readonly Issue[]): Refusal {
  const [first] = issues;
  if (!first) throw new Error("A refusal needs an issue.");
  return new Refusal(first.code, first.params, issues);
}
