import { own } from "../model/json.ts";
import { defaultBudget, maxAllocation, maxTextLength, type LogicEnv } from "./env.ts";
import { LogicFault } from "./fault.ts";
import type { LogicValue } from "./unknown.ts";

export type LogicMode = "plain" | "kleene";

/** One scope. Iterating pushes two: `{index}` and, on it, the item. */
export interface Frame {
  readonly value: LogicValue;
  readonly parent: Frame | null;
}

/** The state of one evaluation: scopes and what is left of the budget. */
export class Run {
  frame: Frame;
  root: Frame;
  steps: number;
  room = maxAllocation;
  private readonly allowed: number;

  constructor(scope: LogicValue, readonly env: LogicEnv) {
    this.root = { value: scope, parent: null };
    this.frame = this.root;
    this.allowed = Math.min(env.budget ?? defaultBudget, env.meter?.left ?? Infinity);
    this.steps = this.allowed;
  }

  /** Takes what this run used off the shared meter. */
  settle(): void {
    if (this.env.meter) this.env.meter.left -= this.allowed - Math.max(this.steps, 0);
  }

  step(): void {
    if (--this.steps < 0) throw new LogicFault("budget", "Too Many Steps");
  }

  /** Charges a list of `size` items. */
  makeList(size: number): void {
    this.room -= size;
    if (this.room < 0) throw new LogicFault("size", "List Too Large");
  }

  /** Charges a text of `length` characters. */
  makeText(length: number): void {
    this.room -= length;
    if (length > maxTextLength || this.room < 0) throw new LogicFault("size", "Text Too Long");
  }

  /** Runs `body` with `item` as scope and `{index}` one step above it. */
  within(item: LogicValue, index: number, body: (run: Run) => LogicValue): LogicValue {
    const outer = this.frame;
    this.frame = { value: item, parent: { value: { index }, parent: outer } };
    try {
      return body(this);
    } finally {
      this.frame = outer;
    }
  }
}

/** Reads one member by own property; lists also know `length`. Undefined when absent. */
export function member(value: LogicValue | undefined, key: string): LogicValue | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return own(value, key) as LogicValue | undefined;
}

/** Follows `path` from `start`; undefined when any step is absent. */
export function walk(start: LogicValue | undefined, path: readonly string[]): LogicValue | undefined {
  let value = start;
  for (const key of path) value = member(value, key);
  return value;
}

/** The scope a `var` path starts from: `ctx` is readable at every depth, and always the caller's. */
export function scopeFor(run: Run, first: string | undefined): LogicValue {
  if (first !== "ctx") return run.frame.value;
  if (run.env.facts) return run.env.facts;
  return run.frame !== run.root && member(run.root.value, "ctx") !== undefined ? run.root.value : run.frame.value;
}

/** The scope `levels` frames up, or undefined past the top. */
export function climb(run: Run, levels: number): LogicValue | undefined {
  let frame: Frame | null = run.frame;
  for (let level = 0; level < levels && frame; level += 1) frame = frame.parent;
  return frame?.value;
}
