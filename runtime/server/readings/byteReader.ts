import { DamagedReadings } from "./damagedReadings.ts";

/** Reads what `ByteWriter` wrote. Reading past the end is damage, never a value. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  #held = 0;
  #heldCount = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** `count` ≤ 24 bits. */
  bits(count: number): number {
    while (this.#heldCount < count) {
      this.#held = (this.#held << 8) | this.byte();
      this.#heldCount += 8;
    }
    this.#heldCount -= count;
    const value = this.#held >>> this.#heldCount;
    this.#held &= (1 << this.#heldCount) - 1;
    return value;
  }

  /** `count` ≤ 32 bits as an unsigned word. */
  word(count: number): number {
    return count > 16 ? this.bits(count - 16) * 0x1_0000 + this.bits(16) : this.bits(count);
  }

  /** How many ones stand before the next zero, at most `most`; the zero is read with them, unless `most` is reached. */
  ones(most: number): number {
    let count = 0;
    while (count < most && this.bits(1) === 1) count += 1;
    return count;
  }

  align(): void {
    this.#held = 0;
    this.#heldCount = 0;
  }

  byte(): number {
    if (this.#at >= this.#bytes.length) throw new DamagedReadings("it ends too early");
    return this.#bytes[this.#at++] ?? 0;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new DamagedReadings("a number is too long");
  }

  double(): number {
    if (this.#at + 8 > this.#bytes.length) throw new DamagedReadings("it ends too early");
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  bytes(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length) throw new DamagedReadings("it ends too early");
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** Nothing may be left. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new DamagedReadings("bytes are left over");
  }
}
