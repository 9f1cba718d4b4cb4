import { type AlertRule, type Definition, type DefinitionKind, type FlowDefinition, type FormDefinition, isObject, type JsonValue, packsFromFiles, withSamples } from "@safeloop/engine";
import fc from "fast-check";

interface Shipped {
  readonly kind: DefinitionKind;
  readonly definition: Definition;
}

const files = import.meta.glob<string>("../../../templates/*/**/*.json", { eager: true, import: "default", query: "?raw" });
const packs = new Map<string, { path: string; text: string }[]>();
for (const [path, text] of Object.entries(files)) {
  const [pack = "", ...rest] = path.split("/").slice(4);
  packs.set(pack, [...(packs.get(pack) ?? []), { path: rest.join("/"), text }]);
}

/** Every definition the product ships, with the samples of its parameters. */
export const shipped: readonly Shipped[] = packsFromFiles([...packs.values()]).map(({ pack }) => withSamples(pack).pack)
  .flatMap((pack) => (["forms", "flows", "rules"] as const).flatMap((kind) => pack[kind].map((definition): Shipped => ({ kind, definition }))));

export const shippedOne = <D extends Definition>(kind: DefinitionKind, id: string): D => shipped.find((one) => one.kind === kind && one.definition.id === id)?.definition as D;

/** The form a definition is, or is about. */
export function formOf(kind: DefinitionKind, definition: Definition): FormDefinition | undefined {
  if (kind === "forms") return definition as FormDefinition;
  const { form } = kind === "flows" ? { form: (definition as FlowDefinition).form?.id } : ((definition as AlertRule).select as { readonly form?: string } | undefined) ?? {};
  return form === undefined ? undefined : (shipped.find((one) => one.kind === "forms" && one.definition.id === form)?.definition as FormDefinition | undefined);
}

/** One edit anywhere in the JSON, as a hand or another tool may make it. */
export function edited(value: JsonValue, path: readonly number[], how: number): JsonValue {
  const [first = 0, ...rest] = path;
  if (Array.isArray(value) && value.length > 0) {
    const list = value as readonly JsonValue[];
    const at = first % value.length;
    if (rest.length === 0 && how % 3 === 0) return list.filter((_, index) => index !== at);
    if (rest.length === 0 && how % 3 === 1) return [...list.slice(at), ...list.slice(0, at)];
    return list.map((one, index) => (index === at ? edited(one, rest, how) : one));
  }
  if (isObject(value)) {
    const keys = Object.keys(value).filter((key) => !["id", "x-id", "revision", "kind"].includes(key));
    const key = keys[first % Math.max(1, keys.length)];
    if (key === undefined) return value;
    if (rest.length === 0 && how % 5 === 0) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    return { ...value, [key]: edited(value[key] ?? null, rest, how) };
  }
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1 + how;
  return typeof value === "string" ? (/[\u4e00-\u9fff]/.test(value) ? `${value}改` : value) : value;
}

/** A few edits, one after the other. */
export const edits = fc.array(fc.tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 9 }), fc.nat(9)), { minLength: 1, maxLength: 6 });

export const withEdits = (definition: Definition, list: readonly (readonly [readonly number[], number])[]): Definition =>
  list.reduce((one, [path, how]) => edited(one, path, how), definition as unknown as JsonValue) as unknown as Definition;
