import { createHash, randomBytes } from "node:crypto";

/** A fresh secret of 256 bits, safe in URLs and headers. */
export function newSecret(prefix = ""): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** What is stored of a secret. The secrets are random, so a plain hash is enough. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
