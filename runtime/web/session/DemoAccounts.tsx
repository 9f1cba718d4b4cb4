import { InfoCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Info } from "../api/types.ts";

/** The demo plant's accounts: printed only where the server gives them (demo mode on this machine). */
export function DemoAccounts({ info }: { readonly info: Info | undefined }): ReactNode {
  const { t } = useTranslation("session");
  if (info?.demo !== true || info.accounts === undefined || info.accounts.length === 0) return null;
  return (
    <section className="sl-demo-accounts">
      <InfoCircleOutlined />
      <div>
        <p>{t("demo")}</p>
        <ul>{info.accounts.map((one) => <li key={one.login}><span>{t("account")} <code>{one.login}</code></span><span>{t("password")} <code>{one.password}</code></span><span className="sl-cut">{one.name} · {one.role}</span></li>)}</ul>
      </div>
    </section>
  );
}
