import type { Store } from "../context.ts";
import type { BlockStore } from "./blockStore.ts";
import type { Columns } from "./columns.ts";
import type { RecentReadings } from "./recentReadings.ts";

const readingsPerSlice = 10_000; // a few milliseconds of work

/**
 * Moves readings received before `cut` (epoch ms) from the log's memory into
 * sealed blocks, a slice of tags after the other: between two slices whatever
 * else waits has its turn. A crash in between is harmless: the log still holds
 * them, and merging the same readings again changes nothing. Resolves when all
 * are stored and forgotten here.
 */
export async function sealReadings(store: Store, blocks: BlockStore, recent: RecentReadings, cut: number): Promise<void> {
  const tags = recent.tags().filter((tagNo) => recent.hasBefore(tagNo, cut));
  while (tags.length > 0) {
    const some: number[] = [];
    const found: { tagNo: number; readings: Columns }[] = [];
    for (let size = 0; size < readingsPerSlice && tags.length > 0;) {
      const tagNo = tags.pop()!;
      const readings = recent.before(tagNo, cut);
      some.push(tagNo);
      if (!readings) continue;
      found.push({ tagNo, readings });
      size += readings.ts.length;
    }
    const prepared = await blocks.prepareAll(found);
    await store.unit((tx) => blocks.write(tx, prepared));
    for (const tagNo of some) recent.drop(tagNo, cut); // a trend that is being read has both and tidies
    await new Promise((resolve) => setImmediate(resolve));
  }
}
