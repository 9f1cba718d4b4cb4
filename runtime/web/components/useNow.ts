import { useSyncExternalStore } from "react";

let now = Date.now();
let offset = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** Corrects this machine's clock by the server's; ages and countdowns follow the server. */
export function setServerTime(serverIso: string): void {
  offset = Date.parse(serverIso) - Date.now();
  now = Date.now() + offset;
}

/** Now by the server's clock, epoch ms. */
export function serverNow(): number {
  return Date.now() + offset;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = serverNow();
    listeners.forEach((one) => one());
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now by the server's clock, once a second; one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
