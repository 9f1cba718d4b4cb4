import { formOf, type FormDefinition, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";

/** What stands for the people and areas a sample names: those of a plant that really are there. */
export interface RealWorld {
  readonly people: readonly { readonly id: string; readonly roles?: readonly { readonly role: string }[] }[];
  readonly areas: readonly string[];
}

const textsOf = (value: JsonValue | undefined): readonly string[] => (typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

/** Who stands for the people the sample names: where a field is called like a role, somebody who has it. */
function standIns(form: FormDefinition, data: JsonObject, people: RealWorld["people"]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const field of formOf(form).roots.filter((one) => one.kind === "person" || one.kind === "people")) {
    const fit = people.filter((one) => one.roles?.some(({ role }) => field.key.toLowerCase().includes(role.replaceAll("-", ""))));
    for (const [at, id] of textsOf(data[field.key]).entries()) {
      const free = (fit.length > 0 ? fit : people).filter((one) => ![...names.values()].includes(one.id));
      const real = free[at] ?? free[0] ?? people[0];
      if (real && !names.has(id) && !people.some((one) => one.id === id)) names.set(id, real.id);
    }
  }
  return names;
}

function replaced(value: JsonValue, names: ReadonlyMap<string, string>, area: (id: string) => string): JsonValue {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one: JsonValue) => replaced(one, names, area));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === "area" && typeof one === "string" ? area(one) : replaced(one, names, area)]));
}

/** A sample of a pack with its people and areas put in place of real ones, so that candidates are found as they would be. */
export function withReal(form: FormDefinition, sample: JsonObject, { people, areas }: RealWorld): JsonObject {
  return replaced(sample, standIns(form, sample, people), (id) => (areas.includes(id) ? id : (areas[0] ?? id))) as JsonObject;
}
