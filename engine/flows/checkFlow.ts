import type { Issue } from "../issues/issue.ts";

import type { FormDefinition } from "../model/form.ts";
import type { Directory } from "../model/org.ts";

export interface CheckFlowOptions { readonly form?: FormDefinition; readonly directory?: Directory; readonly orgIds?: readonly string[] }

/** Everything that must be right before a flow is published. Errors refuse, warnings are shown. Never throws. */
export function checkFlow(_def: unknown, _options: CheckFlowOptions = {}): readonly Issue[] {
  throw new Error("checkFlow is being built");
}
