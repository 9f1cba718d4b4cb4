import type { AlertRule } from "@safeloop/engine";
import { createContext, useContext } from "react";
import type { Condition } from "../condition/model.ts";
import type { Path } from "../condition/tree.ts";
import type { RuleForm } from "../useRuleForm.ts";
import type { RuleNames } from "../words/ruleWords.ts";

/** What every part of the tree works with. */
export interface TreeScope {
  readonly rule: AlertRule;
  readonly root: Condition;
  readonly names: RuleNames;
  readonly form: RuleForm | undefined; // of a rule about one
  readonly tagUnit: string | undefined;
  /** Places of the condition that a problem is about. */
  readonly wrong: ReadonlySet<string>;
  /** Puts the next part at a place, with limits it needs; typing in one place is one step to undo. */
  readonly put: (path: Path, part: Condition, limits?: AlertRule["limits"]) => void;
  /** Changes the tree as one step of its own, and then selects a place of it. */
  readonly reshape: (next: Condition, select?: Path, limits?: AlertRule["limits"]) => void;
}

export const TreeContext = createContext<TreeScope | undefined>(undefined);

export function useTree(): TreeScope {
  const scope = useContext(TreeContext);
  if (!scope) throw new Error("a part of a condition outside its tree");
  return scope;
}
