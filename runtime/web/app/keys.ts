import { useEffect, useRef } from "react";

const key = "safeloop.singleKeys";

/** Single-letter shortcuts can be turned off (screens 5). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(key) !== "off";
  } catch {
    return true; // storage switched off: the default
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // storage switched off: the choice cannot be kept
  }
}

/** True while the key goes into a field. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return target !== null && typeof target.closest === "function" && target.closest("input, textarea, select, [contenteditable='true'], [role='dialog']") !== null;
}

/** True where the key belongs to what has the focus: Enter presses a button or link, arrows walk a menu. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (event.key.length === 1 || target === null || typeof target.closest !== "function") return false;
  return target.closest(event.key === "Enter" ? "button, a, [role='menu'], [role='menuitem']" : "[role='menu'], [role='menuitem'], [role='radio'], [role='tab']") !== null;
}

/** Single-key shortcuts of a page: `{ j: next, k: previous, Enter: open }`. Off while typing or with a modifier. */
export function useKeys(map: { readonly [key: string]: (() => void) | undefined }): void {
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isTaken(event)) return;
      if (event.key.length === 1 && !areSingleKeysOn()) return;
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
