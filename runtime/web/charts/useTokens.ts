import { useSyncExternalStore } from "react";
import { onThemeMode, themeMode } from "../theme/mode.ts";
import { darkTokens, lightTokens, type Tokens } from "../theme/tokens.ts";

/** The tokens as values, for a canvas, which cannot read CSS variables. */
export function useTokens(): Tokens {
  return useSyncExternalStore(onThemeMode, themeMode) === "dark" ? darkTokens : lightTokens;
}
