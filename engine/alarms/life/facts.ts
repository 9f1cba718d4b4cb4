import type { Priority } from "../../model/rule.ts";

/** What the life cycle must know of the rule (or device fault) behind an alarm. */
export interface AlarmFacts {
  readonly ruleId: string;
  readonly key: string;
  readonly tagId: string | null;
  readonly areaId: string;
  readonly priority: Priority;
  readonly latch: boolean;
  readonly ackRequired: boolean;
  readonly ladder: { readonly id: string; readonly step: number } | null;
  readonly unit: string;
  readonly limitId: string | null;
}

/** One text per process: rule id and key. Neither may contain a line break. */
export function processId(ruleId: string, key: string): string {
  return `${ruleId}\n${key}`;
}
