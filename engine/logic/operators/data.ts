import type { JsonValue } from "../../model/json.ts";
import type { Written } from "../../shapes/code.ts";
import type { LogicCode, LogicNode } from "../logicCode.ts";
import type { EagerApply, EagerOperator, Operator, Thunk } from "../operator.ts";
import { invalidArguments } from "../fault.ts";
import { climb, scopeFor, walk, type LogicMode, type Run } from "../run.ts";
import { UNKNOWN, type LogicValue } from "../unknown.ts";

/** The steps of a `var` path: `"a.b"` is two, `""`, null and nothing are the scope itself. A list or object is no path. */
function pathOf(value: LogicValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null || value === "") return [];
  return isName(value) ? String(value).split(".") : undefined;
}

/** What can be a key. Objects are never turned into text: their own `toString` is data. */
function isName(value: LogicValue): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function read(run: Run, path: readonly string[] | undefined): LogicValue | undefined {
  return path && walk(scopeFor(run, path[0]), path);
}

/** Plain `var`: an absent value gives the default, or null. */
const plainVar: EagerApply = ([path, fallback = null], run) => read(run, pathOf(path)) ?? nullOr(run, path, fallback);

/** A present null stays null; only what is absent takes the default. */
function nullOr(run: Run, path: LogicValue | undefined, fallback: LogicValue): LogicValue {
  return read(run, pathOf(path)) === null ? null : fallback;
}

const kleeneVar: EagerApply = ([path, fallback = UNKNOWN], run) => read(run, pathOf(path)) ?? fallback;

/** A constant path, by far the common case: steps are split once. */
function compileVar(_args: readonly Thunk[], raw: readonly JsonValue[], mode: LogicMode): Thunk | undefined {
  const [path] = raw;
  if (raw.length > 1 || (typeof path !== "string" && typeof path !== "number")) return undefined;
  const steps = pathOf(path);
  const absent = mode === "plain" ? null : UNKNOWN;
  return (run) => {
    run.step();
    return read(run, steps) ?? absent;
  };
}

/** A constant path as text. */
function varOf(_args: readonly LogicNode[], [path, ...more]: readonly JsonValue[]): ((code: LogicCode) => Written) | undefined {
  if (more.length > 0 || (typeof path !== "string" && typeof path !== "number")) return undefined;
  const steps = pathOf(path) ?? [];
  return (code) => {
    code.step();
    const found = code.read(steps);
    return code.keep(`${found} ?? ${code.unknown}`);
  };
}

/** Constant names as text; nearly always nothing is missing, and no list is made. */
function missingOf(_args: readonly LogicNode[], raw: readonly JsonValue[]): ((code: LogicCode) => Written) | undefined {
  const names = raw.filter((name): name is string => typeof name === "string");
  if (names.length !== raw.length || names.length === 0) return undefined;
  return (code) => {
    code.step();
    code.makeList(code.param(names.length));
    const list = code.fresh("t");
    code.line(`let ${list} = ${code.help("nothing", nothing)};`);
    for (const name of names) {
      const { text } = code.keep(code.read(pathOf(name) ?? []));
      code.line(`if (${text} === undefined || ${text} === null || ${text} === "" || ${text} === ${code.unknown}) ${list} = [...${list}, ${code.param(name)}];`);
    }
    return { text: list };
  };
}

const nothing: readonly string[] = Object.freeze([]);

/** What `val` and `exists` find: steps one by one; `[[n], …]` starts n scopes up. */
function val(args: readonly LogicValue[], run: Run): LogicValue | undefined {
  const [first] = args;
  const levels: unknown = Array.isArray(first) && first.length === 1 ? first[0] : undefined;
  const keys = levels === undefined ? args : args.slice(1);
  if (!keys.every(isName)) return undefined;
  const steps = keys.map(String);
  return walk(typeof levels === "number" ? climb(run, Math.abs(levels)) : scopeFor(run, steps[0]), steps);
}

const exists: EagerApply = (args, run) => val(args, run) !== undefined;

const isMissing = (run: Run, key: LogicValue): boolean => {
  const value = read(run, pathOf(key));
  return value === undefined || value === null || value === "" || value === UNKNOWN;
};

/** The names among the arguments (or in a list given first) that have no value. Never unknown. */
const missing: EagerApply = (args, run) => {
  const names = Array.isArray(args[0]) ? (args[0] as readonly LogicValue[]) : args;
  run.makeList(names.length);
  return names.filter((name) => isMissing(run, name));
};

const missingSome: EagerApply = ([need = 0, names = []], run) => {
  const list = Array.isArray(names) ? (names as readonly LogicValue[]) : [];
  if (typeof need !== "number") return invalidArguments();
  const absent = missing([list], run) as readonly LogicValue[];
  return list.length - absent.length >= need ? [] : absent;
};

const eager = (name: string, arity: readonly [number, number], plain: EagerApply, kleene: EagerApply): EagerOperator =>
  ({ name, eager: true, spread: true, arity, plain, kleene });

const knownOnly = (apply: (args: readonly LogicValue[], run: Run) => LogicValue | undefined, absent: LogicValue): EagerApply =>
  (args, run) => (args.includes(UNKNOWN) ? absent : apply(args, run) ?? absent);

/** Reading data: `var val exists missing missing_some`. */
export const data: readonly Operator[] = [
  { ...eager("var", [0, 2], plainVar, (args, run) => (args[0] === UNKNOWN ? UNKNOWN : kleeneVar(args, run))), compile: compileVar, write: varOf },
  eager("val", [0, Infinity], knownOnly(val, null), knownOnly(val, UNKNOWN)),
  eager("exists", [1, Infinity], exists, exists),
  { ...eager("missing", [0, Infinity], missing, knownOnly(missing, UNKNOWN)), write: missingOf },
  eager("missing_some", [2, 2], missingSome, knownOnly(missingSome, UNKNOWN)),
];
