import { CheckCircleFilled, CloseCircleFilled, GlobalOutlined, WarningFilled } from "@ant-design/icons";
import type { VerifiedPrint } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { Logo } from "../app/frame/Logo.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { fullTimeText, setSiteZone } from "../components/time.ts";
import { setLocale } from "../i18n/i18n.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useInfo } from "../session/useMe.ts";
import { toneOf } from "../submissions/stateTone.ts";
import "./print.css";

type Sign = "good" | "plain" | "warn" | "bad";
const icons: { readonly [sign in Sign]: ReactNode } = { good: <CheckCircleFilled />, plain: <CheckCircleFilled />, warn: <WarningFilled />, bad: <CloseCircleFilled /> };

function Verdict({ sign, title, text }: { readonly sign: Sign; readonly title: string; readonly text: string }): ReactNode {
  return (
    <section className={`sl-verify-verdict sl-verify-${sign}`}>
      {icons[sign]}
      <div><h2>{title}</h2><p>{text}</p></div>
    </section>
  );
}

const grouped = (hash: string): string => (hash.match(/.{1,4}/g) ?? []).join(" ");

/** Whether work may go on comes first, and where it may not nothing is green: a paper that is genuine can still be one nobody may work under. */
function Verdicts({ print }: { readonly print: VerifiedPrint }): ReactNode {
  const { t } = useTranslation("print");
  const { text } = useLocale();
  return (
    <>
      {print.live !== undefined && <Verdict sign={print.live ? "good" : "bad"} title={t(print.live ? "verify.live" : "verify.notLive")} text={print.live ? t("verify.liveText") : t("verify.notLiveText", { state: text(print.state) })} />}
      <Verdict sign={!print.same ? "warn" : print.live === false ? "plain" : "good"} title={t(print.same ? "verify.same" : "verify.changed")} text={print.same ? t("verify.sameText") : t("verify.changedText", { at: fullTimeText(print.changedAt ?? print.now) })} />
    </>
  );
}

function Facts({ print }: { readonly print: VerifiedPrint }): ReactNode {
  const { t } = useTranslation("print");
  const { text } = useLocale();
  return (
    <>
      <dl className="sl-verify-facts">
        <dt>{t("verify.number")}</dt><dd>{print.number || "—"}</dd>
        <dt>{t("verify.form")}</dt><dd>{text(print.form)}</dd>
        <dt>{t("verify.state")}</dt><dd><StateChip tone={toneOf(print)}>{text(print.state)}</StateChip></dd>
        <dt>{t("verify.printed")}</dt><dd><code>{grouped(print.printedHash)}</code></dd>
        <dt>{t("verify.present")}</dt><dd><code>{grouped(print.presentHash)}</code></dd>
        <dt>{t("verify.at")}</dt><dd>{fullTimeText(print.now)}</dd>
      </dl>
      <p className="sl-meta">{t("verify.compare")}</p>
    </>
  );
}

/** A code nobody issued is an answer, and the gravest one; other faults are faults. */
function Failed({ fault, onRetry }: { readonly fault: unknown; readonly onRetry: () => void }): ReactNode {
  const { t } = useTranslation("print");
  const problem = problemOf(fault);
  return problem.code === "PRINT_CODE_UNKNOWN" ? <Verdict sign="bad" title={t("verify.unknown")} text={problem.detail} /> : <ErrorCard fault={fault} what={t("verify.ask")} onRetry={onRetry} />;
}

/** Where the code on a paper leads, signed in or not: does it still say what the record says, and may work go on? */
export default function VerifyPage(): ReactNode {
  const { t } = useTranslation("print");
  const { locale } = useLocale();
  const { code = "" }: { readonly code?: string } = useParams({ strict: false });
  const info = useInfo();
  setSiteZone(info.data?.siteTz);
  const print = useQuery({ queryKey: ["verify", code, locale], queryFn: () => api.get<VerifiedPrint>(`/verify/${encodeURIComponent(code)}`), retry: false, staleTime: 0, gcTime: 0 });
  const isReady = info.data !== undefined && !print.isFetching;
  return (
    <main className="sl-verify">
      <header>
        <Logo size={28} /><strong>{t("common:product")}</strong>
        <button type="button" className="sl-button" onClick={() => setLocale(locale === "en" ? "zh-CN" : "en")}><GlobalOutlined />{t("frame:language")}</button>
      </header>
      <h1>{t("verify.title")}</h1>
      <div className="sl-card sl-verify-card" aria-live="polite">
        {!isReady && info.error === null && <Loading rows={5} />}
        {info.error !== null && <ErrorCard fault={info.error} what={t("verify.ask")} onRetry={() => void info.refetch()} />}
        {isReady && print.error !== null && <Failed fault={print.error} onRetry={() => void print.refetch()} />}
        {isReady && print.data !== undefined && print.error === null && <><Verdicts print={print.data} /><Facts print={print.data} /></>}
      </div>
      <Button block size="large" loading={print.isFetching} onClick={() => void print.refetch()}>{t("verify.again")}</Button>
    </main>
  );
}
