import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Bytes that came in and are not kept yet. */
export interface Incoming {
  readonly path: string;
  readonly size: number;
  readonly truncated: boolean;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}

/** Attachments on disk: immutable, named by their SHA-256, durable before anything refers to them. */
export class BlobStore {
  readonly #root: string;
  readonly #incoming: string;

  constructor(dataDir: string) {
    this.#root = join(dataDir, "files");
    this.#incoming = join(this.#root, "incoming");
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 });
  }

  pathOf(sha256: string): string {
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Streams to a temporary file and stops at `limit` bytes. */
  async receive(from: Readable, limit: number): Promise<Incoming> {
    const path = join(this.#incoming, randomUUID());
    let size = 0;
    const cut = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        // Past the limit the rest is drained and dropped, so that the caller can still read our answer.
        done(null, size > limit ? undefined : chunk);
      },
    });
    await pipeline(from, cut, createWriteStream(path, { mode: 0o600 }));
    return { path, size, truncated: size > limit };
  }

  /** The first bytes of what came in. */
  async head(incoming: Incoming, length = 262_144): Promise<Buffer> {
    const handle = await open(incoming.path, "r");
    try {
      const bytes = Buffer.alloc(Math.min(length, incoming.size));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  read(incoming: Incoming): Promise<Buffer> {
    return readFile(incoming.path);
  }

  /** All bytes of what is kept; undefined when they are not there. */
  async bytes(sha256: string): Promise<Buffer | undefined> {
    return readFile(this.pathOf(sha256)).catch(() => undefined);
  }

  /** Replaces what came in, for example by a picture without its place. */
  async rewrite(incoming: Incoming, bytes: Buffer): Promise<Incoming> {
    const handle = await open(incoming.path, "w", 0o600);
    await handle.writeFile(bytes).finally(() => handle.close());
    return { ...incoming, size: bytes.length };
  }

  /** Makes it durable under its hash: file, then its folders. Only after this may a row name it. */
  async keep(incoming: Incoming): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(incoming.path)) hash.update(chunk as Buffer);
    const sha256 = hash.digest("hex");
    const handle = await open(incoming.path, "r+");
    await handle.sync().finally(() => handle.close());
    const target = this.pathOf(sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(incoming.path, target);
    await syncFolder(dirname(target));
    await syncFolder(dirname(dirname(target)));
    await syncFolder(this.#root);
    return sha256;
  }

  async drop(incoming: Incoming): Promise<void> {
    await rm(incoming.path, { force: true });
  }

  /** Size on disk, or undefined when the bytes are gone. */
  async sizeOf(sha256: string): Promise<number | undefined> {
    try {
      return (await stat(this.pathOf(sha256))).size;
    } catch {
      return undefined;
    }
  }

  open(sha256: string, range?: { readonly start: number; readonly end: number }): Readable {
    return createReadStream(this.pathOf(sha256), range);
  }
}
