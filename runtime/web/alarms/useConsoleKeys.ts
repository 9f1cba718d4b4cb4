import { useEffect, useRef } from "react";
import { areSingleKeysOn, isTyping } from "../app/keys.ts";
import { type ConsoleAct, consoleActOf } from "./alarmKeys.ts";

/** The console by keyboard; single letters are off while typing, in a dialog, and where the reader turned them off. */
export function useConsoleKeys(act: (what: ConsoleAct) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event) || (event.key.length === 1 && !areSingleKeysOn())) return;
      const what = consoleActOf(event);
      if (!what || what === "filter" || (what === "open" && isPressable(event))) return; // "/" belongs to the frame, Enter to what has the focus
      event.preventDefault();
      latest.current(what);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function isPressable({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("button, a, summary, [role='button'], [role='radio'], [role='combobox'], [role='menuitem']") !== null;
}
