/** One write as the client knows it. */
export interface Write {
  readonly key: string; // its Idempotency-Key, and what it is found by afterwards
  readonly kind: string;
  /** The id the server gave, once acknowledged. */
  readonly id?: string;
}

/**
 * What a client may expect after the crashes: acknowledged writes are there
 * exactly once, unanswered ones at most once, refused ones not at all.
 */
export class Ledger {
  readonly acked: Write[] = [];
  readonly unknown: Write[] = [];
  readonly refused: (Write & { readonly status: number; readonly body: string })[] = [];

  get total(): number {
    return this.acked.length + this.unknown.length + this.refused.length;
  }
}

export interface LedgerFaults {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly ghosts: readonly string[]; // refused, and there all the same
}

/** Compares with what is stored: how often each key is found, by kind. */
export function compareLedger(ledger: Ledger, found: ReadonlyMap<string, number>): LedgerFaults {
  const count = (write: Write): number => found.get(write.key) ?? 0;
  const names = (writes: readonly Write[]): string[] => writes.map((one) => `${one.kind} ${one.key}`);
  return {
    lost: names(ledger.acked.filter((one) => count(one) === 0)),
    doubled: names([...ledger.acked, ...ledger.unknown].filter((one) => count(one) > 1)),
    ghosts: names(ledger.refused.filter((one) => count(one) > 0)),
  };
}
