/** Something the palette finds: a place to go to, or an act. */
export interface PaletteEntry {
  readonly key: string;
  readonly group: "command" | "field" | "node" | "limit" | "page" | "template" | "form" | "flow" | "rule" | "tag" | "person" | "record";
  readonly title: string;
  /** What it is found by besides its title: its id, its name in the other language. */
  readonly also?: readonly string[];
  readonly note?: string; // shown behind the title
  /** Why it cannot be done now; it is found all the same. */
  readonly blocked?: string;
  readonly open: () => void;
}

/** What stands there before anything is typed. */
export function isOffered({ group }: PaletteEntry): boolean {
  return group === "command" || group === "page";
}

export function textsOf(entry: PaletteEntry): readonly string[] {
  return [entry.title, ...(entry.also ?? [])];
}
