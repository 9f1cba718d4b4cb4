import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useMemo, useSyncExternalStore } from "react";
import { useLocale } from "../i18n/useLocale.ts";
import { antdTheme } from "./antdTheme.ts";
import { onThemeMode, themeMode } from "./mode.ts";
import { cspNonce } from "./nonce.ts";
import { isStill, onStill } from "./stillness.ts";

/** antd with our tokens, our language and the page's nonce. Use `App.useApp()` below it, never antd's static `message` or `Modal.confirm`. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const mode = useSyncExternalStore(onThemeMode, themeMode);
  const { locale } = useLocale();
  const still = useSyncExternalStore(onStill, isStill);
  const theme = useMemo(() => antdTheme(mode, still), [mode, still]);
  return (
    <ConfigProvider theme={theme} locale={locale === "en" ? enUS : zhCN} button={{ autoInsertSpace: false }} {...(cspNonce === undefined ? {} : { csp: { nonce: cspNonce } })}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
