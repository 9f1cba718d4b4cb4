import type { Writable } from "node:stream";

/** Messages of a broker on the way to the store. It may send more, but no more than this is held here. */
const most = { messages: 200, bytes: 8 * 1024 * 1024 } as const;

interface Held {
  readonly stream: Writable; // the connection it came on: an acknowledgement means nothing on another
  readonly messageId: number | undefined; // undefined: QoS 0 asks for none
  readonly bytes: number;
  isStored: boolean;
}

/**
 * What a broker has sent and we have not acknowledged yet. Each message is
 * acknowledged after it is stored, in the order of arrival (MQTT 4.6), and the
 * reading of more waits while too much is held.
 */
export class Unacknowledged {
  #held: Held[] = [];
  #bytes = 0;
  #proceed: (() => void) | undefined;

  /** A message has come; `proceed` is called when the next may be read. The function returned says that it is stored. */
  add(message: { readonly stream: Writable; readonly messageId: number | undefined; readonly bytes: number }, proceed: () => void): () => void {
    const held: Held = { ...message, isStored: false };
    this.#held.push(held);
    this.#bytes += held.bytes;
    if (this.#hasRoom) proceed();
    else this.#proceed = proceed;
    return () => {
      held.isStored = true;
      this.#settle();
    };
  }

  /** What came on a connection that is gone will be sent again: nothing of it is waited for. */
  forget(stream: Writable): void {
    this.#held = this.#held.filter((one) => one.stream !== stream);
    this.#bytes = this.#held.reduce((sum, one) => sum + one.bytes, 0);
    this.#goOn();
  }

  get #hasRoom(): boolean {
    return this.#held.length < most.messages && this.#bytes < most.bytes;
  }

  #settle(): void {
    let done = 0;
    for (; this.#held[done]?.isStored; done += 1) {
      const { stream, messageId, bytes } = this.#held[done]!;
      this.#bytes -= bytes;
      if (messageId !== undefined && stream.writable) stream.write(puback(messageId));
    }
    this.#held.splice(0, done);
    this.#goOn();
  }

  #goOn(): void {
    if (!this.#proceed || !this.#hasRoom) return;
    const proceed = this.#proceed;
    this.#proceed = undefined;
    proceed();
  }
}

/** MQTT 3.1.1, 3.4: four bytes. */
function puback(messageId: number): Buffer {
  return Buffer.from([0x40, 2, messageId >> 8, messageId & 0xff]);
}
