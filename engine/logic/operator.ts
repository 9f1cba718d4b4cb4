import type { JsonValue } from "../model/json.ts";
import type { Written } from "../shapes/code.ts";
import type { LogicCode, LogicNode } from "./logicCode.ts";
import type { LogicMode, Run } from "./run.ts";
import type { LogicValue } from "./unknown.ts";

/** An argument not yet evaluated. */
export type Thunk = (run: Run) => LogicValue;

/** What an operator does with evaluated arguments. */
export type EagerApply = (args: readonly LogicValue[], run: Run) => LogicValue;
/** What an operator does that decides itself which arguments to evaluate. */
export type LazyApply = (args: readonly Thunk[], run: Run) => LogicValue;

interface OperatorBase {
  readonly name: string;
  /** Fewest and most arguments that make sense; checked at authoring. */
  readonly arity: readonly [number, number];
  /** A ready function for constant argument shapes; must mean the same as `plain`/`kleene`. */
  readonly compile?: (args: readonly Thunk[], raw: readonly JsonValue[], mode: LogicMode) => Thunk | undefined;
  /** How listed arguments of this kind are written in a generated function; must mean the same as `kleene`, step for step. */
  readonly write?: (args: readonly LogicNode[], raw: readonly JsonValue[]) => ((code: LogicCode) => Written) | undefined;
}

/** All arguments are evaluated first. A lone argument that yields a list is the argument list when `spread`. */
export interface EagerOperator extends OperatorBase {
  readonly eager: true;
  readonly spread?: boolean;
  readonly plain: EagerApply;
  readonly kleene: EagerApply;
}

/** Arguments arrive as thunks. `single`: what a lone, unlisted argument means. */
export interface LazyOperator extends OperatorBase {
  readonly eager: false;
  readonly single: "refuse" | "wrap" | "spread";
  /** Which arguments run once per item, with the item as scope. */
  readonly perItem?: readonly number[];
  /** Which arguments may not be a literal null. */
  readonly notNull?: readonly number[];
  readonly plain: LazyApply;
  readonly kleene: LazyApply;
}

/** Arguments are not expressions at all (`preserve`). */
export interface LiteralOperator extends OperatorBase {
  readonly literal: true;
}

export type Operator = EagerOperator | LazyOperator | LiteralOperator;
export type OperatorTable = ReadonlyMap<string, Operator>;

/** Builds a table; a name that comes twice is the later one. */
export function operatorTable(...lists: readonly (readonly Operator[])[]): OperatorTable {
  return new Map(lists.flat().map((one) => [one.name, one]));
}
