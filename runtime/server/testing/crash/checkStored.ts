import Database from "better-sqlite3";
import type { Ledger } from "./ledger.ts";
import { compareLedger, type LedgerFaults } from "./ledger.ts";

interface HistoryEntry {
  readonly command?: string;
  readonly comment?: string;
}

export interface StoredVerdict extends LedgerFaults {
  readonly integrity: string;
  readonly submissions: number;
  readonly decisions: number;
  /** States that no audit row explains. */
  readonly unaudited: readonly string[];
  readonly brokenReferences: number;
}

function countKeys(db: Database.Database): { found: Map<string, number>; submissions: number; decisions: number } {
  const found = new Map<string, number>();
  const add = (key: string | undefined): void => void (key && found.set(key, (found.get(key) ?? 0) + 1));
  const submissions = db.prepare("select answers from submissions").all() as { answers: string }[];
  for (const { answers } of submissions) add((JSON.parse(answers) as { what?: string }).what);
  const history = db.prepare("select entry from instance_history").all() as { entry: string }[];
  const decisions = history.map(({ entry }) => JSON.parse(entry) as HistoryEntry).filter((one) => one.command === "approve" && one.comment);
  for (const { comment } of decisions) add(comment);
  return { found, submissions: submissions.length, decisions: decisions.length };
}

function unaudited(db: Database.Database): string[] {
  const rows = db.prepare("select id from submissions s where not exists (select 1 from audit_rows a where a.subject_id = s.id)").all() as { id: string }[];
  const decided = db.prepare("select count(*) as n from audit_rows where action = 'task.approve'").get() as { n: number };
  const recorded = (db.prepare("select entry from instance_history").all() as { entry: string }[]).filter(({ entry }) => (JSON.parse(entry) as HistoryEntry).command === "approve").length;
  return [...rows.map((row) => `submission ${row.id}`), ...(decided.n === recorded ? [] : [`${recorded} decisions, ${decided.n} audit rows`])];
}

/** Reads the database file by itself and compares it with what the clients were told. The server must not be running. */
export function checkStored(file: string, ledger: Ledger): StoredVerdict {
  const db = new Database(file);
  try {
    const { integrity_check: integrity } = (db.pragma("integrity_check") as { integrity_check: string }[])[0] ?? { integrity_check: "none" };
    const brokenReferences = (db.pragma("foreign_key_check") as unknown[]).length;
    const { found, submissions, decisions } = countKeys(db);
    return { ...compareLedger(ledger, found), integrity, submissions, decisions, unaudited: unaudited(db), brokenReferences };
  } finally {
    db.close();
  }
}
