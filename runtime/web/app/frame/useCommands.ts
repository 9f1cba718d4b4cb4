import { useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { setLocale } from "../../i18n/i18n.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import type { PaletteEntry } from "../../palette/entry.ts";
import { onThemeMode, setThemeMode, themeMode } from "../../theme/mode.ts";

/** What can be done from every page. */
export function useCommands(onShortcuts: () => void): readonly PaletteEntry[] {
  const { t } = useTranslation("frame");
  const { locale } = useLocale();
  const mode = useSyncExternalStore(onThemeMode, themeMode);
  return useMemo(() => {
    const next = mode === "dark" ? "light" : "dark";
    const command = (name: string, title: string, open: () => void): PaletteEntry => ({ key: `command:${name}`, group: "command", title, open });
    return [
      command("shortcuts", t("shortcuts"), onShortcuts),
      command("theme", t(`theme.${next}`), () => setThemeMode(next)),
      command("language", t("language"), () => setLocale(locale === "en" ? "zh-CN" : "en")),
    ];
  }, [t, locale, mode, onShortcuts]);
}
