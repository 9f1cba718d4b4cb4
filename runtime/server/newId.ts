import { randomFillSync } from "node:crypto";
import type { Clock } from "./context.ts";

/** Ten random bytes at a time out of a pool: asking the system for each id costs more than the rest of it. */
function randomTens(): () => Buffer {
  const pool = Buffer.alloc(4_000);
  let at = pool.length;
  return () => {
    if (at >= pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    at += 10;
    return pool.subarray(at - 10, at);
  };
}

/** A maker of UUIDv7 (RFC 9562): sortable by time, and in order within one millisecond. */
export function idMaker(clock: Clock): () => string {
  let last = 0;
  let counter = 0;
  const tenRandom = randomTens();
  return () => {
    const now = clock.now();
    const fresh = now > last;
    last = fresh ? now : last; // a clock set back must not break the order
    const random = tenRandom();
    counter = fresh ? random.readUInt16BE(0) & 0x07ff : counter + 1;
    if (counter > 0x0fff) {
      last += 1;
      counter = 0;
    }
    const time = last.toString(16).padStart(12, "0");
    const a = (0x7000 | counter).toString(16);
    const b = (0x8000 | (random.readUInt16BE(2) & 0x3fff)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${random.subarray(4).toString("hex")}`;
  };
}
