/** A text shown to people, in both shipped languages. Templates must carry both. */
export interface I18nText {
  readonly zh: string;
  readonly en: string;
}

/** Languages the product ships. `zh-CN` is the default. */
export type Locale = "zh-CN" | "en";

/** Picks the text for a locale. */
export function textIn(text: I18nText, locale: Locale): string {
  return locale === "en" ? text.en : text.zh;
}
