import type { TableRow } from "./table.ts";
import type { Work } from "./work.ts";

/** Where a store looks for works that one could be in the way of: it may bring more, never fewer. */
export interface Look {
  /** Undefined: of any kind. */
  readonly kinds?: readonly string[];
  /** No farther off on the plan, where both places are known. */
  readonly withinM?: number;
  /** No farther off than the other's own reach, where that and both places are known. */
  readonly inTheirReach?: true;
  /** Sharing this key, where both are known. */
  readonly key?: { readonly name: string; readonly value: string };
}

/** The looks that together find every conflict of a work. */
export function looksFor(table: readonly TableRow[], mine: Work): Look[] {
  const looks = table.flatMap((row) => [...(row.a === mine.kind ? [look(row, row.b, mine, true)] : []), ...(row.b === mine.kind || row.b === "*" ? [look(row, row.a, mine, false)] : [])]);
  return [...new Map(looks.map((one) => [JSON.stringify(one), one])).values()];
}

function look({ relation }: TableRow, kind: string, mine: Work, mineReaches: boolean): Look {
  const kinds = kind === "*" ? {} : { kinds: [kind] };
  if (relation.as === "sameKey") {
    const value = mine.keys[relation.name] ?? null;
    return value === null ? kinds : { ...kinds, key: { name: relation.name, value } };
  }
  if (relation.as === "inReach" && !mineReaches) return { ...kinds, inTheirReach: true };
  const reach = relation.as === "inReach" ? mine.reachM : relation.m;
  return reach === null ? kinds : { ...kinds, withinM: reach };
}
