import { useSyncExternalStore } from "react";

/** The screens of the capture page; each has its own address, so back works and loses nothing. */
export type Screen = "snap" | "describe" | "sent" | "scan" | "mine" | "sign";
const screens: readonly Screen[] = ["describe", "sent", "scan", "mine", "sign"];

function current(): Screen {
  const name = location.pathname.split("/")[2];
  return screens.find((screen) => screen === name) ?? "snap";
}

const listeners = new Set<() => void>();
addEventListener("popstate", () => listeners.forEach((listener) => listener()));

/** Goes to a screen; `replace` leaves the present one out of the history. */
export function go(screen: Screen, query = "", replace = false): void {
  const url = `/snap${screen === "snap" ? "" : `/${screen}`}${query}`;
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  listeners.forEach((listener) => listener());
}

export function useScreen(): Screen {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, current);
}
