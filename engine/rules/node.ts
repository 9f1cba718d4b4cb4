import type { Issue } from "../issues/issue.ts";
import type { JsonLogic } from "../model/logic.ts";
import type { Limit } from "../model/limit.ts";
import type { Measurement, Tag } from "../model/tag.ts";
import type { I18nText } from "../model/text.ts";
import type { CompiledCalendar } from "../time/calendar/index.ts";
import type { JudgeContext, SlotState, Value } from "./context.ts";
import type { Written } from "../shapes/code.ts";
import type { RuleCode } from "./shape/ruleCode.ts";
import type { Speech } from "./explain/speech.ts";
import type { LongWindow } from "./operators/longWindow.ts";
import type { Unit } from "./units/unit.ts";

/** Static type of an expression. `any` is a state or event field, whose type shows only at run time. */
export type NodeType =
  | { readonly kind: "number"; readonly unit: Unit | null; readonly measured: boolean } // unit null: a bare literal
  | { readonly kind: "text" }
  | { readonly kind: "boolean" }
  | { readonly kind: "any" };

/** A compiled expression: its type and its closure. */
export interface CompiledNode {
  readonly type: NodeType;
  readonly run: (ctx: JudgeContext) => Value;
  /** Its text in a generated function, worth what `run` is; without it `run` is called from there. */
  readonly write?: (code: RuleCode) => Written;
  readonly literal?: number | string | boolean | null;
  /** It would be a constant of the key's tag, which the tag does not say: for ever unknown. */
  readonly missing?: true;
  /** It is the present value of the key's own point. */
  readonly own?: true;
  /** Present when it depends on the present value of the key's own point alone: its worth changes at these values only. */
  readonly levels?: readonly number[];
  /** The inputs whose third argument it judges one by one. */
  readonly members?: readonly number[];
  /** What a choice field may be. */
  readonly options?: readonly (string | number)[];
  /** True when it is a field of a report and none comes in at this instant: no comparison with it holds, whatever the field may be. */
  readonly absent?: (ctx: JudgeContext) => boolean;
}

/** An operator that remembers: called at each instant before the judgement, inner ones first. */
export interface Watcher {
  readonly slot: number;
  observe(ctx: JudgeContext): void;
}

/** A tag that a rule is about and cannot judge, and what it does not say. */
export interface Uncovered {
  readonly tag: Tag;
  readonly what: string;
}

/** What a compiler of one operator may use. */
export interface CompileScope {
  readonly limits: { readonly [id: string]: Limit };
  readonly issues: Issue[];
  readonly watchers: Watcher[];
  readonly facts: { usesGrid: boolean; readonly gridMs: number; ringMs: number; reportMs: number; readonly reportWindows: number[]; readonly long: LongWindow[]; slots: number; readonly limits: string[]; steps: number; members: number; readonly own: string[]; readonly uncovered: Uncovered[] };
  /** The tag the rule is about, whose own values hold for the whole condition; undefined, with an Issue, inside a k-of-n and in rules per area or group. */
  own(operator: string, path: string): Tag | undefined;
  /** A value the tag does not say: it is not covered by the rule. */
  uncovered(tag: Tag, what: string): void;
  /** The input index of an alias; undefined means the key's own tag (`ctx.self`). */
  input(alias: string | undefined, path: string): InputRef | undefined;
  /** Members of a named set (input indices), or of `near`. */
  members(set: JsonLogic, path: string): readonly number[] | undefined;
  /** The input that counts something in the area of the key. */
  areaPoint(measurement: Measurement, label: string | undefined, path: string): number | undefined;
  /** A work calendar by id; an unknown one is an Issue. */
  calendar(id: string, path: string): CompiledCalendar | undefined;
  compile(expr: JsonLogic, path: string): CompiledNode;
  newSlot(): number;
}

/** Where a term reads from: a fixed input or the one in question. */
export interface InputRef {
  readonly index: number | "self";
  readonly unit: Unit | null; // null: not a number (state, event)
  readonly tag: Tag; // one of those it may be
}

interface CompiledOperator {
  readonly name: string;
  compile(args: readonly JsonLogic[], path: string, scope: CompileScope): CompiledNode;
}

/** An operator that says itself in words; `isTerm`: what it is worth now follows in brackets. */
export interface SpokenOperator extends CompiledOperator {
  words(speech: Speech): I18nText;
  readonly isTerm?: true;
}

/** One operator of the condition dialect: it has words of its own, or is another spelling of others. */
export type RuleOperator = SpokenOperator | (CompiledOperator & { expand(args: readonly JsonLogic[]): JsonLogic });

export const booleanType: NodeType = { kind: "boolean" };

export function freshSlots(count: number): SlotState[] {
  return Array.from({ length: count }, () => ({ marks: [] }));
}

export function copySlots(slots: readonly SlotState[]): SlotState[] {
  return slots.map((slot) => ({ marks: slot.marks.slice() }));
}

/** Stands in for what could not be compiled, so that one pass finds every fault. */
export const failed: CompiledNode = { type: { kind: "any" }, run: () => undefined };

/** What is worth the same for ever: a parameter of the shape. */
export function constant(value: number | string | boolean): Pick<CompiledNode, "run" | "write"> {
  const run = (): typeof value => value;
  return { run, write: (code) => (typeof value === "number" ? { text: code.param(value, run), is: "number" } : { text: code.param(value, run) }) };
}
