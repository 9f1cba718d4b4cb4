import type { JsonValue } from "../model/json.ts";
import type { Issue } from "../issues/issue.ts";

/** Answers by x-id: what is stored and reasoned about. */
export type Answers = { readonly [xid: string]: JsonValue };

/** What holds in one row of a repeat table, by the row fields' x-ids. */
export interface RowState {
  readonly visible: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly readonly: ReadonlySet<string>;
  readonly options: ReadonlyMap<string, readonly JsonValue[]>;
}

/** What a form looks like for given answers. */
export interface FormState {
  readonly visible: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly readonly: ReadonlySet<string>;
  readonly options: ReadonlyMap<string, readonly JsonValue[]>;
  /** Answers with computed values filled in and hidden ones dropped. */
  readonly answers: Answers;
  /** By table x-id, one entry per row. */
  readonly rows: ReadonlyMap<string, readonly RowState[]>;
  /** Expressions that could not be finished; their results count as unknown. */
  readonly issues: readonly Issue[];
}
