import { createCipheriv, createECDH, createHmac, createPrivateKey, type KeyObject, randomBytes, sign } from "node:crypto";

/** The installation's key pair towards push services (VAPID, RFC 8292), base64url. */
export interface PushKeys {
  readonly publicKey: string; // 65 bytes, uncompressed point
  readonly privateKey: string; // 32 bytes
}

const curve = "prime256v1";
const recordSize = 4096;

export function newPushKeys(): PushKeys {
  const ecdh = createECDH(curve);
  const publicKey = ecdh.generateKeys().toString("base64url");
  const key = ecdh.getPrivateKey(); // without its leading zeros
  return { publicKey, privateKey: Buffer.concat([Buffer.alloc(32 - key.length), key]).toString("base64url") };
}

/** HKDF (RFC 5869) of one block: extract with the salt, expand once. */
function hkdf(salt: Uint8Array, input: Uint8Array, info: Uint8Array, length: number): Buffer {
  const key = createHmac("sha256", salt).update(input).digest();
  return createHmac("sha256", key).update(info).update(Uint8Array.of(1)).digest().subarray(0, length);
}

export interface PushSecrets {
  readonly p256dh: string; // the browser's public key, base64url
  readonly auth: string; // 16 bytes, base64url
}

/**
 * A message for one browser by RFC 8291, in one record of `aes128gcm`
 * (RFC 8188). `fixed` gives the salt and the sender's key of a test vector.
 */
export function encryptPush(text: Uint8Array, to: PushSecrets, fixed?: { readonly salt: Uint8Array; readonly privateKey: Uint8Array }): Buffer {
  const own = createECDH(curve);
  if (fixed) own.setPrivateKey(fixed.privateKey);
  else own.generateKeys();
  const [theirs, ours] = [Buffer.from(to.p256dh, "base64url"), own.getPublicKey()];
  const salt = fixed?.salt ?? randomBytes(16);
  const info = (what: string): Buffer => Buffer.from(`Content-Encoding: ${what}\0`);
  const input = hkdf(Buffer.from(to.auth, "base64url"), own.computeSecret(theirs), Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]), 32);
  const cipher = createCipheriv("aes-128-gcm", hkdf(salt, input, info("aes128gcm"), 16), hkdf(salt, input, info("nonce"), 12));
  const body = Buffer.concat([cipher.update(text), cipher.update(Uint8Array.of(2)), cipher.final(), cipher.getAuthTag()]); // 2: the last record
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordSize);
  return Buffer.concat([salt, size, Uint8Array.of(ours.length), ours, body]);
}

function privateKeyOf(keys: PushKeys): KeyObject {
  const point = Buffer.from(keys.publicKey, "base64url");
  return createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url"), d: keys.privateKey } });
}

/** The `Authorization` of one push service (RFC 8292): a token signed with ES256, good for twelve hours. */
export function vapidHeader(endpoint: string, contact: string, keys: PushKeys, nowMs: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ typ: "JWT", alg: "ES256" })}.${part({ aud: new URL(endpoint).origin, exp: Math.floor(nowMs / 1000) + 12 * 3600, sub: contact })}`;
  const signature = sign("sha256", Buffer.from(text), { key: privateKeyOf(keys), dsaEncoding: "ieee-p1363" }).toString("base64url");
  return `vapid t=${text}.${signature}, k=${keys.publicKey}`;
}
