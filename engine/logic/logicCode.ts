import { Code, type Written } from "../shapes/code.ts";
import { LogicFault } from "./fault.ts";
import type { Thunk } from "./operator.ts";
import { member } from "./run.ts";
import { truthOf } from "./truth.ts";
import { UNKNOWN, type LogicValue } from "./unknown.ts";

/**
 * A part of an expression made ready: its closure, and its text in a generated
 * function where its operator writes one. `whole`: so do all its parts, so that
 * it needs no scopes but those the text itself has.
 */
export interface LogicNode {
  readonly thunk: Thunk;
  readonly write?: (code: LogicCode) => Written;
  readonly whole?: boolean;
  readonly literal?: LogicValue;
}

/** The code of one expression in three-valued logic. Steps and room are counted as the closures count them. */
export class LogicCode extends Code {
  private scopes: readonly string[] = ["scope"];

  /** `ownsRun`: some part is a closure, so the counts are those of its `run`; else two variables. */
  constructor(private readonly ownsRun: boolean) {
    super();
  }

  part(node: LogicNode): Written {
    return node.write ? node.write(this) : this.keep(`${this.param(node.thunk)}(run)`);
  }

  get unknown(): string {
    return this.help("UNKNOWN", UNKNOWN);
  }

  step(): void {
    this.line(`if (--${this.ownsRun ? "run.steps" : "steps"} < 0) ${this.help("outOfSteps", outOfSteps)}();`);
  }

  /** Charges a list; `size` is text. */
  makeList(size: string): void {
    this.line(`if ((${this.ownsRun ? "run.room" : "room"} -= ${size}) < 0) ${this.help("outOfRoom", outOfRoom)}();`);
  }

  /** What a path of own properties leads to, undefined when it leads nowhere. */
  read(path: readonly string[]): string {
    let from = path[0] === "ctx" ? this.caller() : this.scopes[this.scopes.length - 1]!;
    for (const key of path) from = this.keep(isPlainKey(key) ? `typeof ${from} === "object" && ${from} !== null ? ${from}[${this.param(key)}] : undefined` : `${this.help("member", member)}(${from}, ${this.param(key)})`).text;
    return from;
  }

  /** `ctx` is the caller's at every depth. */
  private caller(): string {
    const here = this.scopes[this.scopes.length - 1]!;
    const own = here === "scope" ? "scope" : `${this.help("hasCtx", hasCtx)}(scope) ? scope : ${here}`;
    return this.keep(`env.facts ? env.facts : ${own}`).text;
  }

  /** Runs `body` with another scope. */
  within(item: string, body: () => void): void {
    const outer = this.scopes;
    this.scopes = [...outer, item];
    body();
    this.scopes = outer;
  }

  /** The truth of a value. */
  truth({ text, is }: Written): string {
    return is === "truth" || is === "boolean" ? text : this.keep(`${this.help("truthOf", truthOf)}(${text})`).text;
  }
}

/** Nothing inherits it: what is read by it is the value's own. */
function isPlainKey(key: string): boolean {
  return !(key in Object.prototype) && !(key in Array.prototype);
}

function hasCtx(root: LogicValue): boolean {
  return member(root, "ctx") !== undefined;
}

function outOfSteps(): never {
  throw new LogicFault("budget", "Too Many Steps");
}

function outOfRoom(): never {
  throw new LogicFault("size", "List Too Large");
}
