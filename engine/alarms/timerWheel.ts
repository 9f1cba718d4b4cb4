const slotMs = 100;

/** What a wheel can hold: it keeps its slot by itself, undefined while it has none. */
export interface Woken {
  slot?: number | undefined;
}

/** Says when to look at something again; never decides. An entry may come up early, never late by more than a slot. */
export class TimerWheel<T extends Woken> {
  private readonly slots = new Map<number, Set<T>>();

  /** Makes sure `item` comes up by `at` (wall ms). Moves only to an earlier slot: a later one is found when it comes up. */
  wake(item: T, at: number): void {
    if (!Number.isFinite(at)) return;
    const slot = Math.ceil(at / slotMs);
    const present = item.slot;
    if (present !== undefined && present <= slot) return;
    if (present !== undefined) this.slots.get(present)?.delete(item);
    item.slot = slot;
    const set = this.slots.get(slot);
    if (set) set.add(item);
    else this.slots.set(slot, new Set([item]));
  }

  /** Takes out everything due by `now`. */
  due(now: number): T[] {
    const out: T[] = [];
    const limit = Math.floor(now / slotMs);
    for (const [slot, set] of this.slots) {
      if (slot > limit) continue;
      for (const item of set) {
        out.push(item);
        item.slot = undefined;
      }
      this.slots.delete(slot);
    }
    return out;
  }

  remove(item: T): void {
    if (item.slot !== undefined) this.slots.get(item.slot)?.delete(item);
    item.slot = undefined;
  }

  /** Wall time of the earliest entry; +∞ when there is none. */
  next(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const [slot, set] of this.slots) if (set.size > 0 && slot < first) first = slot;
    return first * slotMs;
  }
}
