import { issue } from "../../../issues/issue.ts";
import { pointer } from "../../../issues/pointer.ts";
import type { Check, KeywordCompiler, KeywordTable } from "../node.ts";
import { Seen } from "../validation.ts";
import type { Located } from "../schemaIndex.ts";
import { splitFragment } from "../uri.ts";

/** Runs a check with what it judged counted only when it holds. */
const follow = (check: Check): Check => (value, run, path, seen) => {
  if (!seen) return check(value, run, path, null);
  const inner = new Seen();
  const ok = check(value, run, path, inner);
  if (ok) seen.merge(inner);
  return ok;
};

const unresolved: Check = (_value, run, path) => run.fail(path, "VALUE_SCHEMA", { keyword: "$ref" });

const ref: KeywordCompiler = (reference, context) => {
  if (typeof reference !== "string") return undefined;
  const target = context.reference(reference);
  if (target) return follow(target.check);
  context.report(issue("FORM_REF_UNRESOLVED", pointer(context.at, "$ref"), { ref: reference.slice(0, 200) }));
  return unresolved;
};

/** Like `$ref`, but the outermost resource on the way here that has the same dynamic anchor wins. */
const dynamicRef: KeywordCompiler = (reference, context) => {
  if (typeof reference !== "string") return undefined;
  const fallback = context.reference(reference);
  const anchor = splitFragment(reference)[1] ?? "";
  if (!fallback) return ref(reference, context);
  const isDynamic = fallback.located.resource.dynamicAnchors.get(anchor)?.schema === fallback.located.schema;
  if (!isDynamic) return follow(fallback.check);
  return (value, run, path, seen) => {
    const outer: Located | undefined = run.dynamicScope.find((resource) => resource.dynamicAnchors.has(anchor))?.dynamicAnchors.get(anchor);
    return follow(outer ? context.located(outer) : fallback.check)(value, run, path, seen);
  };
};

export const referenceKeywords07: KeywordTable = { $ref: ref };
export const referenceKeywords2020: KeywordTable = { $ref: ref, $dynamicRef: dynamicRef };
