/**
 * The store could not keep what it was asked to keep: disk full, I/O error,
 * connection lost. Nothing of the unit is stored. The caller may try again
 * with the same idempotency key.
 */
export class StorageFault extends Error {
  constructor(
    readonly reason: "full" | "io" | "busy" | "lost" | "corrupt" | "closed" | "stuck" | "other",
    cause: unknown,
  ) {
    super(`The store refused the write (${reason}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "StorageFault";
  }
}

const reasons: readonly (readonly [RegExp, StorageFault["reason"]])[] = [
  [/^SQLITE_FULL|^ENOSPC|^53100/, "full"],
  [/^SQLITE_IOERR|^SQLITE_NOMEM|^SQLITE_CANTOPEN|^SQLITE_READONLY|^EIO|^58030/, "io"],
  [/^SQLITE_BUSY|^SQLITE_LOCKED|^40001|^40P01|^55P03/, "busy"],
  [/^SQLITE_CORRUPT|^SQLITE_NOTADB/, "corrupt"],
  [/^57P0|^08|^ECONN|^EPIPE|^ETIMEDOUT|^53300/, "lost"],
];

/** The driver's error code, where it has one. */
export function driverCode(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}

/** The PostgreSQL driver tells a lost connection by words only. */
const lostWords = /^(?:Client has encountered a connection error|Connection terminated|Client was closed|timeout exceeded when trying to connect)/;

/** The fault of an error that concerns the store as a whole, or undefined for one statement's own mistake. */
export function faultOf(error: unknown): StorageFault | undefined {
  if (error instanceof StorageFault) return error;
  const code = driverCode(error);
  if (code === "" && error instanceof Error && lostWords.test(error.message)) return new StorageFault("lost", error);
  const row = reasons.find(([pattern]) => pattern.test(code));
  return row ? new StorageFault(row[1], error) : undefined;
}

/** Any error, as a storage fault. */
export function asStorageFault(error: unknown): StorageFault {
  return faultOf(error) ?? new StorageFault("other", error);
}
