import type { JsonValue } from "../../model/json.ts";
import type { Certificate } from "../../model/org.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import type { ContractorFacts } from "../context.ts";

/** From free to barred: of two, the later one counts. */
export const contractorStates: readonly ContractorFacts["status"][] = ["whitelist", "conditional", "candidate", "suspended", "blacklist"];
/** From good to bad: of two, the later one counts. */
export const verifyStates: readonly Certificate["verify"][] = ["verified-official", "unverified", "mismatch", "forged"];

type Read = (value: JsonValue) => JsonValue | undefined;
const text: Read = (value) => (typeof value === "string" && value !== "" ? value : undefined);
const flag: Read = (value) => (typeof value === "boolean" ? value : undefined);
const among = (list: readonly string[]): Read => (value) => (typeof value === "string" && list.includes(value) ? value : undefined);
/** A day counts to its end. */
const instant: Read = (value) => {
  const at = answeredInstant(value);
  return at === undefined ? undefined : new Date(at).toISOString();
};

const readers: { readonly [fact: string]: Read } = {
  status: among(contractorStates), validTo: instant, kind: text, item: text, no: text, verify: among(verifyStates), hold: text,
  calibrationDue: instant, inspectionDue: instant, exProof: flag, outOfUse: flag,
};

/** A value as the register keeps this fact; undefined where it cannot be one, and so is unknown. */
export function asFact(fact: string, value: JsonValue): JsonValue | undefined {
  return readers[fact]?.(value);
}
