import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Op } from "./trace.ts";

type Change = { readonly kind: "write"; readonly at: number; readonly bytes: Buffer } | { readonly kind: "truncate"; readonly length: number };

/** One file's bytes: what is surely on the disk, and what came since the last sync. */
interface Inode {
  durable: Buffer;
  pending: Change[];
}

type NameChange = { readonly folder: string; readonly apply: (names: Map<string, Inode>) => void };

const sector = 512;

function apply(content: Buffer, change: Change, keep: (piece: number) => boolean): Buffer {
  if (change.kind === "truncate") {
    if (!keep(0)) return content;
    return change.length <= content.length ? Buffer.from(content.subarray(0, change.length)) : Buffer.concat([content, Buffer.alloc(change.length - content.length)]);
  }
  let grown = content;
  for (let from = 0, piece = 0; from < change.bytes.length; from += sector, piece += 1) {
    if (!keep(piece)) continue;
    const part = change.bytes.subarray(from, from + sector);
    const end = change.at + from + part.length;
    if (end > grown.length) grown = Buffer.concat([grown, Buffer.alloc(end - grown.length)]);
    part.copy(grown, change.at + from);
  }
  return grown;
}

/**
 * A disk as the operating system promises it: only what was synced is sure.
 * Bytes since then may be there or not, sector by sector; new names, renames
 * and removals of a folder count in order, once the folder was synced.
 */
export class Disk {
  readonly #root: string;
  readonly #names = new Map<string, Inode>(); // as the program sees it
  readonly #durableNames = new Map<string, Inode>();
  #pendingNames: NameChange[] = [];
  readonly #offsets = new Map<number, number>();
  readonly #begun = new Map<number, { readonly changes: ReadonlySet<Change>; readonly names: ReadonlySet<NameChange> }>();

  /** Begins with the files under `before`, all durable, as they lay under `root` when the program began. */
  constructor(before: string, root: string) {
    this.#root = root;
    for (const name of existsSync(before) ? readdirSync(before, { recursive: true, encoding: "utf8" }) : []) {
      const path = join(root, name);
      if (!statSync(join(before, name)).isFile() || path.endsWith("-shm")) continue;
      const inode: Inode = { durable: readFileSync(join(before, name)), pending: [] };
      this.#names.set(path, inode);
      this.#durableNames.set(path, inode);
    }
  }

  run(op: Op): void {
    switch (op.kind) {
      case "open": return this.#open(op);
      case "write": return this.#write(op);
      case "truncate": return void this.#inode(op.path)?.pending.push({ kind: "truncate", length: op.length });
      case "syncBegin": return this.#syncBegin(op.path, op.call);
      case "sync": return this.#sync(op.path, op.call);
      case "rename": return this.#rename(op.from, op.to);
      case "unlink": return this.#unlink(op.path);
      default: return undefined;
    }
  }

  /** Writes what may be left after a power cut now. `random` decides what of the unsynced part survives. */
  rebuild(target: string, random: () => number): void {
    const names = new Map(this.#durableNames);
    const kept = Math.floor(random() * (this.#pendingNames.length + 1));
    for (const change of this.#pendingNames.slice(0, kept)) change.apply(names);
    mkdirSync(target, { recursive: true });
    for (const [path, inode] of names) {
      const file = join(target, relative(this.#root, path));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, this.#survivor(inode, random));
    }
  }

  /** Four kinds of luck: nothing, everything, a prefix, or any sector for itself. */
  #survivor(inode: Inode, random: () => number): Buffer {
    const luck = Math.floor(random() * 4);
    const prefix = Math.floor(random() * (inode.pending.length + 1));
    let content: Buffer = Buffer.from(inode.durable);
    inode.pending.forEach((change, n) => {
      const torn = luck === 2 && n === prefix; // the write under way when the power went
      if (luck === 0 || (luck === 2 && n > prefix)) return;
      content = apply(content, change, luck === 3 || torn ? () => random() < 0.5 : () => true);
    });
    return content;
  }

  #isOurs(path: string): boolean {
    return path.startsWith(`${this.#root}/`) && !path.endsWith("-shm");
  }

  #inode(path: string): Inode | undefined {
    return this.#isOurs(path) ? this.#names.get(path) : undefined;
  }

  #nameChange(folder: string, change: NameChange["apply"]): void {
    change(this.#names);
    this.#pendingNames.push({ folder, apply: change });
  }

  #open(op: Extract<Op, { kind: "open" }>): void {
    if (!this.#isOurs(op.path)) return;
    if (!this.#names.has(op.path) && op.create) {
      const inode: Inode = { durable: Buffer.alloc(0), pending: [] };
      this.#nameChange(dirname(op.path), (names) => names.set(op.path, inode));
    }
    const inode = this.#names.get(op.path);
    if (op.truncate) inode?.pending.push({ kind: "truncate", length: 0 });
    this.#offsets.set(op.fd, op.append && inode ? contentLength(inode) : 0);
  }

  #write(op: Extract<Op, { kind: "write" }>): void {
    const inode = this.#inode(op.path);
    if (!inode) return;
    const at = op.at ?? this.#offsets.get(op.fd) ?? 0;
    inode.pending.push({ kind: "write", at, bytes: op.bytes });
    if (op.at === undefined) this.#offsets.set(op.fd, at + op.bytes.length);
  }

  #syncBegin(path: string, call: number): void {
    this.#begun.set(call, { changes: new Set(this.#inode(path)?.pending), names: new Set(this.#pendingNames.filter((one) => one.folder === path)) });
  }

  #sync(path: string, call: number): void {
    const begun = this.#begun.get(call);
    this.#begun.delete(call);
    const inode = this.#inode(path);
    if (inode && begun) {
      for (const change of inode.pending) if (begun.changes.has(change)) inode.durable = apply(inode.durable, change, () => true);
      inode.pending = inode.pending.filter((change) => !begun.changes.has(change));
    }
    for (const change of begun?.names ?? []) change.apply(this.#durableNames);
    this.#pendingNames = this.#pendingNames.filter((change) => !begun?.names.has(change));
  }

  #rename(from: string, to: string): void {
    const inode = this.#inode(from);
    if (!inode) return;
    this.#nameChange(dirname(to), (names) => {
      names.delete(from);
      names.set(to, inode);
    });
  }

  #unlink(path: string): void {
    if (this.#inode(path)) this.#nameChange(dirname(path), (names) => names.delete(path));
  }
}

function contentLength(inode: Inode): number {
  return inode.pending.reduce((length, change) => (change.kind === "truncate" ? change.length : Math.max(length, change.at + change.bytes.length)), inode.durable.length);
}
