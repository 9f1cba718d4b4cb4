import type { JsonLogic } from "@safeloop/engine";
import { areaCounts, calculations, type Condition, limitFacets, ratePers, type Term, windowFolds } from "./model.ts";
import { type Call, callOf } from "./call.ts";

type ReadCondition = (logic: JsonLogic) => Condition;

const oneOf = <T extends string>(names: readonly T[], name: unknown): T | undefined => names.find((one) => one === name);
const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** An alias where one stands; null where something else does. */
function aliasIn(args: readonly JsonLogic[], at: number): { readonly alias?: string } | null {
  if (args.length > at + 1) return null;
  const alias = args[at];
  return args.length <= at ? {} : isText(alias) ? { alias } : null;
}

function ofInput({ op, args, written }: Call): Term | undefined {
  const kind = oneOf(["value", "prev", "age", "quality"] as const, op);
  const alias = aliasIn(args, 0);
  return kind && alias ? { kind, ...alias, ...written } : undefined;
}

/** {"var": "value"} and {"var": "b.value"}: other spellings of the value. */
function ofVar({ op, args, written }: Call): Term | undefined {
  const [name] = args;
  if (op !== "var" || args.length !== 1 || !isText(name)) return undefined;
  if (name === "value") return { kind: "value", asVar: true, ...written };
  return name.endsWith(".value") && name.length > 6 ? { kind: "value", alias: name.slice(0, -6), asVar: true, ...written } : undefined;
}

function ofWindow({ op, args, written }: Call): Term | undefined {
  const fold = oneOf(windowFolds, op);
  const alias = aliasIn(args, 1);
  return fold && isNumber(args[0]) && alias ? { kind: "window", fold, windowS: args[0], ...alias, ...written } : undefined;
}

function ofRate({ op, args, written }: Call): Term | undefined {
  const [windowS, unit] = args;
  if (op !== "rate" || !isNumber(windowS)) return undefined;
  if (args.length === 1) return { kind: "rate", windowS, ...written };
  const [per, alias] = [oneOf(ratePers, unit), aliasIn(args, 2)];
  return per && alias ? { kind: "rate", windowS, per, ...alias } : undefined;
}

function ofField({ op, args, written }: Call): Term | undefined {
  const kind = oneOf(["event", "latest"] as const, op);
  const alias = aliasIn(args, 1);
  return kind && isText(args[0]) && alias ? { kind, field: args[0], ...alias, ...written } : undefined;
}

function ofCount({ op, args, written }: Call, read: ReadCondition): Term | undefined {
  const [windowS, where] = args;
  if (op !== "count" || !isNumber(windowS) || args.length > 2) return undefined;
  return { kind: "count", windowS, ...(where === undefined ? {} : { where: read(where) }), ...written };
}

function ofArea({ op, args, written }: Call): Term | undefined {
  const count = oneOf(areaCounts, op);
  const of = aliasIn(args, 0);
  if (!count || !of || (count === "area.people") !== (of.alias === undefined)) return undefined;
  return { kind: "area", count, ...(of.alias === undefined ? {} : { of: of.alias }), ...written };
}

function ofPlate({ op, args, written }: Call): Term | undefined {
  const [name] = args;
  const alias = aliasIn(args, 1);
  if (op === "design" && isText(name) && alias) return { kind: "design", name, ...alias, ...written };
  const part = oneOf(["min", "max", "span"] as const, name);
  if (op === "range" && part && args.length === 1) return { kind: "range", part, ...written };
  return undefined;
}

function ofLimit({ op, args, written }: Call): Term | undefined {
  const [id, facet] = args;
  if (op !== "limit" || !isText(id)) return undefined;
  if (args.length === 1) return { kind: "limit", id, ...written };
  const [by, otherwise] = [oneOf(limitFacets, facet), aliasIn(args, 2)];
  return by && otherwise ? { kind: "limit", id, by, ...(otherwise.alias === undefined ? {} : { otherwise: otherwise.alias }) } : undefined;
}

function ofCalculation({ op, args, written }: Call, read: ReadCondition): Term | undefined {
  const name = oneOf(calculations, op);
  const fits = name === "abs" ? args.length === 1 : args.length > 1;
  return name && fits ? { kind: "calc", op: name, items: args.map((one) => readTerm(one, read)), ...written } : undefined;
}

/** A term that has words; undefined for any other JSON. `read` reads the condition a count asks of each reading. */
export function knownTerm(logic: JsonLogic, read: ReadCondition): Term | undefined {
  if (typeof logic === "string" || typeof logic === "number" || typeof logic === "boolean") return { kind: "literal", value: logic };
  const call = callOf(logic);
  if (!call) return undefined;
  return ofInput(call) ?? ofVar(call) ?? ofWindow(call) ?? ofRate(call) ?? ofField(call) ?? ofCount(call, read) ?? ofArea(call) ?? ofPlate(call) ?? ofLimit(call) ?? ofCalculation(call, read);
}

/** Any JSON as a term: what has no words is kept as it is. */
export function readTerm(logic: JsonLogic, read: ReadCondition): Term {
  return knownTerm(logic, read) ?? { kind: "other", logic };
}
