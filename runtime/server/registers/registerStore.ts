import type { JsonObject, KeptEntry } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../context.ts";
import { fromJson } from "../storage/json.ts";

interface Row {
  readonly i: number;
  readonly register: KeptEntry["register"];
  readonly key: string;
  readonly form_id: string;
  readonly at: number | string;
  readonly facts: string;
}

/** An entry with the place of its declaration in the form. */
export interface StoredEntry extends KeptEntry {
  readonly i: number;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });
const columns = "i, register, key, form_id, at, facts";

const toEntry = (row: Row): StoredEntry => ({ i: row.i, register: row.register, key: row.key, form: row.form_id, at: Number(row.at), facts: fromJson<JsonObject>(row.facts) });

/** Everything records state about these subjects. */
export async function entriesAbout(reader: Reader, tenantId: string, keys: readonly string[]): Promise<readonly StoredEntry[]> {
  const found: StoredEntry[] = [];
  for (let i = 0; i < keys.length; i += 200) {
    const some = keys.slice(i, i + 200);
    const sql = `select ${columns} from register_entries where tenant_id = ? and key in (${some.map(() => "?").join(",")}) order by submission_id, i, key`;
    found.push(...(await reader.all<Row>(query(sql, tenantId, ...some))).map(toEntry));
  }
  return found;
}

/** What one record states by its form. */
export async function entriesOf(reader: Reader, tenantId: string, submissionId: string): Promise<readonly StoredEntry[]> {
  return (await reader.all<Row>(query(`select ${columns} from register_entries where tenant_id = ? and submission_id = ? and i >= 0 order by i`, tenantId, submissionId))).map(toEntry);
}

const insert = `insert into register_entries (submission_id, i, tenant_id, register, key, form_id, cause_id, at, facts, updated_at) values (?,?,?,?,?,?,?,?,?,?)
  on conflict (submission_id, i, key) do update set facts = excluded.facts, at = excluded.at, cause_id = excluded.cause_id, updated_at = excluded.updated_at`;

export async function putEntry(tx: Tx, tenantId: string, submissionId: string, { i, register, key, form, at, facts }: StoredEntry, now: number, causeId: string | null = null): Promise<void> {
  await tx.run(query(insert, submissionId, i, tenantId, register, key, form, causeId, at, JSON.stringify(facts), now));
}

export async function dropEntry(tx: Tx, tenantId: string, submissionId: string, i: number): Promise<void> {
  await tx.run(query("delete from register_entries where tenant_id = ? and submission_id = ? and i = ?", tenantId, submissionId, i));
}

/** Ends a cause in every area it is kept in. */
export async function dropCause(tx: Tx, tenantId: string, causeId: string): Promise<void> {
  await tx.run(query("delete from register_entries where tenant_id = ? and cause_id = ?", tenantId, causeId));
}
