import { formOf, type FormDefinition, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";

/** What stands for the people and areas a sample names: those of a plant that really are there. */
export interface RealWorld {
  readonly people: readonly string[];
  readonly areas: readonly string[];
}

const textsOf = (value: JsonValue | undefined): readonly string[] => (typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

/** Ids the sample uses for people, by its fields of people. */
function peopleIn(form: FormDefinition, data: JsonObject): readonly string[] {
  const fields = formOf(form).roots.filter((field) => field.kind === "person" || field.kind === "people");
  return [...new Set(fields.flatMap((field) => textsOf(data[field.key])))];
}

function replaced(value: JsonValue, names: ReadonlyMap<string, string>, area: (id: string) => string): JsonValue {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one: JsonValue) => replaced(one, names, area));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === "area" && typeof one === "string" ? area(one) : replaced(one as JsonValue, names, area)]));
}

/** A sample of a pack with its people and areas put in place of real ones, so that candidates are found as they would be. */
export function withReal(form: FormDefinition, sample: JsonObject, { people, areas }: RealWorld): JsonObject {
  const unknown = peopleIn(form, sample).filter((id) => !people.includes(id));
  const names = new Map(people.length === 0 ? [] : unknown.map((id, at) => [id, people[(at + 1) % people.length] ?? id]));
  return replaced(sample, names, (id) => (areas.includes(id) ? id : (areas[0] ?? id))) as JsonObject;
}
