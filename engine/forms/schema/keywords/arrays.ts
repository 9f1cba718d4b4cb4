import { canonicalJson } from "../../../model/canonical.ts";
import { isList, type JsonValue } from "../../../model/json.ts";
import type { Check, KeywordCompiler, KeywordContext, KeywordTable } from "../node.ts";

/** Judges items from `first` on with one check. */
function itemsFrom(first: number, check: Check, isFalse: boolean): Check {
  return (value, run, path, seen) => {
    if (!Array.isArray(value)) return true;
    if (seen) seen.allItems = true;
    if (isFalse) return value.length <= first || run.fail(path, "VALUE_ITEMS_MANY", { limit: first });
    let ok = true;
    for (let index = first; index < value.length; index += 1) {
      if (check(value[index] as JsonValue, run, run.at(path, index), null)) continue;
      if (!run.errors) return false;
      ok = false;
    }
    return ok;
  };
}

function leading(list: readonly JsonValue[], keyword: string, context: KeywordContext): Check {
  const checks = list.map((schema, index) => context.sub(schema, keyword, index));
  return (value, run, path, seen) => {
    if (!Array.isArray(value)) return true;
    if (seen) seen.firstItems = Math.max(seen.firstItems, Math.min(checks.length, value.length));
    let ok = true;
    for (let index = 0; index < Math.min(checks.length, value.length); index += 1) {
      if ((checks[index] as Check)(value[index] as JsonValue, run, run.at(path, index), null)) continue;
      if (!run.errors) return false;
      ok = false;
    }
    return ok;
  };
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : []);

const items2020: KeywordCompiler = (schema, context) =>
  Array.isArray(schema) ? undefined : itemsFrom(listOf(context.schema["prefixItems"]).length, context.sub(schema, "items"), schema === false);

const items07: KeywordCompiler = (schema, context) =>
  Array.isArray(schema) ? leading(schema, "items", context) : itemsFrom(0, context.sub(schema, "items"), schema === false);

/** Draft 7: says something only when `items` is a list. */
const additionalItems: KeywordCompiler = (schema, context) =>
  Array.isArray(context.schema["items"]) ? itemsFrom(context.schema["items"].length, context.sub(schema, "additionalItems"), schema === false) : undefined;

const prefixItems: KeywordCompiler = (list, context) => (Array.isArray(list) ? leading(list, "prefixItems", context) : undefined);

function contains(counted: boolean): KeywordCompiler {
  return (schema, context) => {
    const check = context.sub(schema, "contains");
    const limit = (name: string, otherwise: number): number => {
      const value = context.schema[name];
      return counted && typeof value === "number" && context.resource.validates ? value : otherwise;
    };
    const least = limit("minContains", 1);
    const most = limit("maxContains", Infinity);
    return (value, run, path, seen) => {
      if (!Array.isArray(value)) return true;
      const found = run.branch(() => value.flatMap((item: JsonValue, index) => (check(item, run, null, null) ? [index] : [])));
      found.forEach((index) => seen?.items.add(index));
      if (found.length < least) return run.fail(path, "VALUE_ITEMS_FEW", { limit: least });
      return found.length <= most || run.fail(path, "VALUE_ITEMS_MANY", { limit: most });
    };
  };
}

function sized(holds: (count: number, limit: number) => boolean, code: "VALUE_ITEMS_FEW" | "VALUE_ITEMS_MANY"): KeywordCompiler {
  return (limit) => {
    if (typeof limit !== "number") return undefined;
    return (value, run, path) => !Array.isArray(value) || holds(value.length, limit) || run.fail(path, code, { limit });
  };
}

/** Equal items have equal canonical texts, so one pass is enough however long the list is. */
export function hasRepeats(items: readonly JsonValue[]): boolean {
  const texts = new Set(items.map((item) => (typeof item === "string" ? `"${item}` : canonicalJson(item))));
  return texts.size < items.length;
}

const uniqueItems: KeywordCompiler = (wanted) => {
  if (wanted !== true) return undefined;
  return (value, run, path) => !Array.isArray(value) || !hasRepeats(value) || run.fail(path, "VALUE_ITEMS_REPEAT", {});
};

const shared: KeywordTable = {
  minItems: sized((count, limit) => count >= limit, "VALUE_ITEMS_FEW"),
  maxItems: sized((count, limit) => count <= limit, "VALUE_ITEMS_MANY"),
  uniqueItems,
};

export const arrayKeywords07: KeywordTable = { ...shared, items: items07, additionalItems, contains: contains(false) };
export const arrayKeywords2020: KeywordTable = { ...shared, prefixItems, items: items2020, contains: contains(true) };
