import type { Retention } from "../readings/retention.ts";

/** Everything the environment decides, checked once at start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string; // PostgreSQL; without it SQLite in dataDir
  readonly sqliteDriver: "better-sqlite3" | "sqlite3";
  readonly mqttUrl?: string; // an external broker; without it the embedded one
  readonly mqttListen?: { readonly host: string; readonly port: number }; // embedded broker; undefined = off
  readonly tls?: { readonly cert: string; readonly key: string }; // file paths
  readonly publicUrl?: string; // origin people use, e.g. https://safe.example.com
  readonly trustProxy: boolean;
  readonly siteTz: string; // IANA; numbering and display, storage is UTC
  readonly maxUploadMb: { readonly photo: number; readonly video: number };
  readonly readingsRetention?: Retention; // undefined = by demo: 24 h, else 30 d and 90 d of safety points
  readonly journalRetentionMs?: number; // how far back a live day can be replayed; undefined: 2 d, never more than readings are kept
  readonly templatesDir?: string; // template packs; undefined = the shipped folder
  readonly printFont?: string; // font file prints are set in, `file.ttc#Name` of a collection; undefined = the installed one
  readonly notifyLan?: readonly string[]; // addresses and networks of the plant that notification channels may reach
  readonly deadmanUrl?: string; // pinged while the alarm engine lives
  readonly demo?: boolean; // undefined = demo when the data folder is empty
}

/** True when only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
