import type { Reader, Store } from "../context.ts";
import { readMeta, writeMeta } from "../storage/meta.ts";
import type { KeptClock, WatchedClock } from "./watchedClock.ts";

const key = "clock";

/** Where the clock stood when the server last wrote it down; nothing for a fresh store. */
export async function readKeptClock(from: Reader): Promise<KeptClock | undefined> {
  const text = await readMeta(from, key);
  return text === undefined ? undefined : (JSON.parse(text) as KeptClock);
}

/** Writes down where the clock stands: after a kill the next start sees whether it was set meanwhile. */
export async function keepClock(store: Store, clock: WatchedClock): Promise<void> {
  await store.unit((tx) => writeMeta(tx, key, JSON.stringify(clock.kept())));
}
