import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fullTimeText } from "../components/time.ts";
import { Icon } from "./icons.tsx";
import { go } from "./place.ts";
import { ReportRow } from "./ReportRow.tsx";
import { bytesLeft, type Report } from "./report.ts";
import { TopBar } from "./TopBar.tsx";
import { useCapture } from "./useCapture.ts";

function Head({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation("capture");
  const look = report.state === "sent" ? { icon: "check", tone: "good" } as const : report.state === "refused" ? { icon: "warn", tone: "bad" } as const : { icon: "cloud", tone: "waiting" } as const;
  return (
    <section className={`sc-result sc-result-${look.tone}`} role="status">
      <span><Icon name={look.icon} size={36} /></span>
      <h2>{t(`result.${report.state}`)}</h2>
      <p>{report.state === "refused" ? report.why : t(`resultHint.${report.state}`)}</p>
    </section>
  );
}

/** Step 3: it is sent under this number, or it waits safely on the phone. */
export function SentScreen(): ReactNode {
  const { t } = useTranslation("capture");
  const { reports } = useCapture();
  const id = new URLSearchParams(location.search).get("id");
  const report = reports.find((one) => one.id === id) ?? reports[0];
  const waiting = reports.filter((one) => one.state === "queued");
  const left = waiting.reduce((sum, one) => sum + bytesLeft(one), 0);
  return (
    <div className="sc-screen">
      <TopBar title={t("title")} step={`3 / 3 · ${t("step3")}`} back={{ icon: "close", label: t("common:act.close"), onClick: () => go("snap", "", true) }} />
      <main className="sc-scroll">
        {report !== undefined && (
          <>
            <Head report={report} />
            <dl className="sc-card sc-facts">
              <div><dt>{t("number")}</dt><dd>{report.number ?? t("numberLater")}{report.anonymous ? ` · ${t("anonymousShort")}` : ""}</dd></div>
              <div><dt>{t("takenAt")}</dt><dd>{fullTimeText(report.capturedAt)}</dd></div>
            </dl>
          </>
        )}
        {waiting.length > 0 && (
          <>
            <h3 className="sc-list-head">{t("waitingCount", { count: waiting.length })}<span className="sl-meta">{t("waitingSize", { kb: Math.ceil(left / 1024) })}</span></h3>
            <ul className="sc-card sc-reports">{waiting.map((one) => <ReportRow key={one.id} report={one} />)}</ul>
          </>
        )}
        <p className="sc-note"><Icon name="info" size={20} /><span>{t("safetyFirst")}</span></p>
      </main>
      <footer className="sc-foot">
        <button type="button" className="sc-primary" onClick={() => go("snap")}><Icon name="camera" size={20} />{t("again")}</button>
        <button type="button" className="sc-plain" onClick={() => go("mine")}>{t("seeMine")}</button>
      </footer>
    </div>
  );
}
