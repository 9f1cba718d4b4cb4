/** Writes bytes and bits, growing as needed. Bits fill each byte from its high end; whole bytes begin at the next full byte. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #held = 0; // bits not yet a byte, right-aligned
  #heldCount = 0;

  get length(): number {
    return this.#length;
  }

  /** The low `count` ≤ 24 bits of a whole number. */
  bits(value: number, count: number): void {
    this.#held = (this.#held << count) | value;
    this.#heldCount += count;
    while (this.#heldCount >= 8) {
      this.#heldCount -= 8;
      this.#put((this.#held >>> this.#heldCount) & 0xff);
    }
    this.#held &= (1 << this.#heldCount) - 1;
  }

  /** The low `count` ≤ 32 bits of a 32-bit word. */
  word(value: number, count: number): void {
    if (count > 16) {
      this.bits((value >>> 16) & ((1 << (count - 16)) - 1), count - 16);
      this.bits(value & 0xffff, 16);
    } else this.bits(value & ((1 << count) - 1), count);
  }

  /** Ends a run of bits: what follows begins with a byte of its own. */
  align(): void {
    if (this.#heldCount > 0) this.bits(0, 8 - this.#heldCount);
  }

  byte(value: number): void {
    this.#put(value & 0xff);
  }

  /** A whole number from 0 to 2^53 − 1, seven bits a byte. */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#put((rest % 0x80) | 0x80);
    this.#put(rest);
  }

  double(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  bytes(some: Uint8Array): void {
    this.#reserve(some.length);
    this.#bytes.set(some, this.#length);
    this.#length += some.length;
  }

  /** Takes back what was written after `length`, between two runs of bits. */
  cut(length: number): void {
    this.#length = length;
  }

  /** Gives what was written and begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    this.#held = 0;
    this.#heldCount = 0;
    return taken;
  }

  #put(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
