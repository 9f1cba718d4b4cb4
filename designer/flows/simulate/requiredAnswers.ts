import { type Field, type FieldAccess, type FieldAccessMap, type FlowDefinition, type FormDefinition, formOf, isBlank, isObject, type JsonObject, type JsonValue, own } from "@safeloop/engine";

interface Giver {
  readonly person: string;
  readonly now: string;
  readonly said: string;
}

function accessOf(form: FormDefinition, fields: FieldAccessMap, xid: string): FieldAccess | undefined {
  const section = form.ui.sections.find((one) => one.fields.includes(xid))?.id;
  const named = [xid, ...(section === undefined ? [] : [`section:${section}`]), "*"].find((name) => Object.hasOwn(fields, name));
  return named === undefined ? undefined : fields[named];
}

/** A plain answer for a field; kinds that take more than a plain answer have none. */
function plainAnswer({ kind, schema, enum: options }: Field, { person, now, said }: Giver): JsonValue | undefined {
  if (kind === "person") return person;
  if (kind === "people") return [person];
  if (options?.[0] !== undefined) return options[0];
  const items = own(schema, "items");
  if (schema["type"] === "array") return isObject(items) && Array.isArray(items["enum"]) ? [items["enum"][0] as JsonValue] : undefined;
  if (schema["type"] === "boolean") return true;
  if (schema["type"] === "number" || schema["type"] === "integer") return typeof schema["minimum"] === "number" ? schema["minimum"] : 1;
  if (schema["type"] !== "string") return undefined;
  return schema["format"] === "date-time" ? now : schema["format"] === "date" ? now.slice(0, 10) : said;
}

/**
 * What a step requires and nobody has answered yet, answered plainly, so that a
 * run goes on without a form at each step. What has no plain answer stays
 * empty, and the step is refused in words. By property key.
 */
export function requiredAnswers(flow: FlowDefinition, form: FormDefinition, node: string | undefined, data: JsonObject, giver: Giver): JsonObject {
  const step = flow.nodes.find((one) => one.id === node);
  if (!step || !("fields" in step)) return {};
  const wanted = formOf(form).roots.filter((field) => field.stored && !field.computed && isBlank(data[field.key]));
  const required = wanted.filter((field) => {
    const access = accessOf(form, step.fields, field.xid);
    return access === "require" || (access === "edit" && field.required);
  });
  return Object.fromEntries(required.flatMap((field) => {
    const answer = plainAnswer(field, giver);
    return answer === undefined ? [] : [[field.key, answer]];
  }));
}

/** Plain answers for fields a refusal names, by key or x-id as the last part of its path; none for what was tried already. */
export function answersNamed(form: FormDefinition, paths: readonly string[], tried: JsonObject, giver: Giver): JsonObject {
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf("/") + 1)));
  const fields = formOf(form).roots.filter((field) => (names.has(field.key) || names.has(field.xid)) && !Object.hasOwn(tried, field.key) && !field.computed);
  return Object.fromEntries(fields.flatMap((field) => {
    const answer = plainAnswer(field, giver);
    return answer === undefined ? [] : [[field.key, answer]];
  }));
}
