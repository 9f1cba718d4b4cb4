import { BulbOutlined, GlobalOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../app/frame/Logo.tsx";
import { setLocale } from "../i18n/i18n.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { onThemeMode, setThemeMode, themeMode } from "../theme/mode.ts";
import { DemoAccounts } from "./DemoAccounts.tsx";
import { PlantLine } from "./PlantLine.tsx";
import { SignInForm } from "./SignInForm.tsx";
import { nextPath } from "./nextPath.ts";
import { useInfo } from "./useMe.ts";
import "./session.css";

function Pitch(): ReactNode {
  const { t } = useTranslation("session");
  return (
    <section className="sl-signin-left">
      <div className="sl-signin-brand"><Logo size={36} /><div><strong>{t("common:product")}</strong><span>Safeloop · {t("common:tagline")}</span></div></div>
      <p className="sl-signin-claim">{t("claim1")}<br />{t("claim2")}</p>
      <ol>
        {[1, 2, 3].map((n) => <li key={n}><span aria-hidden="true">{n}</span><div><strong>{t(`points.${n}.title`)}</strong><p>{t(`points.${n}.text`)}</p></div></li>)}
      </ol>
      <PlantLine />
    </section>
  );
}

/** Screen 1: am I at the right plant, and can I get in? */
export function SignInPage(): ReactNode {
  const { t } = useTranslation("session");
  const { locale } = useLocale();
  const mode = useSyncExternalStore(onThemeMode, themeMode);
  const info = useInfo();
  const [picked, setPicked] = useState<{ readonly login: string; readonly password: string }>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const enter = async (): Promise<void> => {
    await client.invalidateQueries();
    await navigate({ href: nextPath(location.search), replace: true });
  };
  return (
    <div className="sl-signin">
      <Pitch />
      <main className="sl-signin-right">
        <div className="sl-signin-tools">
          <button type="button" className="sl-button" onClick={() => setLocale(locale === "en" ? "zh-CN" : "en")}><GlobalOutlined />{t("frame:language")}</button>
          <button type="button" className="sl-button" onClick={() => setThemeMode(mode === "dark" ? "light" : "dark")}><BulbOutlined />{t(`frame:theme.${mode === "dark" ? "light" : "dark"}`)}</button>
        </div>
        <div className="sl-signin-form">
          <h1>{t("signIn")}</h1>
          <DemoAccounts info={info.data} onPick={setPicked} />
          <SignInForm key={picked?.login} onDone={() => void enter()} suggested={picked ?? info.data?.accounts?.[0]} />
          {info.data?.anonymousSnap === true && <><div className="sl-or"><span>{t("common:or")}</span></div><a className="sl-button sl-signin-big" href="/snap">{t("anonymousSnap")}</a></>}
        </div>
        <footer className="sl-meta">{info.isError ? <span className="sl-field-error">{t("serverDown")}</span> : info.data ? `${t("serverUp")} · ${t("version", { version: info.data.version })}` : ""}</footer>
      </main>
    </div>
  );
}
