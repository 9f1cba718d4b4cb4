import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { canonicalJson, isObject, Refusal, type JsonObject } from "@safeloop/engine";
import type { ArchiveFile } from "./readArchive.ts";

/** The file that says who vouches for a pack, and for which bytes. */
export const signatureFile = "signature.json";

/** Who signed an archive. `keyId` names the key: `sha256:` of its public part (SPKI, DER). */
export interface Signer {
  readonly keyId: string;
  readonly publicKey: string; // SPKI, base64
  readonly name: string;
  readonly at: string; // ISO date-time
}

const hex = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ type: "spki", format: "der" });

/** `sha256:<hex>` of a public key. */
export function keyIdOf(publicKey: string): string {
  return `sha256:${hex(Buffer.from(publicKey, "base64"))}`;
}

/** A new Ed25519 key, as PKCS #8 PEM. */
export function newSigningKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The public part of a key (SPKI, base64), for those who should trust it. */
export function publicPartOf(pem: string): string {
  return spki(createPrivateKey(pem)).toString("base64");
}

/** What is signed: every file with its hash, who and when. */
function statement(files: readonly ArchiveFile[], name: string, at: string): JsonObject {
  return { format: 1, name, at, files: Object.fromEntries(files.filter((one) => one.path !== signatureFile).map((one) => [one.path, hex(one.bytes)] as const).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The files with a signature over all of them (Ed25519, RFC 8032). */
export function signed(files: readonly ArchiveFile[], pem: string, name: string, at: string): readonly ArchiveFile[] {
  const key = createPrivateKey(pem);
  const said = statement(files, name, at);
  const body = { ...said, alg: "Ed25519", publicKey: spki(key).toString("base64"), signature: sign(null, Buffer.from(canonicalJson(said)), key).toString("base64") };
  return [...files.filter((one) => one.path !== signatureFile), { path: signatureFile, bytes: Buffer.from(`${JSON.stringify(body, null, 2)}\n`) }];
}

const altered = (why: string): Refusal => new Refusal("PACK_SIGNATURE", { why });

/**
 * Who signed these files; undefined when nobody did. A signature that does not
 * cover exactly these bytes is refused (PACK_SIGNATURE): a changed, added or
 * missing file, another statement, a broken key.
 */
export function signerOf(files: readonly ArchiveFile[]): Signer | undefined {
  const file = files.find((one) => one.path === signatureFile);
  if (!file) return undefined;
  const body = parsed(file.bytes);
  const { publicKey, signature, name, at, alg } = body;
  if (alg !== "Ed25519" || typeof publicKey !== "string" || typeof signature !== "string" || typeof name !== "string" || typeof at !== "string") throw altered("shape");
  const said = statement(files, name, at);
  if (canonicalJson(body["files"] ?? null) !== canonicalJson(said["files"] ?? null)) throw altered("files");
  if (!holds(publicKey, canonicalJson(said), signature)) throw altered("signature");
  return { keyId: keyIdOf(publicKey), publicKey, name: name.slice(0, 200), at };
}

function parsed(bytes: Buffer): JsonObject {
  try {
    const value = JSON.parse(bytes.toString("utf8")) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw altered("shape");
}

function holds(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), type: "spki", format: "der" });
    return key.asymmetricKeyType === "ed25519" && verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}
