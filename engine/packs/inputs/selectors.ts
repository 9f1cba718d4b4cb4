import { isList, isObject, type JsonValue } from "../../model/json.ts";
import { durationMs } from "../../flows/duration.ts";
import type { Selector } from "./packInput.ts";

type Kind = keyof Selector;
/** Why an answer cannot be taken, or undefined. `expected` is shown to a person. */
type Judge<K extends Kind> = (value: JsonValue, options: NonNullable<Selector[K]>) => string | undefined;

const id = (value: JsonValue): boolean => typeof value === "string" && value.length > 0 && value.length <= 200;
const ids = (value: JsonValue): boolean => isList(value) && value.length > 0 && value.length <= 2_000 && value.every(id) && new Set(value).size === value.length;
const named = (what: string, multiple: boolean | undefined) => (value: JsonValue): string | undefined => ((multiple ? ids(value) : id(value)) ? undefined : what);

function range(value: number, min: number | undefined, max: number | undefined): boolean {
  return Number.isFinite(value) && (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** Every selector a pack may ask with. */
export const selectors: { readonly [K in Kind]-?: Judge<K> } = {
  text: (value, { maxLength = 200 }) => (typeof value === "string" && value.trim() !== "" && value.length <= maxLength ? undefined : `1–${maxLength}`),
  number: (value, { min, max, unit = "" }) => (typeof value === "number" && range(value, min, max) ? undefined : `${min ?? "−∞"}–${max ?? "∞"} ${unit}`.trim()),
  boolean: (value) => (typeof value === "boolean" ? undefined : "true | false"),
  choice: (value, { options }) => (options.some((one) => one.value === value) ? undefined : options.map((one) => one.value).join(" | ")),
  tag: (value, { multiple }) => named(multiple ? "[tag id, …]" : "tag id", multiple)(value),
  area: (value, { multiple }) => named(multiple ? "[area id, …]" : "area id", multiple)(value),
  role: (value) => named("role id", false)(value),
  duration: (value, { max }) => durationFault(value, max),
};

function durationFault(value: JsonValue, max: string | undefined): string | undefined {
  const ms = durationMs(value);
  const most = max === undefined ? undefined : durationMs(max);
  return ms !== undefined && ms > 0 && (most === undefined || ms <= most) ? undefined : `PT30M${max === undefined ? "" : ` ≤ ${max}`}`;
}

/** The one kind a selector names; undefined when it names none, several or one nobody knows. */
export function kindOf(selector: Selector): Kind | undefined {
  const named = Object.keys(selector);
  const [only] = named;
  if (named.length !== 1 || only === undefined || !Object.hasOwn(selectors, only)) return undefined;
  const kind = only as Kind;
  return isObject(selector[kind]) && (kind !== "choice" || isList(selector.choice?.options)) ? kind : undefined;
}

/** Why an answer does not fit its selector; undefined when it does. */
export function answerFault(selector: Selector, value: JsonValue): string | undefined {
  const kind = kindOf(selector);
  if (kind === undefined) return "a known selector";
  return (selectors[kind] as Judge<Kind>)(value, selector[kind] as never);
}
