import type { Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import { validationKeywords, type Draft } from "./dialect.ts";
import { applicatorKeywords } from "./keywords/applicators.ts";
import { arrayKeywords07, arrayKeywords2020 } from "./keywords/arrays.ts";
import { numberKeywords } from "./keywords/numbers.ts";
import { objectKeywords07, objectKeywords2020 } from "./keywords/objects.ts";
import { referenceKeywords07, referenceKeywords2020 } from "./keywords/references.ts";
import { stringKeywords } from "./keywords/strings.ts";
import { unevaluatedKeywords } from "./keywords/unevaluated.ts";
import { valueKeywords } from "./keywords/values.ts";
import type { Check, KeywordContext, KeywordTable } from "./node.ts";
import { SchemaIndex, type Located, type Resource, type SchemaRegistry } from "./schemaIndex.ts";
import { Seen, Validation } from "./validation.ts";

export interface SchemaOptions {
  /** Used where `$schema` names none; default 2020-12. */
  readonly draft?: Draft;
  /** Documents references may lead to, by absolute URI. Nothing else is reachable; nothing is fetched. */
  readonly registry?: SchemaRegistry;
  /** `assert` (default): `format` must hold. `annotate`: it is a remark. */
  readonly formats?: "assert" | "annotate";
}

/** A schema ready to judge values. */
export interface SchemaValidator {
  /** What is wrong with the schema itself; a keyword named here refuses every value it applies to. */
  readonly issues: readonly Issue[];
  readonly isValid: (data: JsonValue) => boolean;
  /** At most 100 Issues, paths as JSON Pointers into `data`. */
  readonly validate: (data: JsonValue) => Issue[];
}

const shared: KeywordTable = { ...valueKeywords, ...numberKeywords, ...stringKeywords, ...applicatorKeywords };
const tables: { readonly [draft in Draft]: KeywordTable } = {
  "draft-07": { ...referenceKeywords07, ...shared, ...objectKeywords07, ...arrayKeywords07 },
  "2020-12": { ...referenceKeywords2020, ...shared, ...objectKeywords2020, ...arrayKeywords2020 },
};

/** Compiles a schema to closures: no generated code, so it runs under any content security policy. */
export function compileSchema(schema: JsonValue, options: SchemaOptions = {}): SchemaValidator {
  const compiler = new SchemaCompiler(options);
  const check = compiler.document(schema);
  const judge = (data: JsonValue, errors: Issue[] | null): boolean => {
    const run = new Validation(errors);
    const ok = check(data, run, null, null);
    return run.exhausted ? run.fail(null, "VALUE_SCHEMA", { keyword: "$ref" }) : ok;
  };
  return {
    issues: compiler.issues,
    isValid: (data) => judge(data, null),
    validate: (data) => {
      if (judge(data, null)) return []; // the common case pays for no path
      const errors: Issue[] = [];
      judge(data, errors);
      return errors;
    },
  };
}

class SchemaCompiler {
  readonly issues: Issue[] = [];
  private readonly index: SchemaIndex;
  private readonly nodes = new Map<JsonObject, Check>();
  private readonly pending: (() => void)[] = [];
  private readonly assertFormats: boolean;

  constructor(options: SchemaOptions) {
    this.index = new SchemaIndex(options.registry ?? new Map(), options.draft ?? "2020-12");
    this.assertFormats = options.formats !== "annotate";
  }

  /** Compiles a document and all it refers to, so that every Issue is known now. */
  document(schema: JsonValue): Check {
    const resource = this.index.add(schema, "");
    const check = this.node(schema, resource, "");
    for (let next = this.pending.pop(); next; next = this.pending.pop()) next();
    return check;
  }

  private node(schema: JsonValue, outer: Resource, at: string): Check {
    if (schema === true) return () => true;
    if (!isObject(schema)) return schema === false ? refuseAll : () => true;
    const known = this.nodes.get(schema);
    if (known) return known;
    let inner: Check = () => true;
    const lazy: Check = (value, run, path, seen) => inner(value, run, path, seen);
    this.nodes.set(schema, lazy);
    inner = this.object(schema, this.index.resourceAt(schema, outer), at);
    this.nodes.set(schema, inner);
    return inner;
  }

  private object(schema: JsonObject, resource: Resource, at: string): Check {
    const context = this.context(schema, resource, at);
    const keywords = Object.keys(schema).filter((keyword) => resource.validates || !validationKeywords.has(keyword));
    const only07Ref = resource.draft === "draft-07" && typeof schema["$ref"] === "string";
    const checks = this.checks(only07Ref ? ["$ref"] : keywords, tables[resource.draft], context);
    const last = resource.draft === "2020-12" ? this.checks(keywords, unevaluatedKeywords, context) : [];
    return resource.draft === "2020-12" && (resource.dynamicAnchors.size > 0 || last.length > 0)
      ? scoped(checks, last, resource)
      : guarded(allHold(checks));
  }

  private checks(keywords: readonly string[], table: KeywordTable, context: KeywordContext): Check[] {
    return keywords.flatMap((keyword) => {
      const compile = own(table, keyword) as KeywordTable[string] | undefined;
      const check = compile?.(context.schema[keyword] as JsonValue, context);
      return check ? [check] : [];
    });
  }

  private context(schema: JsonObject, resource: Resource, at: string): KeywordContext {
    return {
      schema, resource, at,
      assertFormats: this.assertFormats,
      sub: (inner, ...steps) => this.node(inner, resource, pointer(at, ...steps)),
      reference: (reference) => {
        const located = this.index.find(reference, resource);
        return located && { located, check: this.later(located) };
      },
      located: (located) => this.later(located),
      report: (found) => this.issues.push(found),
    };
  }

  /** A check compiled after the schema that refers to it, so that a cycle of references is no endless compile. */
  private later(located: Located): Check {
    const { schema, resource } = located;
    if (!isObject(schema)) return this.node(schema, resource, "");
    const known = this.nodes.get(schema);
    if (known) return known;
    this.pending.push(() => void this.node(schema, resource, ""));
    return (value, run, path, seen) => this.node(schema, resource, "")(value, run, path, seen);
  }
}

const refuseAll: Check = (_value, run, path) => run.fail(path, "VALUE_REFUSED", { keyword: "false" });

function allHold(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (!first) return () => true;
  if (!second) return first;
  return (value, run, path, seen) => {
    let ok = true;
    for (const check of checks) {
      if (check(value, run, path, seen)) continue;
      if (!run.errors) return false;
      ok = false;
    }
    return ok;
  };
}

/** Stops recursion that has no end. */
function guarded(check: Check): Check {
  return (value, run, path, seen) => {
    if (!run.enter()) return false;
    const ok = check(value, run, path, seen);
    run.leave();
    return ok;
  };
}

/** A schema whose resource takes part in dynamic references, or that judges what others left over. */
function scoped(checks: readonly Check[], last: readonly Check[], resource: Resource): Check {
  const all = allHold(checks);
  const rest = allHold(last);
  return guarded((value, run, path, seen) => {
    const own = last.length > 0 ? new Seen() : seen;
    const entered = run.dynamicScope[run.dynamicScope.length - 1] !== resource;
    if (entered) run.dynamicScope.push(resource);
    const ok = all(value, run, path, own) && rest(value, run, path, own);
    if (entered) run.dynamicScope.pop();
    if (ok && seen && own && own !== seen) seen.merge(own);
    return ok;
  });
}
