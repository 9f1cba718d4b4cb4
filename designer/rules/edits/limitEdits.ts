import type { AlertRule, Limit } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import type { Comparison, Term } from "../condition/model.ts";

/** Whose numbers these are: the site's own, which it may change freely. */
export const siteLimit = { sourceStd: "本厂", confidence: "project" } as const;

const names = ["H", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"] as const;
const rated = { s: "s", min: "min", h: "h" } as const;

/** The unit of what a term says about a tag of a unit; undefined where it is a plain number. */
export function unitFor(term: Term, tagUnit: string | undefined): string | undefined {
  if (tagUnit === undefined) return undefined;
  if (term.kind === "rate") return `${tagUnit}/${rated[term.per ?? "s"]}`;
  return term.kind === "value" || term.kind === "prev" || term.kind === "window" || term.kind === "calc" ? tagUnit : undefined;
}

/** The limits with one more of a unit, that the site answers for. */
export function withLimit(limits: AlertRule["limits"], unit: string, op: Comparison): { readonly id: string; readonly limits: AlertRule["limits"] } {
  const id = names.find((one) => limits[one] === undefined) ?? `L${Object.keys(limits).length + 1}`;
  const order = op === ">" || op === "<" || op === "<=" ? op : ">=";
  return { id, limits: { ...limits, [id]: { value: 0, unit, op: order, ...siteLimit } } };
}

/** Changes parts of a limit: its number, and of one of the site's own also unit and comparison. */
export function changeLimit(id: string, part: Partial<Pick<Limit, "value" | "unit" | "op" | "clause">>): Edit<AlertRule> {
  return {
    title: { zh: "修改限值", en: "Change the limit" },
    mergeKey: `limit/${id}/${Object.keys(part).join()}`,
    apply(rule) {
      const limit = Object.hasOwn(rule.limits, id) ? rule.limits[id] : undefined;
      const isSame = limit && Object.entries(part).every(([facet, value]) => limit[facet as keyof Limit] === value);
      return !limit || isSame || (part.value !== undefined && !Number.isFinite(part.value)) ? rule : { ...rule, limits: { ...rule.limits, [id]: { ...limit, ...part } } };
    },
  };
}

/** Takes away a limit that nothing in the rule names. */
export function removeLimit(id: string): Edit<AlertRule> {
  return { title: { zh: "移除限值", en: "Remove the limit" }, apply: ({ limits: { [id]: _gone, ...limits }, ...rule }) => ({ ...rule, limits }) };
}
