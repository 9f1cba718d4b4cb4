import { issue } from "../../issues/issue.ts";
import { own } from "../../model/json.ts";
import type { Limit } from "../../model/limit.ts";
import { failed, type RuleOperator } from "../node.ts";
import { unitOf } from "../units/table.ts";
import { badArguments, textArgument } from "./arguments.ts";

/** `limit[id]`: a limit of the rule, in its own unit; the comparison converts it once, at compile. */
export const limitOperator: RuleOperator = {
  name: "limit",
  compile(args, path, scope) {
    const id = textArgument(args, 0);
    if (id === undefined || args.length !== 1) return badArguments(scope, "limit", path, "[\"limit id\"]");
    const limit = own(scope.limits, id) as Limit | undefined;
    if (!limit) {
      scope.issues.push(issue("RULE_LIMIT_UNKNOWN", path, { limit: id }));
      return failed;
    }
    scope.facts.limits.push(id);
    return { type: { kind: "number", unit: unitOf(limit.unit), measured: false }, literal: limit.value, run: () => limit.value };
  },
};
