import type { AlertRule, Limit } from "@safeloop/engine";
import { unitText } from "@safeloop/web";
import { sign } from "./ruleWords.ts";
import type { Term } from "../condition/model.ts";

/** "25 %LEL" */
export function limitAmount({ value, unit }: Limit, locale: string): string {
  return `${value} ${unit === "1" ? "" : unitText(unit, locale)}`.trim();
}

/** A limit as it is called: comparison, value and unit, "≥ 25 %LEL". */
export function limitLabel(limit: Limit, locale: string): string {
  return `${limit.op === undefined ? "" : sign[limit.op]} ${limitAmount(limit, locale)}`.trim();
}

/** What a limit among several is for: `L1.H2S` is that of H2S. */
export function limitFor(id: string): string | undefined {
  const at = id.indexOf(".");
  return at < 0 ? undefined : id.slice(at + 1);
}

/** The limits a term means: one, or all that it chooses from by what the tag is. */
export function limitsOf({ id, by, otherwise }: Extract<Term, { kind: "limit" }>, limits: AlertRule["limits"]): readonly string[] {
  if (by === undefined) return [id];
  return [...Object.keys(limits).filter((name) => name.startsWith(`${id}.`)), ...(otherwise === undefined || otherwise.startsWith(`${id}.`) ? [] : [otherwise])];
}

/** Where a limit comes from, with its clause. */
export function sourceOf({ sourceStd, edition, clause }: Limit): string {
  return [sourceStd, edition, clause].filter(Boolean).join(" ");
}

/** Ids of the limits that a rule's conditions name. */
export function namedLimits({ condition, clear, suppressWhen, limits }: Pick<AlertRule, "condition" | "clear" | "suppressWhen" | "limits">): ReadonlySet<string> {
  const text = JSON.stringify([condition, clear ?? null, suppressWhen ?? null]);
  return new Set(Object.keys(limits).filter((id) => text.includes(`"${id}"`) || (limitFor(id) !== undefined && text.includes(`"${id.slice(0, id.indexOf("."))}"`))));
}
