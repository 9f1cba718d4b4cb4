import type { PermitRow } from "../api/types.ts";

export interface PermitFilter {
  readonly kind: string;
  readonly area: string;
  readonly q: string;
}

/** The permits a filter shows; words are looked for in number, work, kind and names. */
export function filterPermits(permits: readonly PermitRow[], { kind, area, q }: PermitFilter): PermitRow[] {
  const words = q.trim().toLowerCase();
  return permits.filter(
    (permit) =>
      (kind === "" || permit.form.id === kind) &&
      (area === "" || permit.areaId === area) &&
      (words === "" || textOf(permit).includes(words)),
  );
}

function textOf(permit: PermitRow): string {
  const people = [permit.by, ...permit.holders, ...permit.guardians].map((person) => person.name);
  return [permit.number, permit.title, permit.form.title.zh, permit.form.title.en, ...people].join(" ").toLowerCase();
}

/** The kinds of work that occur, for the filter. */
export function kindsOf(permits: readonly PermitRow[]): PermitRow["form"][] {
  return [...new Map(permits.map((permit) => [permit.form.id, permit.form])).values()];
}
