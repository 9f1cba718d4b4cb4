import type { Store } from "../context.ts";
import type { BlockStore } from "./blockStore.ts";
import type { RecentReadings } from "./recentReadings.ts";

const tagsPerUnit = 50;

/**
 * Moves readings received before `cut` (epoch ms) from the log's memory into
 * sealed blocks. A crash in between is harmless: the log still holds them, and
 * merging the same readings again changes nothing. Resolves when all are stored.
 */
export async function sealReadings(store: Store, blocks: BlockStore, recent: RecentReadings, cut: number): Promise<number> {
  const tags = recent.tags().filter((tagNo) => recent.hasBefore(tagNo, cut));
  let sealed = 0;
  for (let at = 0; at < tags.length; at += tagsPerUnit) {
    const some = tags.slice(at, at + tagsPerUnit);
    const prepared = (await Promise.all(some.map((tagNo) => blocks.prepare(tagNo, recent.before(tagNo, cut))))).flat();
    await store.unit((tx) => blocks.write(tx, prepared));
    sealed += prepared.reduce((sum, block) => sum + block.n, 0);
  }
  return sealed;
}
