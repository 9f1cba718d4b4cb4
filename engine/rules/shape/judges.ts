import type { Shapes } from "../../shapes/shapes.ts";
import type { InputPlan } from "../context.ts";
import type { CompiledNode } from "../node.ts";
import { RuleCode } from "./ruleCode.ts";

/** The three conditions of one rule and key. */
export interface Judges {
  readonly raise: CompiledNode["run"];
  readonly clear: CompiledNode["run"];
  readonly suppress: CompiledNode["run"] | null;
}

/** The conditions as functions of their shape; undefined when none is made, and the closures are to be run. */
export function shapedJudges(raise: CompiledNode, clear: CompiledNode, suppress: CompiledNode | null, plans: readonly InputPlan[], shapes: Shapes): Judges | undefined {
  if (!raise.write && !clear.write) return undefined;
  const code = new RuleCode(plans);
  code.function("raise", "ctx", () => code.part(raise).text);
  code.function("clear", "ctx", () => code.part(clear).text);
  if (suppress) code.function("suppress", "ctx", () => code.part(suppress).text);
  return shapes.bind(code, suppress ? "{ raise, clear, suppress }" : "{ raise, clear, suppress: null }") as Judges | undefined;
}
