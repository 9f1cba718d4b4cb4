/** A set of small numbers as the bits of one integer. */
export type Bits = bigint;

export const none: Bits = 0n;

/** The set with one member. */
export function bit(i: number): Bits {
  return 1n << BigInt(i);
}

/** The set {0 … size−1}. */
export function allBits(size: number): Bits {
  return (1n << BigInt(size)) - 1n;
}

/** Members in rising order. */
export function membersOf(bits: Bits): number[] {
  const members: number[] = [];
  const text = bits.toString(2);
  for (let i = text.length - 1; i >= 0; i--) if (text[i] === "1") members.push(text.length - 1 - i);
  return members;
}

/** Names as bits and back; a name gets its number when it is first asked for. */
export class Index {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];

  bit(name: string): Bits {
    let at = this.numbers.get(name);
    if (at === undefined) {
      at = this.names.length;
      this.numbers.set(name, at);
      this.names.push(name);
    }
    return bit(at);
  }

  bits(names: Iterable<string>): Bits {
    let all = none;
    for (const name of names) all |= this.bit(name);
    return all;
  }

  /** Names of the members, in the order they were first met. */
  of(bits: Bits): string[] {
    return membersOf(bits).map((at) => this.names[at] ?? "");
  }
}
