import { isObject, own, type JsonValue } from "../../../model/json.ts";
import type { JsonLogic } from "../../../model/logic.ts";

/** What a condition compares one variable with. */
export interface Compared {
  readonly constants: readonly JsonValue[];
  /** Compared by `<`, not only for being equal. */
  readonly ordered: boolean;
  /** Looked into for an item, as a list. */
  readonly asList: boolean;
}

/** Variables by path. */
export type Comparisons = ReadonlyMap<string, Compared>;

/** A value of a limit by id, or undefined. */
export type LimitOf = (id: string) => JsonValue | undefined;

/**
 * What each variable of a condition is compared with, for conditions that
 * compare variables with constants and nothing else: only their constants
 * then part the values into regions. Undefined for any other condition, whose
 * truth over all values cannot be told.
 */
export function comparisonsOf(expression: JsonLogic, limitOf: LimitOf): Comparisons | undefined {
  const reader = new Reader(limitOf);
  return reader.truth(expression) ? reader.found : undefined;
}

/** A value: variables it may be, and constants it may be. */
interface Term { readonly vars: readonly string[]; readonly constants: readonly JsonValue[] }
interface Draft { constants: JsonValue[]; ordered: boolean; asList: boolean }

const nothing: Term = { vars: [], constants: [] };
const joins = new Set(["and", "or", "!", "!!"]);
const equals = new Set(["==", "===", "!=", "!=="]);
const orders = new Set(["<", "<=", ">", ">="]);

class Reader {
  readonly found = new Map<string, Draft>();
  constructor(private readonly limitOf: LimitOf) {}

  /** Reads an expression whose truth counts; false when it is of another kind. */
  truth(raw: JsonLogic): boolean {
    const term = this.term(raw);
    if (!term) return false;
    // A bare variable is true by itself: the values at which truth changes are its constants.
    for (const name of term.vars) this.note(name, [true, "", 0]);
    return true;
  }

  private term(raw: JsonLogic): Term | undefined {
    if (Array.isArray(raw)) return raw.every(isPlain) ? { vars: [], constants: [raw] } : undefined;
    if (!isObject(raw)) return { vars: [], constants: raw === null ? [] : [raw] };
    const [name, ...more] = Object.keys(raw);
    if (name === undefined || more.length > 0) return undefined;
    const inner = own(raw, name) as JsonValue;
    return this.operation(name, (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[]);
  }

  private operation(name: string, args: readonly JsonValue[]): Term | undefined {
    if (name === "var") return this.variable(args);
    if (name === "limit") return this.limit(args);
    if (name === "known") return this.term(args[0] ?? null) && nothing;
    if (name === "??") return this.union(args);
    if (name === "if" || name === "?:") return this.choice(args);
    if (joins.has(name)) return args.every((one) => this.truth(one)) ? { vars: [], constants: [true, false] } : undefined;
    if (equals.has(name) || orders.has(name)) return this.comparison(args, orders.has(name));
    return name === "in" ? this.membership(args) : undefined;
  }

  private variable([path, fallback]: readonly JsonValue[]): Term | undefined {
    if (typeof path !== "string" || path === "") return undefined;
    this.note(path, []);
    const other = fallback === undefined ? nothing : this.term(fallback);
    return other && { vars: [path, ...other.vars], constants: other.constants };
  }

  private limit([id]: readonly JsonValue[]): Term | undefined {
    const value = typeof id === "string" ? this.limitOf(id) : undefined;
    return value === undefined ? undefined : { vars: [], constants: [value] };
  }

  private union(args: readonly JsonValue[]): Term | undefined {
    const terms = args.map((one) => this.term(one));
    return terms.every((one) => one !== undefined) ? { vars: terms.flatMap((one) => one.vars), constants: terms.flatMap((one) => one.constants) } : undefined;
  }

  /** Tests at even places, except a last one alone, which is the value when none holds. */
  private choice(args: readonly JsonValue[]): Term | undefined {
    const isTest = (i: number): boolean => i % 2 === 0 && i + 1 < args.length;
    if (!args.every((one, i) => !isTest(i) || this.truth(one))) return undefined;
    return this.union(args.filter((_, i) => !isTest(i)));
  }

  private comparison(args: readonly JsonValue[], ordered: boolean): Term | undefined {
    const terms = args.map((one) => this.term(one));
    for (let i = 1; i < terms.length; i++) {
      const [a, b] = [terms[i - 1], terms[i]];
      if (!a || !b || (a.vars.length > 0 && b.vars.length > 0)) return undefined;
      for (const name of a.vars) this.note(name, b.constants, ordered);
      for (const name of b.vars) this.note(name, a.constants, ordered);
    }
    return terms.length < 2 ? undefined : { vars: [], constants: [true, false] };
  }

  private membership([item = null, list = null]: readonly JsonValue[]): Term | undefined {
    const [one, many] = [this.term(item), this.term(list)];
    if (!one || !many || (one.vars.length > 0 && many.vars.length > 0)) return undefined;
    const items = many.constants.flatMap((value) => (Array.isArray(value) ? (value as readonly JsonValue[]) : [value]));
    for (const name of one.vars) this.note(name, items);
    for (const name of many.vars) this.note(name, one.constants, false, true);
    return { vars: [], constants: [true, false] };
  }

  private note(name: string, constants: readonly JsonValue[], ordered = false, asList = false): void {
    const known = this.found.get(name) ?? { constants: [], ordered: false, asList: false };
    this.found.set(name, { constants: [...known.constants, ...constants], ordered: known.ordered || ordered, asList: known.asList || asList });
  }
}

function isPlain(value: JsonValue): boolean {
  return typeof value !== "object";
}
