import { createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, type KeyObject } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

/** The keys of the audit log: one keyed hash for rows, one signature for checkpoints. */
export interface AuditKeys {
  readonly rowKey: Uint8Array;
  /** Seals the codes of printed papers: of the same secret, so that one key file is to be kept. */
  readonly printKey: Uint8Array;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

function writeDurably(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fd = openSync(file, "wx", 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}

const derived = (seed: Buffer, use: string): Uint8Array => new Uint8Array(hkdfSync("sha256", seed, "", use, 32));

function keysOf(privateKey: KeyObject): AuditKeys {
  const seed = privateKey.export({ format: "der", type: "pkcs8" });
  return { privateKey, publicKey: createPublicKey(privateKey), rowKey: derived(seed, "safeloop audit rows"), printKey: derived(seed, "safeloop print codes") };
}

export function auditKeyFile(dataDir: string): string {
  return join(dataDir, "keys", "audit.pem");
}

/** Reads the key of this installation. */
export function readAuditKeys(dataDir: string): AuditKeys {
  return keysOf(createPrivateKey(readFileSync(auditKeyFile(dataDir), "utf8")));
}

/** Reads the key, and makes it at the first start. It belongs to the backup, and not into the database. */
export function openAuditKeys(dataDir: string): AuditKeys {
  const file = auditKeyFile(dataDir);
  if (!existsSync(file)) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    writeDurably(file, privateKey.export({ format: "pem", type: "pkcs8" }) as string);
    writeDurably(join(dataDir, "keys", "audit.pub.pem"), publicKey.export({ format: "pem", type: "spki" }) as string);
  }
  return readAuditKeys(dataDir);
}
