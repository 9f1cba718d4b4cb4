import type { JsonLogic } from "./logic.ts";

/**
 * Facts that filled forms keep (semantics 2): what checks read as
 * `ctx.contractors`, `ctx.people[…].certificates`, `ctx.people[…].holds` and
 * `ctx.devices`, and the facts an entry of each may state.
 */
export const registerFacts = {
  contractors: ["status", "validTo"],
  certificates: ["kind", "item", "no", "validTo", "verify"],
  people: ["hold"],
  devices: ["calibrationDue", "inspectionDue", "exProof", "outOfUse"],
} as const;

export type RegisterName = keyof typeof registerFacts;

/**
 * What the records of a form state in a register. `when` and `fields` are
 * judged on the stored answers whenever the record changes; they may read
 * `ctx.instance.state` (life state, else `approving`, the outcome, or
 * `submitted` without a flow), `ctx.number` and `ctx.sentAt`. What is unknown
 * is left out of the entry, so that the check that asks for it refuses.
 */
export interface FormRegister {
  readonly into: RegisterName;
  /** x-id of the answer that says whom or what the entry is about; without it, the record itself. */
  readonly key?: string;
  /** When the record came to be true (date or date-time), to tell the newest; default: when it was sent. */
  readonly at?: JsonLogic;
  /** True: the record states this now. Unknown is no, except of `people`: a hold is lifted only by what is known. */
  readonly when: JsonLogic;
  readonly fields: { readonly [fact: string]: JsonLogic };
}
