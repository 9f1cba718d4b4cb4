import { promisify } from "node:util";
import { crc32, deflateRaw, inflateRaw } from "node:zlib";

const mark = 0xb9;
const headLength = 6; // mark, packed or plain, checksum of the rest
const packedFrom = 400; // bytes; shorter ones gain nothing

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Bytes of an entry that are not as they were written: our own, so that is damage. */
export class DamagedJournal extends Error {}

/** An entry as bytes: JSON, deflated where it is long, under a checksum. */
export async function journalBytes(value: unknown): Promise<Uint8Array> {
  const text = Buffer.from(JSON.stringify(value), "utf8");
  const isPacked = text.length >= packedFrom;
  const body = isPacked ? await pack(text, { level: 1 }) : text;
  const head = Buffer.alloc(headLength);
  head.set([mark, isPacked ? 1 : 0]);
  head.writeUInt32LE(crc32(body), 2);
  return Buffer.concat([head, body]);
}

export async function fromJournalBytes(data: Uint8Array): Promise<unknown> {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const body = bytes.subarray(headLength);
  if (bytes.length < headLength || bytes[0] !== mark || bytes.readUInt32LE(2) !== crc32(body)) throw new DamagedJournal("an entry of the engine's journal is damaged");
  return JSON.parse((bytes[1] === 1 ? await unpack(body) : body).toString("utf8"));
}
