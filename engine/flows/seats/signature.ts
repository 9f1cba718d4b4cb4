import { hashOf } from "../../model/canonical.ts";
import type { FormDefinition } from "../../model/form.ts";
import { own } from "../../model/json.ts";
import type { Answers, View } from "../run/view.ts";
import type { Decision, HistoryEntry, SignatureInput, SignatureRecord } from "../types.ts";

export interface Signing {
  readonly visit: string;
  readonly seat: string;
  readonly person: string;
  readonly decision: Decision | "returned";
  readonly signs: readonly string[];
  readonly comment?: string;
  readonly signature: SignatureInput;
}

/** Makes the signature of a decision (flows.md 5): any change of what was signed, by whom or when gives another hash. */
export function signDecision(view: View, signing: Signing): SignatureRecord {
  const { signature } = signing;
  const values = signedValues(view.answers, signing.signs);
  const record = {
    values, definition: view.plan.hash, form: view.plan.def.form.hash ?? formHash(view.env.form), at: view.env.now, method: signature.method,
    ...(signature.meaning === undefined ? {} : { meaning: signature.meaning }), ...(signature.file === undefined ? {} : { file: signature.file }),
  };
  return { hash: signatureHash(view.instance.submissionId, signing, record), ...record };
}

/** A definition never changes, and is long: it is hashed once. */
const formHashes = new WeakMap<FormDefinition, string>();

function formHash(form: FormDefinition): string {
  const known = formHashes.get(form) ?? hashOf(form);
  formHashes.set(form, known);
  return known;
}

/**
 * True when a line of the timeline still carries the signature that was given:
 * to this decision of this person at this visit of this paper and revision,
 * with this comment, time, meaning and method, over the values it names. A
 * signature moved to another record fails. Whether those values are still the
 * present ones is another question (`signedValues`).
 */
export function verifySignature(submission: string, line: Pick<HistoryEntry, "command" | "visit" | "seat" | "by" | "outcome" | "comment" | "signature">): boolean {
  const { signature, by } = line;
  if (!signature || by === null || line.outcome === undefined) return false;
  const signed = line.command === "event" ? { visit: `life.${line.outcome}`, seat: "event", decision: "approved" as const } : { visit: line.visit ?? "", seat: line.seat ?? "", decision: line.outcome as Decision };
  const comment = line.command === "event" || line.comment === undefined ? {} : { comment: line.comment };
  return signature.hash === signatureHash(submission, { ...signed, person: by, ...comment }, signature);
}

function signatureHash(submission: string, signing: Pick<Signing, "visit" | "seat" | "person" | "decision" | "comment">, record: Omit<SignatureRecord, "hash" | "file">): string {
  return hashOf({
    definition: record.definition ?? null, form: record.form ?? null, submission, visit: signing.visit, seat: signing.seat, decision: signing.decision, meaning: record.meaning ?? null,
    values: record.values, comment: signing.comment ?? null, time: record.at, person: signing.person, method: record.method,
  });
}

/** Hash of the canonical values of the signed fields; an absent one is null. */
export function signedValues(answers: Answers, signs: readonly string[]): string {
  return hashOf([...new Set(signs)].sort().map((xid) => [xid, own(answers, xid) ?? null]));
}
