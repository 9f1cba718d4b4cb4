import type { Definition } from "@safeloop/engine";
import { useState } from "react";
import type { CommandStack } from "../commands/commandStack.ts";
import type { Theirs } from "./useTheirs.ts";

/** A state that server and designer had in common: what a change made here is compared with and stored over. */
export interface SyncPoint<D> {
  readonly etag: string;
  readonly base: D;
  readonly published: number | null;
}

interface Merge<D> {
  readonly key: string;
  readonly theirs: Theirs;
  point: SyncPoint<D>;
}

/**
 * The state in common, and how merges moved it. Undoing a merge brings the
 * state before it back, old ETag and all: what the other stored is then not
 * written over but stands to be merged again.
 */
export class Sync<D extends Definition> {
  readonly #stack: CommandStack<D>;
  readonly #merges: Merge<D>[] = [];
  readonly #ours: Set<string>;
  #first: SyncPoint<D>;

  constructor(stack: CommandStack<D>, first: SyncPoint<D>) {
    this.#stack = stack;
    this.#first = first;
    this.#ours = new Set([first.etag]);
  }

  #active(): Merge<D> | undefined {
    const undone = this.#merges.findIndex((one) => !this.#stack.holds(one.key));
    return this.#merges[(undone < 0 ? this.#merges.length : undone) - 1];
  }

  get present(): SyncPoint<D> {
    return this.#active()?.point ?? this.#first;
  }

  /** What stands to be merged again because its merge was undone. */
  get undone(): Theirs | undefined {
    return this.#merges.find((one) => !this.#stack.holds(one.key))?.theirs;
  }

  /** True of what was stored from here, or has been merged. */
  isOurs(etag: string): boolean {
    return this.#ours.has(etag);
  }

  /** Stored from here. */
  stored(point: SyncPoint<D>): void {
    this.#ours.add(point.etag);
    const active = this.#active();
    if (active) active.point = point;
    else this.#first = point;
  }

  /** Begins a merge; gives the key of the step on the stack that is about to be done. */
  merging(theirs: Theirs, point: SyncPoint<D>): string {
    // Merges that were undone and not redone are left: their step is gone from the stack with the new one.
    const undone = this.#merges.findIndex((one) => !this.#stack.holds(one.key));
    if (undone >= 0) this.#merges.splice(undone);
    const key = `merge:${point.etag}:${this.#merges.length}:${Date.now()}`;
    this.#ours.add(point.etag);
    this.#merges.push({ key, theirs, point });
    return key;
  }
}

export function useSync<D extends Definition>(stack: CommandStack<D>, first: SyncPoint<D>): Sync<D> {
  const [sync] = useState(() => new Sync(stack, first));
  return sync;
}
