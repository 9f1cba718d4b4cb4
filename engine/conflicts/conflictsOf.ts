import { distanceOf, planDistance, type DistanceBasis } from "./distance.ts";
import type { TableRow } from "./table.ts";
import { overlaps, type Work } from "./work.ts";

/** Two works in each other's way, seen from the one that was asked about. */
export interface Conflict {
  readonly row: TableRow;
  readonly mine: Work;
  readonly other: Work;
  readonly distanceM: number | null;
  /** How it was found; `key`: both share a dike, pipe or space; `unknown`: it cannot be told, and so counts. */
  readonly basis: DistanceBasis | "key";
}

type Found = Pick<Conflict, "distanceM" | "basis">;

/** Every conflict between works of one ticket and those of others, by number of the other ticket, then by row. */
export function conflictsOf(table: readonly TableRow[], mine: readonly Work[], others: readonly Work[]): Conflict[] {
  const found = mine.flatMap((one) => others.flatMap((other) => (other.ticket !== one.ticket && overlaps(one, other) ? between(table, one, other) : [])));
  return found.sort((a, b) => order(a.other.number, b.other.number) || order(a.row.id, b.row.id));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function between(table: readonly TableRow[], mine: Work, other: Work): Conflict[] {
  return table.flatMap((row) => {
    const here = fits(row, mine, other) ? judge(row, mine, other) : undefined;
    const there = here ?? (fits(row, other, mine) ? judge(row, other, mine) : undefined);
    return there ? [{ row, mine, other, ...there }] : [];
  });
}

function fits(row: TableRow, a: Work, b: Work): boolean {
  if (row.a !== a.kind) return false;
  return row.b === "*" ? !isSameJob(a, b) : row.b === b.kind;
}

/** Tickets that name each other are one job: it knows itself what it does at once. */
function isSameJob(a: Work, b: Work): boolean {
  return a.linked.includes(b.ticket) || b.linked.includes(a.ticket);
}

function judge({ relation }: TableRow, a: Work, b: Work): Found | undefined {
  if (relation.as === "within") return relation.column ? near(planDistance(a.spot, b.spot), relation.m) : inSpace(a, b, relation.m);
  if (relation.as === "sameKey") return sharing(a, b, relation.name);
  return relation.as === "below" ? below(a, b, relation) : near(planDistance(a.spot, b.spot), a.reachM);
}

function inSpace(a: Work, b: Work, limitM: number | null): Found | undefined {
  const { m, basis } = distanceOf(a.spot, b.spot);
  if (m === null || limitM === null) return { distanceM: m, basis: "unknown" };
  return m <= limitM ? { distanceM: m, basis } : undefined;
}

function near(m: number | null, limitM: number | null): Found | undefined {
  if (m === null || limitM === null) return { distanceM: m, basis: "unknown" };
  return m <= limitM ? { distanceM: m, basis: "plan" } : undefined;
}

function sharing(a: Work, b: Work, name: string): Found | undefined {
  const [one, other] = [a.keys[name] ?? null, b.keys[name] ?? null];
  const distanceM = distanceOf(a.spot, b.spot).m;
  if (one === null || other === null) return { distanceM, basis: "unknown" };
  return one === other ? { distanceM, basis: "key" } : undefined;
}

/** In the fall line of `upper`, and not shielded from it. */
function below(upper: Work, lower: Work, { m, doubleM }: { readonly m: number | null; readonly doubleM: number | null }): Found | undefined {
  const found = near(planDistance(upper.spot, lower.spot), m);
  const drop = upper.spot.z === null || lower.spot.z === null ? null : upper.spot.z - lower.spot.z;
  if (!found || (drop !== null && drop <= 0)) return undefined;
  const needed = drop === null || doubleM === null || drop > doubleM ? 2 : 1;
  return (upper.layers ?? 0) >= needed ? undefined : found;
}
