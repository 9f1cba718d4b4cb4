import { issue } from "../../issues/issue.ts";
import { own } from "../../model/json.ts";
import type { Limit } from "../../model/limit.ts";
import type { I18nText } from "../../model/text.ts";
import { phrase, trimmed } from "../explain/speech.ts";
import { constant, failed, type RuleOperator } from "../node.ts";
import { plainUnit } from "../units/plainUnit.ts";
import { unitOf } from "../units/table.ts";
import { badArguments, textArgument } from "./arguments.ts";

/** `limit[id]`: a limit of the rule, in its own unit; the comparison converts it once, at compile. */
export const limitOperator: RuleOperator = {
  name: "limit",
  words: ({ args, limit }) => limitWords(limit(textArgument(args, 0) ?? ""), textArgument(args, 0) ?? ""),
  compile(args, path, scope) {
    const id = textArgument(args, 0);
    if (id === undefined || args.length !== 1) return badArguments(scope, "limit", path, "[\"limit id\"]");
    const limit = own(scope.limits, id) as Limit | undefined;
    if (!limit) {
      scope.issues.push(issue("RULE_LIMIT_UNKNOWN", path, { limit: id }));
      return failed;
    }
    scope.facts.limits.push(id);
    return { type: { kind: "number", unit: unitOf(limit.unit), measured: false }, literal: limit.value, ...constant(limit.value) };
  },
};

/** The limit with its source; what nobody has verified yet is said to be so (catalogue 1.1). */
function limitWords(limit: Limit | undefined, id: string): I18nText {
  if (!limit) return phrase("限值 {id}", "limit {id}", { id });
  const { sourceStd, edition, clause, confidence } = limit;
  const source = [edition === undefined ? sourceStd : `${sourceStd}-${edition}`, clause].filter((part) => part !== undefined && part !== "").join(" ");
  const open = confidence.endsWith("verify") ? phrase("，待核实", ", to be verified") : "";
  return phrase("限值 {value}（{source}{open}）", "the limit {value} ({source}{open})", { value: `${trimmed(limit.value)} ${plainUnit(limit.unit)}`.trim(), source, open });
}
