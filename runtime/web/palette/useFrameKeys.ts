import { useEffect } from "react";
import { areSingleKeysOn, isTyping } from "../app/keys.ts";

/** Ctrl K opens search, `?` the shortcut sheet, `/` goes to the list filter (the element marked `data-filter`). */
export function useFrameKeys(open: (what: "palette" | "sheet" | null) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        open("palette");
      } else if (isTyping(event) || !areSingleKeysOn() || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      } else if (event.key === "?") {
        open("sheet");
      } else if (event.key === "/") {
        const filter = document.querySelector<HTMLElement>("[data-filter]");
        if (filter !== null) event.preventDefault();
        filter?.focus();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [open]);
}
