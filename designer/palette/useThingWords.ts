import { useLocale } from "@safeloop/web";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ThingWords } from "./things.ts";

/** Language and words for what the palette finds in a definition. */
export function useThingWords(): ThingWords {
  const { t } = useTranslation("keys");
  const { text, locale } = useLocale();
  return useMemo(() => ({ text, locale, condition: t("root.condition") }), [text, locale, t]);
}
