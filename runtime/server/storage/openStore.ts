import type { Store } from "../context.ts";
import { BetterSqliteStore } from "./betterSqliteStore.ts";
import { migrate } from "./migrate.ts";
import { PostgresStore } from "./postgresStore.ts";
import { Sqlite3Store } from "./sqlite3Store.ts";
import type { Synchronous } from "./sqliteConnection.ts";

export type StoreOptions =
  | { readonly kind: "better-sqlite3" | "sqlite3"; readonly file: string; readonly synchronous?: Synchronous; readonly stuckAfterMs?: number; readonly onFault?: (error: Error) => void }
  | { readonly kind: "postgres"; readonly url: string; readonly schema?: string; readonly onPoolError?: (error: Error) => void };

/** Opens the store without touching its schema. */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.kind === "postgres") return new PostgresStore(options);
  if (options.kind === "sqlite3") return Sqlite3Store.open(options);
  return new BetterSqliteStore(options);
}

/** Brings the schema up to date, then opens the store. */
export async function openMigratedStore(options: StoreOptions): Promise<{ store: Store; applied: readonly string[]; backup?: string }> {
  const done =
    options.kind === "postgres"
      ? await migrate({ dialect: "postgres", url: options.url, ...(options.schema ? { schema: options.schema } : {}) })
      : await migrate({ dialect: "sqlite", file: options.file, client: options.kind });
  return { store: await openStore(options), ...done };
}
