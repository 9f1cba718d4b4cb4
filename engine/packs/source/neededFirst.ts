import type { Pack } from "../../model/pack.ts";

/**
 * Packs with all they require of `packs`, those needed first before those that
 * need them, each once. `there`: packs that need not be looked at, nor what
 * they require. A pack that is required and not among `packs` is left out.
 */
export function neededFirst(wanted: readonly Pack[], packs: readonly Pack[], there: ReadonlySet<string> = new Set()): readonly Pack[] {
  const order = new Set<Pack>();
  const seen = new Set<Pack>();
  const visit = (pack: Pack): void => {
    if (seen.has(pack)) return;
    seen.add(pack);
    const needed = new Set(Object.keys(pack.manifest.requires?.packs ?? {}).filter((id) => !there.has(id)));
    packs.filter((one) => needed.has(one.manifest.id)).forEach(visit);
    order.add(pack);
  };
  wanted.forEach(visit);
  return [...order];
}
