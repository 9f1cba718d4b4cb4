import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";

/** What the code on a paper stands for. */
export interface PrintedCode {
  readonly submission: string; // UUID
  readonly hash: string; // first 32 hex digits of the record's fingerprint
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const [nonceBytes, payloadBytes, tagBytes] = [12, 32, 16];

function keysOf(key: Uint8Array): { readonly seal: Uint8Array; readonly nonce: Uint8Array } {
  const part = (use: string): Uint8Array => new Uint8Array(hkdfSync("sha256", key, "", use, 32));
  return { seal: part("seal"), nonce: part("nonce") };
}

/**
 * The code of a paper: submission and fingerprint under AES-256-GCM, with a
 * nonce that is a keyed hash of both, so that the same record gives the same
 * code. It looks random, tells nothing, and cannot be made without the key:
 * whoever sends one has seen a paper. 80 characters, safe in a URL.
 */
export function sealCode(key: Uint8Array, { submission, hash }: PrintedCode): string {
  if (!uuid.test(submission)) throw new Error(`submission ${submission} has no UUID`);
  const payload = Buffer.from(`${submission.replaceAll("-", "")}${hash.slice(0, 32)}`, "hex");
  const keys = keysOf(key);
  const nonce = createHmac("sha256", keys.nonce).update(payload).digest().subarray(0, nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keys.seal, nonce);
  return Buffer.concat([nonce, cipher.update(payload), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** What a code stands for; undefined when this installation has not made it. */
export function openCode(key: Uint8Array, code: string): PrintedCode | undefined {
  const bytes = Buffer.from(code, "base64url");
  if (bytes.length !== nonceBytes + payloadBytes + tagBytes || bytes.toString("base64url") !== code) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", keysOf(key).seal, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes + payloadBytes));
  try {
    const payload = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, nonceBytes + payloadBytes)), decipher.final()]).toString("hex");
    return { submission: payload.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"), hash: payload.slice(32) };
  } catch {
    return undefined; // the tag does not fit
  }
}
