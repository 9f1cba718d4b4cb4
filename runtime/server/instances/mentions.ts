import { formOf, isObject, own, type Answers, type CompiledForm, type Field, type FormDefinition, type JsonValue } from "@safeloop/engine";

/** What answers point at, each with the field that does. Ids may repeat. */
export interface Mention {
  readonly kind: "person" | "area" | "orgUnit" | "asset" | "file" | "submission";
  readonly id: string;
  readonly field: Field;
}

const kindOf: { readonly [kind: string]: Mention["kind"] } = { person: "person", people: "person", "org-unit": "orgUnit", asset: "asset", reference: "submission" };

function idsOf(value: JsonValue | undefined): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.flatMap((one: JsonValue) => idsOf(one)) : [];
}

function fileIds(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((one: JsonValue) => fileIds(one));
  if (!isObject(value)) return [];
  const file = own(value, "file");
  const photo = own(value, "photo") as JsonValue | undefined;
  return [...(typeof file === "string" ? [file] : []), ...(isObject(photo) || Array.isArray(photo) ? fileIds(photo) : [])];
}

function checklistMentions(field: Field, value: JsonValue | undefined): Mention[] {
  if (!isObject(value)) return [];
  return Object.values(value).flatMap((entry) => {
    if (!isObject(entry)) return [];
    const by = own(entry, "confirmedBy");
    return [...(typeof by === "string" ? [{ kind: "person" as const, id: by, field }] : []), ...fileIds(entry).map((id) => ({ kind: "file" as const, id, field }))];
  });
}

function mentionsOfValue(field: Field, value: JsonValue | undefined): Mention[] {
  if (value === undefined || value === null) return [];
  // Most answers are a word or a number that names nobody.
  if (typeof value !== "object" && kindOf[field.kind] === undefined) return [];
  if (field.kind === "checklist") return checklistMentions(field, value);
  if (field.children.length > 0) {
    const rows = Array.isArray(value) ? value : [value];
    return rows.flatMap((row: JsonValue) => (isObject(row) ? field.children.flatMap((child) => mentionsOfValue(child, own(row, child.xid) as JsonValue | undefined)) : []));
  }
  const kind = kindOf[field.kind];
  const named = kind ? idsOf(value).map((id) => ({ kind, id, field })) : [];
  const area = field.kind === "place" && isObject(value) ? own(value, "area") : undefined;
  const by = field.kind === "signature" && isObject(value) ? own(value, "by") : undefined;
  return [
    ...named,
    ...(typeof area === "string" ? [{ kind: "area" as const, id: area, field }] : []),
    ...(typeof by === "string" ? [{ kind: "person" as const, id: by, field }] : []),
    ...fileIds(value).map((id) => ({ kind: "file" as const, id, field })),
  ];
}

const plainTypes: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean"]);
const pointing = new WeakMap<CompiledForm, readonly Field[]>();

/** The fields of a form whose answers can point at something: most are words and numbers, and need no look. */
function pointingFieldsOf(form: CompiledForm): readonly Field[] {
  const known = pointing.get(form);
  if (known) return known;
  const fields = form.roots.filter((field) => kindOf[field.kind] !== undefined || !plainTypes.has(own(field.schema, "type")));
  pointing.set(form, fields);
  return fields;
}

/** Every person, area, unit, asset, file and submission the answers refer to. */
export function mentionsOf(form: FormDefinition, answers: Answers): Mention[] {
  const mentions: Mention[] = [];
  for (const field of pointingFieldsOf(formOf(form))) mentions.push(...mentionsOfValue(field, own(answers, field.xid) as JsonValue | undefined));
  return mentions;
}

/** Ids of one kind, each once. */
export function idsMentioned(mentions: readonly Mention[], kind: Mention["kind"]): string[] {
  return [...new Set(mentions.filter((one) => one.kind === kind).map((one) => one.id))];
}
