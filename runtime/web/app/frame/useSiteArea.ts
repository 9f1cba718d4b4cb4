import { useSyncExternalStore } from "react";

const key = "safeloop.area";
const listeners = new Set<() => void>();

function read(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // storage switched off: the whole site
  }
}

let current = read();

/** Remembers the chosen area for this browser; `""` is the whole site. */
export function setSiteArea(area: string): void {
  current = area;
  try {
    localStorage.setItem(key, area);
  } catch {
    // storage switched off: the choice lasts as long as the page
  }
  listeners.forEach((listener) => listener());
}

/** The area chosen in the header, `""` for the whole site. */
export function useSiteArea(): string {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, () => current);
}
