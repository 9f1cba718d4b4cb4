import type { Answers, FormDefinition } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { termsOf } from "../search/terms.ts";
import { searchTexts, valueTerms } from "./listed.ts";

/** The revision lists go by: the published one, whatever revision a submission was filled on (x-ids do not change). */
export function listFormOf(ctx: ServerContext, tenantId: string, pinned: FormDefinition): FormDefinition {
  return ctx.services.definitions?.published(tenantId, "forms", pinned.id)?.definition ?? pinned;
}

/** What a search finds a submission by: number, the form's title, and its list fields as people read them. */
export function searchTerms(ctx: ServerContext, tenantId: string, form: FormDefinition, answers: Answers, number: string): string[] {
  const texts = [number, form.title.zh, form.title.en, ...searchTexts(form, answers, ctx.directory(tenantId))];
  return [...termsOf(texts), ...valueTerms(form, answers)];
}
