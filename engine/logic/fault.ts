import type { JsonValue } from "../model/json.ts";

/**
 * - `budget`: more steps than allowed. - `size`: a text or list grew too large.
 * - `value`: the expression itself failed (`throw`, not a number, wrong arguments).
 */
export type LogicFaultKind = "budget" | "size" | "value";

/**
 * An expression could not be finished. Callers turn it into unknown plus an
 * Issue; only `value` faults can be caught by the `try` operator.
 */
export class LogicFault extends Error {
  constructor(
    readonly kind: LogicFaultKind,
    readonly type: string,
    readonly detail: JsonValue = null,
  ) {
    super(`${kind}: ${type}`);
    this.name = "LogicFault";
  }
}

/** The faults json-logic's shared tests know by name. */
export function invalidArguments(): never {
  throw new LogicFault("value", "Invalid Arguments");
}

/** Plain mode only: an arithmetic result that is no number. */
export function notANumber(): never {
  throw new LogicFault("value", "NaN");
}
