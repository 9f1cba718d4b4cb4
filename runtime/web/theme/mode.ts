/** The two looks. Wall screens (`?wall=1`) are dark and larger. */
export type ThemeMode = "light" | "dark";

const key = "safeloop.theme";

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage switched off: the choice lasts as long as the page
  }
}

/** True on a wall screen. */
export function isWall(): boolean {
  return new URLSearchParams(location.search).get("wall") === "1";
}

/** Height of a wall in CSS pixels: what is drawn on it is half as large again (`base.css`). */
export function wallHeight(): number {
  return innerHeight / 1.5;
}

let current: ThemeMode = isWall() || stored() === "dark" ? "dark" : "light";
let forced: ThemeMode | undefined;
const listeners = new Set<() => void>();

function show(): void {
  document.documentElement.dataset["theme"] = themeMode();
  if (isWall()) document.documentElement.dataset["wall"] = "1";
}

export function themeMode(): ThemeMode {
  return forced ?? current;
}

/** A page that has one look only (the alarm console is dark) forces it while it is shown; `undefined` gives the reader's choice back. */
export function forceThemeMode(mode: ThemeMode | undefined): void {
  forced = mode;
  show();
  listeners.forEach((listener) => listener());
}

/** Switches the look at once, for this browser. */
export function setThemeMode(mode: ThemeMode): void {
  current = mode;
  try {
    localStorage.setItem(key, mode);
  } catch {
    // storage switched off: see `stored`
  }
  show();
  listeners.forEach((listener) => listener());
}

export function onThemeMode(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

show();
