import { issue } from "../../issues/issue.ts";
import { own } from "../../model/json.ts";
import type { Limit } from "../../model/limit.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { Tag } from "../../model/tag.ts";
import type { I18nText } from "../../model/text.ts";
import { phrase, trimmed } from "../explain/speech.ts";
import { constant, failed, type CompiledNode, type CompileScope, type RuleOperator } from "../node.ts";
import { plainUnit } from "../units/plainUnit.ts";
import { unitOf } from "../units/table.ts";
import { badArguments, textArgument } from "./arguments.ts";
import { fixed, missing } from "./design.ts";

/**
 * `limit[id]`: a limit of the rule, in its own unit; the comparison converts it
 * once, at compile. `limit[id, facet, other?]`: the one of several that the
 * tag's medium, asset class or label names, `id.H2S` of a tag of H2S; else the
 * limit `other`. A tag that names none, or several, is not covered.
 */
export const limitOperator: RuleOperator = {
  name: "limit",
  words: ({ args, limit, own: tag, limitIds }) => {
    const id = pick(args, tag, limitIds) ?? textArgument(args, 0) ?? "";
    return limitWords(limit(id), id);
  },
  compile(args, path, scope) {
    const id = textArgument(args, 0);
    if (id === undefined || args.length > 3) return badArguments(scope, "limit", path, expected);
    if (args.length > 1) return chosen(id, args, path, scope);
    const limit = own(scope.limits, id) as Limit | undefined;
    if (!limit) {
      scope.issues.push(issue("RULE_LIMIT_UNKNOWN", path, { limit: id }));
      return failed;
    }
    scope.facts.limits.push(id);
    return { type: { kind: "number", unit: unitOf(limit.unit), measured: false }, literal: limit.value, ...constant(limit.value) };
  },
};

const facets: ReadonlySet<unknown> = new Set(["medium", "assetClass", "label"]);
const expected = "[\"limit id\"] | [\"limit id\", \"medium\" | \"assetClass\" | \"label\", \"other limit id\"?]";

function chosen(id: string, args: readonly JsonLogic[], path: string, scope: CompileScope): CompiledNode {
  const several = Object.entries(scope.limits).filter(([name]) => name.startsWith(`${id}.`));
  if (!facets.has(args[1]) || (args.length === 3 && textArgument(args, 2) === undefined)) return badArguments(scope, "limit", path, expected);
  if (several.length === 0) {
    scope.issues.push(issue("RULE_LIMIT_UNKNOWN", path, { limit: `${id}.…` }));
    return failed;
  }
  const tag = scope.own("limit", path);
  if (!tag) return failed;
  const found = pick(args, tag, Object.keys(scope.limits));
  if (found === undefined) return missing(scope, () => scope.uncovered(tag, `${id}: ${String(args[1])}`), unitOf(several[0]![1].unit));
  const limit = own(scope.limits, found) as Limit | undefined;
  if (!limit) {
    scope.issues.push(issue("RULE_LIMIT_UNKNOWN", path, { limit: found }));
    return failed;
  }
  scope.facts.limits.push(found);
  return fixed(scope, `limit ${found}`, limit.value, unitOf(limit.unit));
}

/** The id of the limit that holds for a tag; undefined when it names none or several. */
export function pick(args: readonly JsonLogic[], tag: Tag | undefined, ids: readonly string[]): string | undefined {
  const [id, facet, other] = args;
  if (typeof id !== "string" || facet === undefined) return typeof id === "string" ? id : undefined;
  const values = facet === "label" ? (tag?.labels ?? []) : [facet === "medium" ? tag?.medium : tag?.assetClass];
  const found = values.map((value) => `${id}.${value ?? ""}`).filter((name) => ids.includes(name));
  if (found.length === 0) return typeof other === "string" ? other : undefined;
  return found.length === 1 ? found[0] : undefined;
}

/** The limit with its source; what nobody has verified yet is said to be so (catalogue 1.1). */
function limitWords(limit: Limit | undefined, id: string): I18nText {
  if (!limit) return phrase("限值 {id}", "limit {id}", { id });
  const { sourceStd, edition, clause, confidence } = limit;
  const source = [edition === undefined ? sourceStd : `${sourceStd}-${edition}`, clause].filter((part) => part !== undefined && part !== "").join(" ");
  const open = confidence.endsWith("verify") ? phrase("，待核实", ", to be verified") : "";
  return phrase("限值 {value}（{source}{open}）", "the limit {value} ({source}{open})", { value: `${trimmed(limit.value)} ${plainUnit(limit.unit)}`.trim(), source, open });
}
