import type { Query, Store, Tx } from "../context.ts";
import type { SearchTerm } from "./terms.ts";

const sqlite = {
  put: "insert or replace into submission_terms (rowid, terms) values (?, ?)",
  has: "s.seq in (select rowid from submission_terms where submission_terms match ?)",
};
const postgres = {
  put: "insert into submission_terms (seq, terms) values (?, array_to_tsvector(string_to_array(?, ' '))) on conflict (seq) do update set terms = excluded.terms",
  has: "s.seq in (select t.seq from submission_terms t where t.terms @@ cast(? as tsquery))",
};

/** Puts the terms of a submission into the index, in the transaction that changes it. */
export function putTerms(tx: Tx, store: Pick<Store, "dialect">, seq: number, terms: readonly string[]): Promise<number> {
  const { put } = store.dialect === "sqlite" ? sqlite : postgres;
  return tx.run({ sql: put, bindings: [seq, terms.join(" ")] });
}

function matchText(dialect: Store["dialect"], asked: readonly SearchTerm[]): string {
  // Terms are letters and digits of our own making, so quoting cannot be broken out of.
  if (dialect === "sqlite") return asked.map(({ term, prefix }) => `"${term}"${prefix ? "*" : ""}`).join(" AND ");
  return asked.map(({ term, prefix }) => `'${term}'${prefix ? ":*" : ""}`).join(" & ");
}

/**
 * The `from` and `where` of a search that SQLite walks newest first and stops
 * when the page is full, however many rows match. PostgreSQL's planner finds
 * its own way from the condition.
 */
export function termsSource(store: Pick<Store, "dialect">, asked: readonly SearchTerm[]): { readonly from: string; readonly where: Query & { readonly sql: string; readonly bindings: readonly unknown[] } } | undefined {
  if (store.dialect !== "sqlite") return undefined;
  return { from: "submission_terms cross join submissions s on s.seq = submission_terms.rowid", where: { sql: "submission_terms match ?", bindings: [matchText("sqlite", asked)] } };
}

/** A condition on `submissions s`: all asked terms are found. */
export function termsCondition(store: Pick<Store, "dialect">, asked: readonly SearchTerm[]): Query & { readonly sql: string; readonly bindings: readonly unknown[] } {
  const { has } = store.dialect === "sqlite" ? sqlite : postgres;
  return { sql: has, bindings: [matchText(store.dialect, asked)] };
}
