import type { Answers, FormDefinition } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { termsOf } from "../search/terms.ts";
import { searchTexts, valueTerms } from "./listed.ts";

/** The revision lists go by: the published one, whatever revision a submission was filled on (x-ids do not change). */
export function listFormOf(ctx: ServerContext, tenantId: string, pinned: FormDefinition): FormDefinition {
  return ctx.services.definitions?.published(tenantId, "forms", pinned.id)?.definition ?? pinned;
}

const titleTerms = new WeakMap<FormDefinition, readonly string[]>();

function titleTermsOf(form: FormDefinition): readonly string[] {
  const known = titleTerms.get(form);
  if (known) return known;
  const terms = termsOf([form.title.zh, form.title.en]);
  titleTerms.set(form, terms);
  return terms;
}

/** What a search finds a submission by: the form's title, number, and its list fields as people read them. */
export function searchTerms(ctx: ServerContext, tenantId: string, form: FormDefinition, answers: Answers, number: string): string[] {
  const texts = [number, ...searchTexts(form, answers, ctx.directory(tenantId))];
  return [...new Set([...titleTermsOf(form), ...termsOf(texts), ...valueTerms(form, answers)])];
}
