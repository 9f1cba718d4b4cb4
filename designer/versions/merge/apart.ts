import { type Definition, type DefinitionKind, type FlowDefinition, type FormDefinition, isObject, jsonEqual, type JsonValue } from "@safeloop/engine";
import { fieldsOf, freeName } from "../../forms/formModel.ts";

/** My draft under ids that meet no addition of the other's, and whether any had to change. */
export interface Apart<D extends Definition> {
  readonly mine: D;
  readonly isRenamed: boolean;
}

/**
 * Two people who each add a field get the same made id. They are two things:
 * mine takes another id before anything is merged, so that both are kept.
 */
export function apart<D extends Definition>(kind: DefinitionKind, base: D, mine: D, theirs: D): Apart<D> {
  const ids = { forms: formIds, flows: flowIds, rules: () => new Map<string, JsonValue>() }[kind] as unknown as (definition: D) => ReadonlyMap<string, JsonValue>;
  const [was, own, other] = [ids(base), ids(mine), ids(theirs)];
  const taken = new Set([...own.keys(), ...other.keys()]);
  const names = new Map<string, string>();
  const shared = [...own.keys()].filter((id) => !was.has(id) && other.has(id));
  const differing = shared.filter((id) => !jsonEqual(other.get(id) ?? null, own.get(id) ?? null));
  // A line of a flow says nothing by itself: it goes with the steps it joins.
  for (const id of kind === "flows" && differing.length > 0 ? shared : differing) {
    const name = freeName(`${id}-`, taken);
    taken.add(name);
    names.set(id, name);
  }
  const renamed = names.size === 0 ? mine : (withNames(mine as unknown as JsonValue, names) as unknown as D);
  const keyed = kind === "forms" ? (withFreeKeys(renamed as FormDefinition, theirs as FormDefinition) as D) : renamed;
  return { mine: keyed, isRenamed: names.size > 0 };
}

function formIds(form: FormDefinition): ReadonlyMap<string, JsonValue> {
  return new Map([...fieldsOf(form).map((field) => [field.xid, field.schema] as const), ...form.ui.sections.map((section) => [section.id, section as unknown as JsonValue] as const)]);
}

function flowIds(flow: FlowDefinition): ReadonlyMap<string, JsonValue> {
  return new Map([...flow.nodes, ...flow.edges].map((one) => [one.id, one as unknown as JsonValue]));
}

/** Every mention of an id: as a value, as the head of a path, as a key. The ids are new in this draft, so that nothing else is called so. */
function withNames(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  const rename = (text: string): string => {
    const [head = "", ...rest] = text.split(".");
    return names.get(text) ?? (names.has(head) ? [names.get(head), ...rest].join(".") : text);
  };
  if (typeof value === "string") return rename(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => withNames(one, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key === "zh" || key === "en" ? key : rename(key), key === "zh" || key === "en" ? one : withNames(one, names)]));
}

/** Two different fields may not answer under one key: mine gives way. */
function withFreeKeys(mine: FormDefinition, theirs: FormDefinition): FormDefinition {
  const other = new Map(fieldsOf(theirs).map((field) => [field.key, field.xid]));
  const taken = new Set([...other.keys(), ...fieldsOf(mine).map((field) => field.key)]);
  const keys = new Map<string, string>();
  for (const { key, xid } of fieldsOf(mine)) {
    const holder = other.get(key);
    if (holder === undefined || holder === xid || fieldsOf(theirs).some((field) => field.xid === xid)) continue;
    const free = freeName(key, taken);
    taken.add(free);
    keys.set(key, free);
  }
  if (keys.size === 0) return mine;
  const { properties, required, ...rest } = mine.schema as { readonly properties: { readonly [key: string]: JsonValue }; readonly required?: readonly string[] };
  const named = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [keys.get(key) ?? key, schema]));
  return { ...mine, schema: { ...rest, properties: named, ...(required === undefined ? {} : { required: required.map((key) => keys.get(key) ?? key) }) } };
}
