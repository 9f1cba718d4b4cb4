import type { CheckView } from "@safeloop/engine";

/** One line of the panel. `stopsNow`: the form cannot be sent before it is settled; else it must hold later. */
export interface CheckRow { readonly check: CheckView; readonly stopsNow: boolean }

/** Which checks stop the submit, and what else does that no check names. The rest must hold before approval, or in later steps. */
export interface SubmitStops { readonly now: ReadonlySet<string>; readonly extra: readonly CheckView[]; readonly isPermit: boolean }

export const isOpen = (check: CheckView): boolean => check.verdict !== "pass";

const ranks = { fail: 0, unknown: 1, pass: 2 } as const;
const rank = ({ verdict, severity }: CheckView): number => (severity === "warn" ? 3 : ranks[verdict]);

/** By code as people count: C-2 before C-10. */
export function byCode(one: CheckView, other: CheckView): number {
  return one.id.localeCompare(other.id, "en", { numeric: true });
}

/** What refuses and what warns: failing first, then what cannot be judged, then warnings, each by code. Failing answers that no check names lead. */
export function checkRows(checks: readonly CheckView[], stops?: SubmitStops): readonly CheckRow[] {
  const extra = new Set(stops?.extra);
  const lead = (check: CheckView): number => (extra.has(check) && check.verdict === "fail" ? 0 : 1);
  const all = [...extra, ...checks.filter(isOpen)].sort((one, other) => rank(one) - rank(other) || lead(one) - lead(other) || byCode(one, other));
  return all.map((check) => ({ check, stopsNow: extra.has(check) || (stops?.now.has(check.id) ?? false) }));
}

/** How many refuse now and how many must hold later; warnings refuse nothing. */
export function countRows(rows: readonly CheckRow[]): { readonly now: number; readonly later: number } {
  const refusing = rows.filter(({ check }) => check.severity === "block");
  const now = refusing.filter(({ stopsNow }) => stopsNow).length;
  return { now, later: refusing.length - now };
}
