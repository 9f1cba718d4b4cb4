import type { Effect } from "../../effects/effect.ts";
import type { IssueParams } from "../../issues/issue.ts";
import type { ErrorCode } from "../../issues/codes/index.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { FlowInstance, FlowStep, VisitId } from "../types.ts";

/** Worst first: `refuse`, `keep`, `needsMapping`, `automatic`. */
export type MigrationVerdict = "keep" | "automatic" | "needsMapping" | "refuse";

/** One line of the verdict table that applies; the text comes from the code, as with issues. */
export interface MigrationReason {
  readonly code: ErrorCode;
  readonly params: IssueParams;
  readonly verdict: MigrationVerdict;
}

export type QuestionKind = "visit" | "branch" | "join" | "wait" | "mandatory" | "data";

/**
 * Something a person must say before an instance can move. `choices` are all
 * answers: node ids for a visit (and `*drop`, its branch is gone and is let
 * go), `start`/`skip` for a new branch, `drop` for the arrival of a removed
 * one, `accept` for a join, `wait`/`pass` for a renamed event, `goBack`/`waive`
 * for a mandatory node, `accept`/`goBack` for data.
 */
export interface MigrationQuestion {
  readonly key: string; // `visit:B#1`, `branch:P/e3`, `join:P`, `wait:W#1`, `mandatory:N`, `data`
  readonly kind: QuestionKind;
  readonly code: ErrorCode;
  readonly params: IssueParams;
  readonly choices: readonly string[];
  readonly answer?: string;
}

/** Answers by question key. `node:<id>` answers for every visit of a node, so that one mapping serves many instances. */
export type MigrationMapping = { readonly [question: string]: string };

export interface MigrationOptions {
  readonly mapping?: MigrationMapping;
  readonly keep?: boolean; // a person leaves it on its revision
  readonly by?: string; // who moves it; absent: the system
  /** The form the answers were valid on; with it, whatever the new form newly refuses is found too. */
  readonly oldForm?: FormDefinition;
}

/**
 * What becomes of one instance. `open` is what must be answered, given answers
 * included. Once nothing is missing there is `step`: the migrated envelope
 * with effects, history and writes, to be stored like any other step.
 */
export interface MigrationPlan {
  readonly instance: string;
  readonly seq: number; // of the instance this was planned for
  readonly verdict: MigrationVerdict;
  readonly reasons: readonly MigrationReason[];
  readonly open: readonly MigrationQuestion[];
  readonly step?: FlowStep;
}

/** All that `undoMigration` needs; stored by the caller until the instance moves on. */
export interface MigrationBackup {
  readonly before: FlowInstance;
  readonly seq: number; // of the migrated envelope
  readonly definitionHash: string; // of the migrated envelope
  readonly effects: readonly Effect[]; // that put timers back and tell people
  readonly writes: FlowStep["writes"]; // that put answers back
}

export interface MigrationResult {
  readonly outcome: "migrated" | "kept" | "changed" | "needsMapping" | "refused";
  readonly plan: MigrationPlan;
  readonly step: FlowStep;
  readonly backup?: MigrationBackup; // with `migrated`
}

/** `history`: the old envelope's `seq` is in force again, so lines written with a higher one are to be removed. */
export interface UndoResult {
  readonly outcome: "undone" | "changed";
  readonly step: FlowStep;
}

/** Where a token goes that cannot stay. */
export interface Move {
  readonly to: string;
  readonly from?: VisitId; // the visit a person has mapped; absent: sent back
}

