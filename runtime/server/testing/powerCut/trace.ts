import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** What a program did to files, in order. Paths are absolute. */
export type Op =
  | { readonly kind: "open"; readonly path: string; readonly fd: number; readonly create: boolean; readonly truncate: boolean; readonly append: boolean }
  | { readonly kind: "write"; readonly path: string; readonly fd: number; readonly at: number | undefined; readonly bytes: Buffer }
  | { readonly kind: "truncate"; readonly path: string; readonly length: number }
  | { readonly kind: "syncBegin" | "sync"; readonly path: string; readonly call: number }
  | { readonly kind: "rename"; readonly from: string; readonly to: string }
  | { readonly kind: "unlink"; readonly path: string }
  | { readonly kind: "mkdir"; readonly path: string }
  | { readonly kind: "ack"; readonly key: string };

const calls = "openat,open,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,fallocate";

/** False where the system refuses to trace (no ptrace), or has no strace. */
export function canTrace(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = spawn("strace", ["-f", "-o", "/dev/null", "true"], { stdio: "ignore" });
    probe.on("error", () => resolve(false));
    probe.on("exit", (code) => resolve(code === 0));
  });
}

/** Runs a program under strace into `traceFile`. */
export function runTraced(command: readonly string[], traceFile: string, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ["-f", "-y", "-xx", "-s", "70000", "-e", `trace=${calls}`, "-o", traceFile, ...command];
    const child = spawn("strace", args, { cwd, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, UV_USE_IO_URING: "0" } });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the traced program ended with ${code}: ${errors.slice(0, 2_000)}`))));
  });
}

function text(escaped: string): string {
  return bytes(escaped).toString("utf8");
}

function bytes(escaped: string): Buffer {
  return /^(?:\\x[0-9a-f]{2})*$/.test(escaped) ? Buffer.from(escaped.replaceAll("\\x", ""), "hex") : Buffer.from(escaped, "utf8");
}

interface Call {
  readonly name: string;
  readonly args: string;
  readonly result: number;
}

const fdArgument = /^(\d+)<([^>]*)>/;

function pathOfFd(args: string): { fd: number; path: string } | undefined {
  const match = fdArgument.exec(args);
  return match ? { fd: Number(match[1]), path: text(match[2] ?? "") } : undefined;
}

function strings(args: string): string[] {
  return [...args.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? "");
}

function openOf({ args, result }: Call): Op[] {
  const flags = args.split(", ").slice(-2).join("|");
  return [{ kind: "open", path: text(strings(args)[0] ?? ""), fd: result, create: flags.includes("O_CREAT"), truncate: flags.includes("O_TRUNC"), append: flags.includes("O_APPEND") }];
}

function writeOf({ name, args, result }: Call): Op[] {
  const target = pathOfFd(args);
  if (!target) return [];
  const data = Buffer.concat(strings(args).map(bytes)).subarray(0, result);
  if (target.fd === 1) return [...data.toString("utf8").matchAll(/^ack (k\d+)\n/gm)].map((match) => ({ kind: "ack", key: match[1] ?? "" }) as const);
  const at = name.startsWith("pwrite") ? Number(/, (\d+)$/.exec(args)?.[1]) : undefined;
  return [{ kind: "write", ...target, at, bytes: data }];
}

let callNumber = 0;

/** The effects of one finished call. A failed call has none. */
function opsOf(call: Call): Op[] {
  if (call.result < 0) return [];
  const [first = "", second = ""] = strings(call.args).map(text);
  switch (call.name) {
    case "openat": case "open": case "creat": return openOf(call);
    case "write": case "pwrite64": case "writev": case "pwritev": return writeOf(call);
    case "ftruncate": return [{ kind: "truncate", path: pathOfFd(call.args)?.path ?? "", length: Number(/, (\d+)$/.exec(call.args)?.[1]) }];
    case "truncate": return [{ kind: "truncate", path: first, length: Number(/, (\d+)$/.exec(call.args)?.[1]) }];
    case "rename": case "renameat": case "renameat2": return [{ kind: "rename", from: first, to: second }];
    case "unlink": case "unlinkat": return [{ kind: "unlink", path: first }];
    case "mkdir": case "mkdirat": return [{ kind: "mkdir", path: first }];
    case "fallocate": throw new Error("fallocate is not modelled; the rebuilt disk would differ from the real one");
    default: return [];
  }
}

const syncs = new Set(["fsync", "fdatasync"]);
const line = /^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)/s;
const unfinished = /^(\d+)\s+(\w+)\((.*) <unfinished \.\.\.>$/s;
const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+)/s;

/** Reads a trace. A write counts when its call returned; a sync makes durable what was written before it was called. */
export async function readTrace(traceFile: string): Promise<readonly Op[]> {
  const ops: Op[] = [];
  const open = new Map<string, { readonly args: string; readonly call: number }>();
  for await (const row of createInterface({ input: createReadStream(traceFile), crlfDelay: Infinity })) {
    const begun = unfinished.exec(row);
    const ended = resumed.exec(row);
    const whole = begun || ended ? null : line.exec(row);
    if (begun) {
      const [, thread = "", name = "", args = ""] = begun;
      callNumber += 1;
      open.set(`${thread} ${name}`, { args, call: callNumber });
      if (syncs.has(name)) ops.push({ kind: "syncBegin", path: pathOfFd(args)?.path ?? "", call: callNumber });
    } else if (ended) {
      const [, thread = "", name = "", rest = "", result = ""] = ended;
      const start = open.get(`${thread} ${name}`);
      open.delete(`${thread} ${name}`);
      if (syncs.has(name)) ops.push({ kind: "sync", path: pathOfFd(start?.args ?? "")?.path ?? "", call: start?.call ?? 0 });
      else ops.push(...opsOf({ name, args: (start?.args ?? "") + rest, result: Number(result) }));
    } else if (whole) {
      const [, , name = "", args = "", result = ""] = whole;
      if (!syncs.has(name)) ops.push(...opsOf({ name, args, result: Number(result) }));
      else {
        const path = pathOfFd(args)?.path ?? "";
        callNumber += 1;
        ops.push({ kind: "syncBegin", path, call: callNumber }, { kind: "sync", path, call: callNumber });
      }
    }
  }
  return ops;
}
