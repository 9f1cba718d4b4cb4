import { issue, type Issue } from "../../issues/issue.ts";
import type { Pack } from "../../model/pack.ts";

/** A pack with the definitions of all it requires beside its own: what its references may name, and its cases play with. */
export interface PackScope {
  readonly whole: Pack;
  readonly issues: readonly Issue[];
}

/** Finds what a pack requires, and what that requires, among `packs`; a pack that is missing or too old is an Issue. */
export function scopeOf(pack: Pack, packs: readonly Pack[]): PackScope {
  const found = new Map<string, Pack>();
  const issues: Issue[] = [];
  const visit = (one: Pack): void => {
    for (const [id, range] of Object.entries(one.manifest.requires?.packs ?? {})) {
      const needed = packs.find((each) => each.manifest.id === id);
      if (!needed || !satisfies(needed.manifest.version, range)) issues.push(issue("PACK_REQUIRES", "/pack/requires", { pack: one.manifest.id, id, range, have: needed?.manifest.version ?? "-" }));
      else if (!found.has(id) && id !== pack.manifest.id) {
        found.set(id, needed);
        visit(needed);
      }
    }
  };
  visit(pack);
  return { whole: [...found.values()].reduce(joined, pack), issues };
}

function joined(pack: Pack, other: Pack): Pack {
  return {
    ...pack, forms: [...pack.forms, ...other.forms], flows: [...pack.flows, ...other.flows], rules: [...pack.rules, ...other.rules],
    calendars: [...(pack.calendars ?? []), ...(other.calendars ?? [])], worlds: { ...other.worlds, ...pack.worlds },
  };
}

/** `>=1.2.0`, `^1.2.0` or an exact version; anything else is not satisfied. */
export function satisfies(version: string, range: string): boolean {
  const found = /^(>=|\^|)(\d+\.\d+\.\d+)$/.exec(range.trim());
  if (!found) return false;
  const order = compareVersions(version, found[2] ?? "");
  if (found[1] === "") return order === 0;
  return order >= 0 && (found[1] !== "^" || version.split(".")[0] === (found[2] ?? "").split(".")[0]);
}

/** Less than, equal to or greater than 0 as `a` is older, the same or newer than `b` (SemVer 2.0, without build data; a pre-release is older than its release). */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i += 1) if (left.numbers[i] !== right.numbers[i]) return (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0);
  if (left.pre === right.pre) return 0;
  if (left.pre === "" || right.pre === "") return left.pre === "" ? 1 : -1;
  return left.pre < right.pre ? -1 : 1;
}

function parts(version: string): { readonly numbers: readonly number[]; readonly pre: string } {
  const [core = "", ...pre] = version.split("-");
  return { numbers: core.split(".").map(Number), pre: pre.join("-") };
}
