import { isList, isObject, type JsonValue } from "../../model/json.ts";

/** What an expression names: variables, limits by id, families of limits (`L1` of `{"limit": ["L1", "medium"]}` means each `L1.…`), and the texts given to any other operator. */
export interface ExpressionNames {
  readonly vars: Set<string>;
  readonly limits: Set<string>;
  readonly families: Set<string>;
  readonly texts: Set<string>;
}

const variables: ReadonlySet<string> = new Set(["var", "val", "missing", "missing_some", "exists"]);

/** Names at every depth, those of rows in `map` and `filter` too: more than is read rather than less. */
export function namesIn(expression: JsonValue): ExpressionNames {
  const names: ExpressionNames = { vars: new Set(), limits: new Set(), families: new Set(), texts: new Set() };
  visit(expression, names.texts, names);
  return names;
}

function visit(value: JsonValue, into: Set<string>, names: ExpressionNames): void {
  if (typeof value === "string") into.add(value);
  else if (isList(value)) for (const one of value) visit(one, into, names);
  else if (isObject(value)) for (const [operator, args] of Object.entries(value)) visitArgs(operator, args, names);
}

function visitArgs(operator: string, args: JsonValue, names: ExpressionNames): void {
  if (operator !== "limit" || !isList(args) || args.length < 2) return visit(args, variables.has(operator) ? names.vars : operator === "limit" ? names.limits : names.texts, names);
  const [id = null, , other = null] = args;
  visit(id, names.families, names);
  visit(other, names.limits, names);
}

/** Names of fields a dotted variable may mean: every step of it. */
export function fieldNames(vars: Iterable<string>): string[] {
  return [...new Set([...vars].flatMap((name) => (name === "ctx" || name.startsWith("ctx.") ? [] : name.split("."))))];
}
