import { useTextHash } from "@safeloop/engine";
import * as crypto from "node:crypto";

/** The engine hashes with the system's SHA-256: a twelfth of the time of one in JavaScript. */
export function usePlatformHash(): void {
  const { hash, createHash } = crypto;
  useTextHash(typeof hash === "function" ? (text) => hash("sha256", text) : (text) => createHash("sha256").update(text).digest("hex")); // `hash` came with Node 20.12
}
