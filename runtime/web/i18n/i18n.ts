import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "@safeloop/engine";

/** The words of one noun in one language; nested by topic. */
export interface Words {
  readonly [key: string]: string | Words;
}
/** Words per noun, in both languages. */
export type WordBook = { readonly [noun: string]: { readonly zh: Words; readonly en: Words } };

const key = "safeloop.locale";

function storedLocale(): Locale {
  try {
    return localStorage.getItem(key) === "en" ? "en" : "zh-CN";
  } catch {
    return "zh-CN"; // storage switched off
  }
}

function half(book: WordBook, language: "zh" | "en"): Record<string, Words> {
  return Object.fromEntries(Object.entries(book).map(([noun, words]) => [noun, words[language]]));
}

/** Starts the translations of an entry. A missing word shows its key, so that it is seen and fixed. */
export function startI18n(book: WordBook, locale: Locale = storedLocale()): i18n {
  void i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: "common",
    ns: Object.keys(book),
    nsSeparator: ":",
    resources: { "zh-CN": half(book, "zh"), en: half(book, "en") },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    initAsync: false,
  });
  document.documentElement.lang = locale;
  return i18next;
}

/** Switches the language at once, for this browser. */
export function setLocale(locale: Locale): void {
  try {
    localStorage.setItem(key, locale);
  } catch {
    // storage switched off: the choice lasts as long as the page
  }
  document.documentElement.lang = locale;
  void i18next.changeLanguage(locale);
}

export function currentLocale(): Locale {
  return i18next.language === "en" ? "en" : "zh-CN";
}
