import { own } from "../model/json.ts";
import type { Locale } from "../model/text.ts";

/** How a UCUM code is written for people. */
const shown: { readonly [ucum: string]: { readonly zh: string; readonly en: string } } = {
  "1": { zh: "", en: "" }, "%[LEL]": { zh: "%LEL", en: "%LEL" }, "vol%": { zh: "vol%", en: "vol%" }, min: { zh: "分钟", en: "min" }, h: { zh: "小时", en: "h" }, d: { zh: "天", en: "d" }, s: { zh: "秒", en: "s" },
  Cel: { zh: "℃", en: "°C" }, "mg/m3": { zh: "mg/m³", en: "mg/m³" }, m2: { zh: "m²", en: "m²" }, m3: { zh: "m³", en: "m³" }, "[ppm]": { zh: "ppm", en: "ppm" }, CNY: { zh: "元", en: "CNY" }, Bft: { zh: "级", en: "Bft" }, "{person}": { zh: "人", en: "people" },
};

/** The unit of a field as shown, in the reader's language; unknown codes as they are. */
export function formUnitText(unit: string | undefined, locale: Locale): string {
  if (unit === undefined) return "";
  const known = own(shown, unit) as { readonly zh: string; readonly en: string } | undefined;
  return known === undefined ? unit : locale === "en" ? known.en : known.zh;
}
