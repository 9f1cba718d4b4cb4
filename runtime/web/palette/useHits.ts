import { WordIndex } from "@safeloop/engine";
import { useMemo } from "react";
import { useSpelling } from "../search/spelling.ts";
import { isOffered, type PaletteEntry, textsOf } from "./entry.ts";
import { type Leave, useEntries } from "./useEntries.ts";

const most = 30;

/** What the palette shows for a text: the best first, whatever kind; before anything is typed, commands and pages. */
export function useHits(q: string, own: readonly PaletteEntry[], leave: Leave): readonly PaletteEntry[] {
  const spelling = useSpelling();
  const { here, asked } = useEntries(q, leave);
  const all = useMemo(() => [...own, ...here], [own, here]);
  const index = useMemo(() => new WordIndex(all, textsOf, spelling), [all, spelling]);
  return useMemo(() => {
    if (q === "") return all.filter(isOffered);
    const found = index.find(q, most);
    const keys = new Set(found.map((one) => one.key));
    return [...found, ...asked.filter((one) => !keys.has(one.key))];
  }, [all, asked, index, q]);
}
