import type { AlertRule, FlowDefinition, FormDefinition, I18nText } from "@safeloop/engine";
import type { PaletteEntry } from "@safeloop/web";
import { fieldsOf, titleOf } from "../forms/formModel.ts";
import type { Place } from "../problems/place.ts";
import { limitLabel } from "../rules/words/limitWords.ts";

/** A field, step or limit as the palette finds it: by its title in both languages and by its key. */
export interface Thing extends Pick<PaletteEntry, "group" | "title" | "also" | "note"> {
  readonly place: Place;
}

export interface ThingWords {
  readonly text: (title: I18nText) => string;
  readonly locale: string;
  readonly condition: string; // what the condition of a rule is called
}

export function thingsOfForm(form: FormDefinition, { text }: ThingWords): readonly Thing[] {
  return fieldsOf(form).map((field) => {
    const title = titleOf(field);
    return { group: "field", title: text(title), also: [title.zh, title.en, field.key], note: field.key, place: { kind: "field", id: field.xid, title } };
  });
}

export function thingsOfFlow(flow: FlowDefinition, { text }: ThingWords): readonly Thing[] {
  return flow.nodes.filter((node) => node.kind !== "join").map(({ id, title }) => ({ group: "node", title: text(title), also: [title.zh, title.en, id], note: id, place: { kind: "step", id, title } }));
}

export function thingsOfRule(rule: AlertRule, { locale, condition }: ThingWords): readonly Thing[] {
  const limits = Object.entries(rule.limits).map(([id, limit]): Thing => ({ group: "limit", title: limitLabel(limit, locale), also: [id], note: id, place: { kind: "limit", id } }));
  return [{ group: "node", title: condition, place: { kind: "condition", id: "/condition" } }, ...limits];
}
