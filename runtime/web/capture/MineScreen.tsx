import type { SubmissionRow } from "@safeloop/engine";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import type { Page } from "../api/types.ts";
import { Age } from "../components/Age.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { NetworkStrip } from "./NetworkStrip.tsx";
import { go } from "./place.ts";
import { ReportRow } from "./ReportRow.tsx";
import { snapForm } from "./report.ts";
import { TopBar } from "./TopBar.tsx";
import { useCapture } from "./useCapture.ts";

/** What became of my reports: those still on the phone, then those the server has, with their state. */
export function MineScreen(): ReactNode {
  const { t } = useTranslation("capture");
  const { text } = useLocale();
  const { reports } = useCapture();
  const [rows, setRows] = useState<readonly SubmissionRow[]>();
  const [fault, setFault] = useState<string>();
  const sentCount = reports.filter((report) => report.state === "sent").length;
  useEffect(() => {
    api.get<Page<SubmissionRow>>("/submissions", { mine: true, form: snapForm, limit: 50 }).then(
      (page) => { setRows(page.items); setFault(undefined); },
      (thrown: unknown) => setFault(problemOf(thrown).status === 401 ? t("signInToSee") : problemOf(thrown).status === 0 ? t("offlineList") : problemOf(thrown).detail),
    );
  }, [sentCount, t]);
  const local = reports.filter((report) => report.state !== "sent" || (rows !== undefined && !rows.some((row) => row.id === report.submissionId)) || rows === undefined);
  const isEmpty = local.length === 0 && rows?.length === 0;
  return (
    <div className="sc-screen">
      <TopBar title={t("mine")} back={{ icon: "back", label: t("common:act.back"), onClick: () => go("snap") }} />
      <NetworkStrip />
      <main className="sc-scroll">
        {local.length > 0 && <ul className="sc-card sc-reports">{local.map((report) => <ReportRow key={report.id} report={report} />)}</ul>}
        {fault !== undefined && <p className="sc-note" role="status">{fault} <a href={`/sign-in?next=${encodeURIComponent("/snap/mine")}`}>{t("signIn")}</a></p>}
        {rows !== undefined && rows.length > 0 && (
          <ul className="sc-card sc-reports">
            {rows.map((row) => <li key={row.id}><a className="sc-report" href={`/submissions/${row.id}`}><span className="sc-report-text"><strong className="sl-cut">{row.title}</strong><span className="sl-meta">{row.number} · <Age at={row.createdAt} /></span></span><span className="sl-chip sl-chip-live">{text(row.stateTitle)}</span></a></li>)}
          </ul>
        )}
        {isEmpty && <p className="sc-note">{t("mineEmpty")}</p>}
      </main>
      <footer className="sc-foot"><button type="button" className="sc-primary" onClick={() => go("snap")}>{t("again")}</button></footer>
    </div>
  );
}
