import type { Answer, Refused, Session } from "./session.ts";

interface Field {
  readonly "x-id": string;
  readonly "x-title": Readonly<{ zh: string; en: string }>;
}

/** What of a form the story reads and changes; the rest travels along. */
export interface Form {
  readonly id: string;
  readonly title: Readonly<{ zh: string; en: string }>;
  readonly limits: Readonly<Record<string, { readonly value: number; readonly unit: string; readonly clause?: string }>>;
  readonly schema: { readonly properties: Readonly<Record<string, Field>> };
  readonly ui: { readonly sections: readonly { readonly id: string; readonly fields: readonly string[] }[] };
}

export const hotWork = "permit-hot-work";

/** The hot-work form in force in an organisation. */
export async function formOf(session: Session): Promise<Form> {
  return (await session.done<{ published: Form }>("GET", `/forms/${hotWork}`)).published;
}

/** Changes the hot-work form as the designer does: draft, then publish. Any refusal is an answer. */
export async function publish(session: Session, change: (form: Form) => Form, reason: string): Promise<Answer<Refused>> {
  const { published, etag } = await session.done<{ published: Form; etag: string }>("GET", `/forms/${hotWork}`);
  const saved = await session.done<{ etag: string }>("PUT", `/forms/${hotWork}/draft`, { definition: change(published) }, { "if-match": etag });
  return session.ask<Refused>("POST", `/forms/${hotWork}/publish`, { reason }, { "if-match": saved.etag });
}

/** Drops a draft that was refused, so that the next change begins at what is in force. */
export async function dropDraft(session: Session): Promise<void> {
  await session.done("DELETE", `/forms/${hotWork}/draft`);
}

export const titled = (zh: string, en: string) => (form: Form): Form => ({ ...form, title: { zh, en } });

/** Another value of a limit; one that the form does not have is a fault of the story. */
export const limited = (id: string, value: number) => (form: Form): Form => {
  const limit = form.limits[id];
  if (!limit) throw new Error(`the form has no limit ${id}`);
  return { ...form, limits: { ...form.limits, [id]: { ...limit, value } } };
};

/** Another label of a field. */
export const relabelled = (key: string, zh: string, en: string) => (form: Form): Form => {
  const field = form.schema.properties[key];
  if (!field) throw new Error(`the form has no field ${key}`);
  return { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, [key]: { ...field, "x-title": { zh, en } } } } };
};

/** A text field of the organisation's own at the end of the first section. */
export const extended = (key: string, id: string, zh: string, en: string) => (form: Form): Form => {
  const field = { "x-id": id, "x-title": { zh, en }, "x-kind": "text", type: "string", maxLength: 40 };
  const [first, ...rest] = form.ui.sections;
  if (!first) throw new Error("the form has no section");
  return { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, [key]: field } }, ui: { ...form.ui, sections: [{ ...first, fields: [...first.fields, id] }, ...rest] } };
};

export const both = (...changes: readonly ((form: Form) => Form)[]) => (form: Form): Form => changes.reduce((now, change) => change(now), form);
