import type { JsonObject } from "../model/json.ts";
import type { Limit } from "../model/limit.ts";

/** What an expression may look up beside its scope. */
export interface LogicEnv {
  readonly limits?: { readonly [id: string]: Limit };
  readonly tables?: { readonly [name: string]: JsonObject };
  /** IANA zone for `localHour`, `localWeekday`, `localDate`; default Asia/Shanghai. */
  readonly timeZone?: string;
  /** `{ctx: …}`: what `{"var": "ctx.…"}` reads at every depth, in place of the scope's own `ctx`. */
  readonly facts?: JsonObject;
  /** Steps left to everything that shares this meter, such as all rules of one evaluation. */
  readonly meter?: { left: number };
  /** Steps one run may take; default 10,000. */
  readonly budget?: number;
}

export const defaultTimeZone = "Asia/Shanghai";
export const defaultBudget = 10_000;

/** A text an expression makes may be this long (UTF-16 units). */
export const maxTextLength = 65_536;
/** Texts and lists made in one run may together be this large. */
export const maxAllocation = 1_048_576;
