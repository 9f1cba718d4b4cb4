import { hashOf } from "../../model/canonical.ts";
import { own } from "../../model/json.ts";
import type { Answers, View } from "../run/view.ts";
import type { Decision, SignatureInput, SignatureRecord } from "../types.ts";

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
  const hash = hashOf({
    definition: view.plan.hash, form: view.plan.def.form.hash ?? hashOf(view.env.form), submission: view.instance.submissionId,
    visit: signing.visit, seat: signing.seat, decision: signing.decision, meaning: signature.meaning ?? null, values,
    comment: signing.comment ?? null, time: view.env.now, person: signing.person, method: signature.method,
  });
  return {
    hash, values, at: view.env.now, method: signature.method,
    ...(signature.meaning === undefined ? {} : { meaning: signature.meaning }), ...(signature.file === undefined ? {} : { file: signature.file }),
  };
}

/** Hash of the canonical values of the signed fields; an absent one is null. */
export function signedValues(answers: Answers, signs: readonly string[]): string {
  return hashOf([...new Set(signs)].sort().map((xid) => [xid, own(answers, xid) ?? null]));
}
