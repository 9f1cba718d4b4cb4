import { formUnitText, type I18nText, type Locale, type PackPlanItem } from "@safeloop/engine";
import type { TFunction } from "i18next";

interface Quantity {
  readonly value: string | number;
  readonly unit: string;
  readonly op?: string;
}

export function isQuantity(value: unknown): value is Quantity {
  if (typeof value !== "object" || value === null) return false;
  const { value: number, unit } = value as { readonly value?: unknown; readonly unit?: unknown };
  return typeof unit === "string" && (typeof number === "number" || (typeof number === "string" && number !== "" && Number.isFinite(Number(number))));
}

const signs: { readonly [op: string]: string } = { "<=": "≤", ">=": "≥", "<": "<", ">": ">", "==": "=", "!=": "≠" };

/** A value of a definition as a person reads it. What has no plain form, such as a condition, shows as it is written. */
export function valueText(value: unknown, locale: Locale, t: TFunction): string {
  if (value === undefined) return t("packs:value.absent");
  if (value === null || value === "") return t("packs:value.empty");
  if (typeof value === "boolean") return t(value ? "common:yes" : "common:no");
  if (typeof value === "number") return String(Number(value.toPrecision(12)));
  if (typeof value === "string") return value;
  if (isQuantity(value)) return `${value.op === undefined ? "" : `${signs[value.op] ?? value.op} `}${value.value} ${formUnitText(value.unit, locale)}`.trim();
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null)) return value.map((one) => valueText(one, locale, t)).join(locale === "en" ? ", " : "、");
  return JSON.stringify(value);
}

/** What of this kind can be typed in a field; undefined where another value is made in the designer. */
export function editorOf(...values: readonly unknown[]): "text" | "number" | "boolean" | "quantity" | undefined {
  const there = values.filter((value) => value !== undefined && value !== null);
  const all = (is: (value: unknown) => boolean): boolean => there.length > 0 && there.every(is);
  if (all((value) => typeof value === "string")) return "text";
  if (all((value) => typeof value === "number")) return "number";
  if (all((value) => typeof value === "boolean")) return "boolean";
  return all(isQuantity) && new Set(there.map((value) => (value as Quantity).unit)).size === 1 ? "quantity" : undefined;
}

/** Another number for a quantity: its unit and sign stay those of the version above. */
export function withNumber(quantity: unknown, number: number): unknown {
  if (!isQuantity(quantity)) return number;
  return { ...quantity, value: typeof quantity.value === "string" ? String(number) : number };
}

/** What the field of a value decided before starts with. */
export function typedOf(value: unknown): string | number | boolean | undefined {
  if (isQuantity(value)) return Number(value.value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** Where the value stands in words: `title.zh` → 名称（中文）. A property without words keeps its own name. */
export function propText(prop: string | undefined, t: TFunction): string {
  if (prop === undefined) return "";
  const [, base = prop, language] = /^(.*)\.(zh|en)$/.exec(prop) ?? [];
  const word: unknown = t(`packs:prop.${base.replaceAll(".", "-")}`, { defaultValue: "" });
  const name = typeof word === "string" && word !== "" ? word : base;
  return language === undefined ? name : t("packs:prop.in", { name, language: t(`packs:language.${language}`) });
}

/** Where an element stands: "动火安全作业票 · 名称（中文）". */
export function placeText(item: PackPlanItem, text: (value: I18nText) => string, t: TFunction): string {
  return [text(item.definition.title), propText(item.prop, t)].filter((one) => one !== "").join(" · ");
}
