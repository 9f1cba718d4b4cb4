import type { KeyboardEvent } from "react";

const pressing: ReadonlySet<string> = new Set(["Enter", " ", "ArrowUp", "ArrowDown"]);

/** Keeps the keys that press a button or walk a menu from the page, whose lists take them too. Esc, Tab and letters go on. */
export function keepKeys(event: KeyboardEvent): void {
  if (pressing.has(event.key)) event.stopPropagation();
}
