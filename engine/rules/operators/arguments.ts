import { issue } from "../../issues/issue.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { failed, type CompiledNode, type CompileScope } from "../node.ts";

/** Reports wrong arguments of an operator and goes on, so that one check lists every fault. */
export function badArguments(scope: CompileScope, operator: string, path: string, expected: string): CompiledNode {
  scope.issues.push(issue("RULE_ARGUMENTS", path, { operator, expected }));
  return failed;
}

/** A literal text argument; undefined when it is absent or not text. */
export function textArgument(args: readonly JsonLogic[], at: number): string | undefined {
  const value = args[at];
  return typeof value === "string" ? value : undefined;
}

/** A literal finite number in a span; undefined otherwise. */
export function numberArgument(args: readonly JsonLogic[], at: number, min: number, max: number): number | undefined {
  const value = args[at];
  return typeof value === "number" && Number.isFinite(value) && value >= min && value <= max ? value : undefined;
}

/** Longest look-back in seconds of windows kept as samples. */
export const maxRingS = 3600;
/** Longest look-back of windows whose samples are kept, where buckets can say the same. */
export const maxExactS = 600;
/** Longest look-back of the functions that need each sample at once. */
export const maxSortedS = 600;

/** A window in seconds, or undefined with an issue. */
export function windowArgument(args: readonly JsonLogic[], operator: string, maxS: number, path: string, scope: CompileScope): number | undefined {
  const value = args[0];
  if (typeof value === "number" && value > maxS) scope.issues.push(issue("RULE_WINDOW_TOO_LARGE", path, { operator, maxS }));
  const w = numberArgument(args, 0, 0.001, maxS);
  if (w === undefined && !(typeof value === "number" && value > maxS)) badArguments(scope, operator, path, `[seconds 0 < w ≤ ${maxS}, …]`);
  return w;
}
