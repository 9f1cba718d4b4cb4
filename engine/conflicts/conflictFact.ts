import type { ConflictFact } from "../forms/index.ts";
import type { Conflict } from "./conflictsOf.ts";

/** A conflict as checks see it, in words too: which ticket, what is in the way, how far off and how that is known, and the clause. */
export function conflictFact({ row, other, distanceM, basis }: Conflict): ConflictFact {
  const m = distanceM === null ? null : Math.round(distanceM * 10) / 10;
  const { std, edition, clause: number, confidence } = row.source;
  const doubt = confidence.endsWith("verify");
  const clause = [edition === undefined ? std : `${std}—${edition}`, number].filter((one) => one !== undefined).join(" ");
  return {
    row: row.id, ticket: other.ticket, with: other.number, kind: other.kind, distanceM: m, basis, clause,
    zh: `${other.number} ${row.title.zh}（${basisZh[basis](m)}；${clause}${doubt ? "，待核实" : ""}）`,
    en: `${other.number} ${row.title.en} (${basisEn[basis](m)}; ${clause}${doubt ? ", to be verified" : ""})`,
  };
}

type Words = { readonly [basis in Conflict["basis"]]: (m: number | null) => string };

const basisZh: Words = {
  "3-D": (m) => `相距 ${String(m)} m，按空间距离`,
  plan: (m) => `相距 ${String(m)} m，按平面距离`,
  key: (m) => (m === null ? "同一处" : `同一处，相距 ${String(m)} m`),
  unknown: () => "位置不明，按冲突处理",
};

const basisEn: Words = {
  "3-D": (m) => `${String(m)} m apart in space`,
  plan: (m) => `${String(m)} m apart on the plan`,
  key: (m) => (m === null ? "the same place" : `the same place, ${String(m)} m apart`),
  unknown: () => "place not known, so it counts",
};
