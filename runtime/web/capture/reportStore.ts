import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Report } from "./report.ts";

interface Schema extends DBSchema {
  reports: { key: string; value: Report };
}

/** Reports on this device, in IndexedDB: they survive closing the page, the browser and the phone. */
export interface ReportStore {
  all(): Promise<readonly Report[]>;
  put(report: Report): Promise<void>;
  remove(id: string): Promise<void>;
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("safeloop-snap", 1, { upgrade: (db) => void db.createObjectStore("reports", { keyPath: "id" }) });
  return opened;
}

export const reportStore: ReportStore = {
  all: async () => (await (await database()).getAll("reports")).sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1)),
  put: async (report) => void (await (await database()).put("reports", report)),
  remove: async (id) => (await database()).delete("reports", id),
};
