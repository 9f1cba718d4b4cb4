import { type I18nText, type Locale, textIn } from "@safeloop/engine";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** The reader's language, and `text()` for texts that carry both (titles of definitions). */
export function useLocale(): { readonly locale: Locale; readonly text: (text: I18nText | string | undefined) => string } {
  const { i18n } = useTranslation();
  const locale: Locale = i18n.language === "en" ? "en" : "zh-CN";
  const text = useCallback((value: I18nText | string | undefined) => (value === undefined ? "" : typeof value === "string" ? value : textIn(value, locale)), [locale]);
  return { locale, text };
}
