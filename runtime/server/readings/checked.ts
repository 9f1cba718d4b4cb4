import { crc32 } from "node:zlib";
import { DamagedReadings } from "./damagedReadings.ts";

const headLength = 5;

/** Puts a mark (what the bytes are, and which edition) and a checksum before them. */
export function sealBytes(mark: number, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(headLength + body.length);
  out[0] = mark;
  out.set(body, headLength);
  new DataView(out.buffer).setUint32(1, checksum(mark, body), true);
  return out;
}

/** The bytes behind the mark, once they are seen to be as they were written. */
export function unsealBytes(mark: number, data: Uint8Array): Uint8Array {
  if (data.length < headLength || data[0] !== mark) throw new DamagedReadings("an unknown mark");
  const body = data.subarray(headLength);
  const said = new DataView(data.buffer, data.byteOffset).getUint32(1, true);
  if (said !== checksum(mark, body)) throw new DamagedReadings("the checksum does not fit");
  return body;
}

function checksum(mark: number, body: Uint8Array): number {
  return crc32(body, mark);
}
