import type { Answers } from "../forms/index.ts";
import type { I18nText } from "../model/text.ts";

/** What an id in an answer points at. */
export type PrintNoun = "person" | "area" | "orgUnit" | "asset" | "file" | "submission";

/** One decision of the flow, or one event of the life after it. */
export interface PrintDecision {
  readonly node: string; // id of the step, or of the event
  readonly title: I18nText;
  readonly by: string | null; // person id; null: the system
  readonly standsFor?: string; // person id
  readonly outcome: "approved" | "rejected" | "returned" | "filled" | "event";
  readonly comment?: string;
  readonly at: number; // epoch ms
  readonly signature?: { readonly method: string; readonly file?: string; readonly intact: boolean };
  readonly distanceM?: number; // from the place of work, where it was measured
  /** Cut out of the walk by a return. */
  readonly superseded?: true;
}

/** A step that stands open. */
export interface PrintPending {
  readonly node: string;
  readonly title: I18nText;
  readonly people: readonly string[]; // person ids
}

/** Everything a print needs beside the form, as the server knows it at one instant. */
export interface PrintFacts {
  readonly number: string;
  readonly state: I18nText;
  /** Word across the page; none for a paper in force, and for one that has no force to lose. */
  readonly mark?: I18nText | "notInForce" | "draft";
  readonly answers: Answers; // as far as the reader may read them
  readonly hidden: ReadonlySet<string>; // x-ids he may not
  readonly decisions: readonly PrintDecision[];
  readonly pending: readonly PrintPending[];
  readonly events: readonly PrintDecision[];
  readonly zone: string; // IANA
  readonly now: number; // epoch ms
  /** The name of what an id points at; undefined when it is gone. */
  readonly nameOf: (noun: PrintNoun, id: string) => I18nText | string | undefined;
  readonly hash: string; // of the record, 64 hex digits
  readonly verifyUrl: string;
}
