import { type Comparison, comparisons } from "../condition/model.ts";
import { sign } from "./ruleWords.ts";

/** The six comparisons, and another spelling where one stands. */
export function comparisonOptions(op: Comparison): { readonly value: Comparison; readonly label: string }[] {
  return [...comparisons, ...(comparisons.some((one) => one === op) ? [] : [op])].map((value) => ({ value, label: sign[value] }));
}
