import type { JsonValue } from "../../../model/json.ts";
import type { Check, KeywordCompiler, KeywordContext, KeywordTable } from "../node.ts";
import { Seen, type PathStep, type Validation } from "../validation.ts";

function subs(list: JsonValue, keyword: string, context: KeywordContext): readonly Check[] {
  return (Array.isArray(list) ? list : []).map((schema: JsonValue, index) => context.sub(schema, keyword, index));
}

/** What a branch has judged counts only when the branch holds. */
function branch(check: Check, value: JsonValue, run: Validation, path: PathStep | null, seen: Seen | null): boolean {
  if (!seen) return check(value, run, path, null);
  const inner = new Seen();
  const ok = check(value, run, path, inner);
  if (ok) seen.merge(inner);
  return ok;
}

const quiet = (check: Check, value: JsonValue, run: Validation, path: PathStep | null, seen: Seen | null): boolean =>
  run.branch(() => branch(check, value, run, path, seen));

const allOf: KeywordCompiler = (list, context) => {
  const checks = subs(list, "allOf", context);
  return (value, run, path, seen) => {
    let ok = true;
    for (const check of checks) {
      if (branch(check, value, run, path, seen)) continue;
      if (!run.errors) return false;
      ok = false;
    }
    return ok;
  };
};

const anyOf: KeywordCompiler = (list, context) => {
  const checks = subs(list, "anyOf", context);
  return (value, run, path, seen) => {
    let ok = false;
    for (const check of checks) {
      if (ok && !seen) return true;
      ok = quiet(check, value, run, path, seen) || ok;
    }
    return ok || run.fail(path, "VALUE_SCHEMA", { keyword: "anyOf" });
  };
};

const oneOf: KeywordCompiler = (list, context) => {
  const checks = subs(list, "oneOf", context);
  return (value, run, path, seen) => {
    let found: Check | undefined;
    for (const check of checks) {
      if (!quiet(check, value, run, path, null)) continue;
      if (found) return run.fail(path, "VALUE_SCHEMA", { keyword: "oneOf" });
      found = check;
    }
    if (found && seen) branch(found, value, run, path, seen);
    return found !== undefined || run.fail(path, "VALUE_SCHEMA", { keyword: "oneOf" });
  };
};

const not: KeywordCompiler = (schema, context) => {
  const check = context.sub(schema, "not");
  return (value, run, path) => !quiet(check, value, run, path, null) || run.fail(path, "VALUE_SCHEMA", { keyword: "not" });
};

const conditional: KeywordCompiler = (schema, context) => {
  const test = context.sub(schema, "if");
  const arm = (keyword: "then" | "else"): Check | undefined =>
    context.schema[keyword] === undefined ? undefined : context.sub(context.schema[keyword], keyword);
  const [yes, no] = [arm("then"), arm("else")];
  return (value, run, path, seen) => {
    const chosen = quiet(test, value, run, path, seen) ? yes : no;
    return chosen === undefined || branch(chosen, value, run, path, seen);
  };
};

export const applicatorKeywords: KeywordTable = { allOf, anyOf, oneOf, not, if: conditional };
