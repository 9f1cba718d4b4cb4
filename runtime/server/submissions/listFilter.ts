import { Refusal, type Field, type FormDefinition } from "@safeloop/engine";
import type { Actor, ServerContext, Store } from "../context.ts";
import { askedTerms, valueTerm, type SearchTerm } from "../search/terms.ts";
import { ownersOf } from "../tasks/owners.ts";
import { clip, holdsSeveral, listFieldsOf } from "./listed.ts";
import { formLiteral, listExpression } from "./listIndexes.ts";

/** A part of a WHERE with its bindings. */
export interface Condition {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

type Asked = { readonly [name: string]: unknown };

const comparisons: { readonly [suffix: string]: string } = { gte: ">=", gt: ">", lte: "<=", lt: "<" };
const numberKinds = new Set(["number", "integer", "duration", "risk-matrix"]);

function listField(form: FormDefinition | undefined, xid: string, asked: string): Field {
  const field = form ? listFieldsOf(form).find((one) => one.xid === xid) : undefined;
  if (!field) throw new Refusal("LIST_FIELD", { field: asked.slice(0, 100) });
  return field;
}

function isNumeric(field: Field): boolean {
  return numberKinds.has(field.kind) || field.schema["type"] === "number" || field.schema["type"] === "integer";
}

/** A filter value as the index holds it: a number for number fields, else the clipped text. */
function bound(field: Field, asked: string, value: string): string | number {
  if (!isNumeric(field)) return clip(value);
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) throw new Refusal("LIST_VALUE", { field: asked.slice(0, 100), value: value.slice(0, 100) });
  return number;
}

/** Text and numbers share one index; this keeps a range among its own. */
function sameType(dialect: Store["dialect"], expression: string, value: string | number): string {
  if (dialect === "sqlite") return typeof value === "number" ? `typeof(${expression}) in ('integer', 'real')` : `typeof(${expression}) = 'text' and ${expression} <> ''`;
  return typeof value === "number" ? `jsonb_typeof(${expression}) = 'number'` : `jsonb_typeof(${expression}) = 'string' and ${expression} <> '""'::jsonb`;
}

export function bindIndex(dialect: Store["dialect"], value: string | number): { readonly mark: string; readonly value: string | number } {
  return dialect === "sqlite" ? { mark: "?", value } : { mark: "cast(? as jsonb)", value: JSON.stringify(value) };
}

/** A field that holds several values is asked by a term of the search index. */
function fieldCondition(store: Pick<Store, "dialect">, form: FormDefinition | undefined, name: string, value: string): Condition | SearchTerm {
  const [, xid = "", suffix] = name.split(".");
  const field = listField(form, xid, name);
  if (holdsSeveral(field)) {
    if (suffix !== undefined) throw new Refusal("LIST_FIELD", { field: name.slice(0, 100) });
    return { term: valueTerm(xid, value), prefix: false };
  }
  const operator = suffix === undefined ? "=" : comparisons[suffix];
  if (operator === undefined) throw new Refusal("LIST_FIELD", { field: name.slice(0, 100) });
  const expression = listExpression(store.dialect, xid);
  const asked = bound(field, name, value);
  const { mark, value: bindable } = bindIndex(store.dialect, asked);
  const range = suffix === undefined ? "" : ` and ${sameType(store.dialect, expression, asked)}`;
  return { sql: `${expression} ${operator} ${mark}${range}`, bindings: [bindable] };
}

function orgsCondition(store: Pick<Store, "dialect">, orgs: ReadonlySet<string>): Condition {
  const list = JSON.stringify([...orgs]);
  return store.dialect === "sqlite" ? { sql: "s.org_id in (select value from json_each(?))", bindings: [list] } : { sql: "s.org_id in (select jsonb_array_elements_text(cast(? as jsonb)))", bindings: [list] };
}

/** Above this many own rows, walking the list and asking row by row is cheaper than gathering them first. */
const manyRows = 1_000;

/** Rows the actor, or somebody he stands in for now, takes part in: gathered first when they are few, asked row by row when they are many. */
async function partCondition(ctx: ServerContext, actor: Actor): Promise<Condition> {
  const people = ownersOf(ctx, actor.tenantId, actor.id);
  const among = `p.person_id in (${people.map(() => "?").join(", ")})`;
  const row = await ctx.store.first<{ n: number }>({ sql: `select count(*) as n from (select 1 from submission_people p where p.tenant_id = ? and ${among} limit ${manyRows}) counted`, bindings: [actor.tenantId, ...people] });
  if ((row?.n ?? 0) < manyRows) return { sql: `s.seq in (select p.seq from submission_people p where p.tenant_id = ? and ${among})`, bindings: [actor.tenantId, ...people] };
  return { sql: `exists (select 1 from submission_people p where p.tenant_id = s.tenant_id and ${among} and p.seq = s.seq)`, bindings: people };
}

/** What the actor may see: the same rule as `maySee`, as a condition. */
export async function visibleCondition(ctx: ServerContext, actor: Actor): Promise<Condition> {
  const orgs = ctx.reach(actor, "submission.readAll");
  const units = ctx.directory(actor.tenantId).units.length;
  const drafts = { sql: "(s.draft = 0 or s.by_id = ?)", bindings: [actor.id] };
  if (units > 0 && orgs.size >= units) return drafts;
  const own = await partCondition(ctx, actor);
  if (orgs.size === 0) return { sql: `${own.sql} and ${drafts.sql}`, bindings: [...own.bindings, ...drafts.bindings] };
  const inOrgs = orgsCondition(ctx.store, orgs);
  return { sql: `(${inOrgs.sql} or ${own.sql}) and ${drafts.sql}`, bindings: [...inOrgs.bindings, ...own.bindings, ...drafts.bindings] };
}

/** What a list asks for: conditions on `submissions s`, and terms of the search index that must all be found. */
export interface ListFilter {
  readonly conditions: readonly Condition[];
  readonly terms: readonly SearchTerm[];
}

/** Everything a list query asks for. `form` is the published form that `?form=` names. */
export async function listFilter(ctx: ServerContext, actor: Actor, asked: Asked, form: FormDefinition | undefined): Promise<ListFilter> {
  const text = (name: string): string | undefined => (typeof asked[name] === "string" && asked[name] !== "" ? asked[name] : undefined);
  const conditions: Condition[] = [{ sql: "s.tenant_id = ?", bindings: [actor.tenantId] }];
  const terms = askedTerms(text("q") ?? "");
  const formId = text("form");
  if (form) conditions.push({ sql: `s.form_id = ${formLiteral(form.id)}`, bindings: [] });
  else if (formId !== undefined) conditions.push({ sql: "s.form_id = ?", bindings: [formId] });
  const state = text("state");
  if (state !== undefined) conditions.push({ sql: "s.state = ?", bindings: [state] });
  if (text("mine") === "true") conditions.push({ sql: "s.by_id = ?", bindings: [actor.id] });
  for (const name of Object.keys(asked).filter((one) => one.startsWith("f."))) {
    const found = fieldCondition(ctx.store, form, name, String(asked[name]));
    if ("term" in found) terms.push(found);
    else conditions.push(found);
  }
  conditions.push(await visibleCondition(ctx, actor));
  return { conditions, terms };
}
