import type { AlertRule } from "@safeloop/engine";
import type { Edit } from "../commands/commandStack.ts";

/** What every pane of the rule editor works on. */
export interface RulePaneProps {
  readonly rule: AlertRule;
  readonly run: (edit: Edit<AlertRule>) => void;
}
