import type { ReplayView } from "@safeloop/engine";
import { dateTimeText, durationText } from "@safeloop/web";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ReplayRow, rowsOf } from "./replayRows.ts";

const shown = 20;

/** "begins 2 s later, ends 5 s earlier" */
function MovedBy({ row, was }: { readonly row: ReplayRow; readonly was: NonNullable<ReplayRow["was"]> }): ReactNode {
  const { t } = useTranslation("replay");
  const { t: words } = useTranslation();
  const by = (what: "begins" | "ends", ms: number): string => t(`${what}${ms > 0 ? "Later" : "Earlier"}`, { by: durationText(Math.abs(ms), words) });
  const ends = row.clearedAt === null || was.clearedAt === null ? null : row.clearedAt - was.clearedAt;
  const parts = [...(row.raisedAt === was.raisedAt ? [] : [by("begins", row.raisedAt - was.raisedAt)]), ...(ends === null || ends === 0 ? [] : [by("ends", ends)]), ...(ends === null && row.clearedAt !== was.clearedAt ? [t(row.clearedAt === null ? "nowOpen" : "nowEnds")] : [])];
  return parts.join(t("comma"));
}

function Against({ row }: { readonly row: ReplayRow }): ReactNode {
  const { t } = useTranslation("replay");
  if (row.against === null) return "—";
  const words = t(`is.${row.against}`);
  return <>{row.against === "same" ? words : <strong>{words}</strong>}{row.was && <small className="sl-meta"> <MovedBy row={row} was={row.was} /></small>}</>;
}

/** Of a form the area or unit, else the key itself. */
function placeOf(key: string): string {
  return key.startsWith("form:") ? key.replace(/^[^@]*@+/, "") : key;
}

interface EpisodeTableProps {
  readonly report: ReplayView;
  readonly isForm: boolean;
  /** Shows the data of an alarm; undefined where there is no chart. */
  readonly onOpen: ((row: ReplayRow) => void) | undefined;
}

/** Each alarm with how the published rule sees it, and the way to its data. */
export function EpisodeTable({ report, isForm, onOpen }: EpisodeTableProps): ReactNode {
  const { t } = useTranslation("replay");
  const { t: words } = useTranslation();
  const [isAll, setAll] = useState(false);
  const rows = rowsOf(report);
  const total = report.episodes.count + (report.difference?.onlyOld.count ?? 0);
  if (rows.length === 0) return <p className="sl-meta dz-card-body">{t("none")}</p>;
  return (
    <>
      <table className="dz-access dz-episodes">
        <thead><tr><th>{t("start")}</th><th>{t(isForm ? "place" : "key")}</th><th className="is-number">{t("lasted")}</th><th>{t("liveRule")}</th>{onOpen && <th><span className="dz-hidden">{t("see")}</span></th>}</tr></thead>
        <tbody>
          {rows.slice(0, isAll ? rows.length : shown).map((row) => (
            <tr key={`${row.against ?? ""}${row.key}${row.raisedAt}`} className={row.against === "onlyOld" ? "is-gone" : ""}>
              <td>{dateTimeText(row.raisedAt)}</td><td>{placeOf(row.key)}</td>
              <td className="is-number">{row.clearedAt === null ? t("stillActive") : durationText(row.clearedAt - row.raisedAt, words)}</td><td><Against row={row} /></td>
              {onOpen && <td><button type="button" className="sl-link" onClick={() => onOpen(row)} aria-label={t("seeOf", { start: dateTimeText(row.raisedAt), key: row.key })}>{t("see")}</button></td>}
            </tr>
          ))}
        </tbody>
      </table>
      {!isAll && rows.length > shown && <Button type="link" onClick={() => setAll(true)}>{t("showAll", { count: rows.length })}</Button>}
      {total > rows.length && <p className="sl-meta dz-card-body">{t("first", { shown: rows.length, total })}</p>}
    </>
  );
}
