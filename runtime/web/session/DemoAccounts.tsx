import { InfoCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Info } from "../api/types.ts";
import { useLocale } from "../i18n/useLocale.ts";

/** The demo plant's accounts: printed only where the server gives them (demo mode on this machine). A touch on one fills it in. */
export function DemoAccounts({ info, onPick }: { readonly info: Info | undefined; readonly onPick: (account: { readonly login: string; readonly password: string }) => void }): ReactNode {
  const { t } = useTranslation("session");
  const { text } = useLocale();
  if (info?.demo !== true || info.accounts === undefined || info.accounts.length === 0) return null;
  const passwords = [...new Set(info.accounts.map((one) => one.password))];
  return (
    <section className="sl-demo-accounts">
      <InfoCircleOutlined />
      <div>
        <p>{t("demo")}</p>
        {passwords.length === 1 && <p className="sl-demo-password">{t("samePassword")} <code>{passwords[0]}</code></p>}
        <ul>{info.accounts.map((one) => <li key={one.login}><button type="button" onClick={() => onPick(one)}><code>{one.login}</code> {one.name} <span>{text(one.role)}</span>{passwords.length > 1 && <code>{one.password}</code>}</button></li>)}</ul>
      </div>
    </section>
  );
}
