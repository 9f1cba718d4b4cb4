import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Age } from "../components/Age.tsx";
import { editRefused } from "./captureState.ts";
import { Icon } from "./icons.tsx";
import { go } from "./place.ts";
import { type Report, reportTitle } from "./report.ts";
import { Thumb } from "./Thumb.tsx";

/** One report of this device: what, how many photos, when, and how it stands. */
export function ReportRow({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation("capture");
  const first = report.photos[0];
  const change = (): void => void editRefused(report).then(() => go("describe"));
  return (
    <li className="sc-report">
      {first === undefined ? <span className="sc-thumb sc-thumb-empty"><Icon name="text" /></span> : <Thumb blob={first.blob} />}
      <span className="sc-report-text">
        <strong className="sl-cut">{reportTitle(report) || t("noWords")}</strong>
        <span className="sl-meta">{t("photos", { count: report.photos.length })} · <Age at={report.capturedAt} />{report.number === undefined ? "" : ` · ${report.number}`}</span>
        {report.state === "refused" && <span className="sf-error">{t("refused", { why: report.why ?? "" })}</span>}
      </span>
      {report.state === "queued" && <span className="sc-waiting" title={t("waiting")}><Icon name="clock" /></span>}
      {report.state === "sent" && <span className="sc-done" title={t("sent")}><Icon name="check" /></span>}
      {report.state === "refused" && <button type="button" className="sc-secondary" onClick={change}>{t("common:act.change")}</button>}
    </li>
  );
}
