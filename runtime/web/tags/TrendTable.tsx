import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Readings, toMs, type TrendPoint } from "../charts/trendData.ts";
import { DataTable } from "../components/DataTable.tsx";
import { durationText, fullTimeText } from "../components/time.ts";
import { valueText } from "./tagLook.ts";

interface Row {
  readonly key: string;
  readonly at: number;
  readonly point?: TrendPoint;
  readonly gapMs?: number;
  readonly why?: string;
}

/** The chart as a table, gaps as rows of their own. */
export function TrendTable({ readings, unit }: { readonly readings: Readings; readonly unit: string }): ReactNode {
  const { t } = useTranslation("tags");
  const rows: Row[] = [
    ...readings.points.map((point) => ({ key: `p${point.t}`, at: toMs(point.t), point })),
    ...readings.gaps.map((gap) => ({ key: `g${gap.from}`, at: toMs(gap.from), gapMs: toMs(gap.to) - toMs(gap.from), why: gap.why })),
  ].sort((a, b) => b.at - a.at);
  const number = (pick: (point: TrendPoint) => number | null) => (_: unknown, row: Row): ReactNode => (row.point && row.point.q !== "bad" ? valueText(pick(row.point)) : row.point ? <span className="sl-unknown-value">?</span> : "");
  return (
    <DataTable<Row>
      density="compact" rowKey="key" dataSource={rows} virtual scroll={{ y: 380, x: 640 }}
      columns={[
        { title: t("trend.col.time"), width: 180, render: (_, row) => fullTimeText(row.at) },
        { title: `${t("trend.col.min")} ${unit}`, width: 100, align: "right", render: number((point) => point.min) },
        { title: `${t("trend.col.max")} ${unit}`, width: 100, align: "right", render: number((point) => point.max) },
        { title: `${t("trend.col.last")} ${unit}`, width: 100, align: "right", render: number((point) => point.last) },
        { title: t("trend.col.n"), width: 80, align: "right", render: (_, row) => row.point?.n ?? "" },
        { title: t("trend.col.quality"), render: (_, row) => (row.point ? t(`charts:quality.${row.point.q}`) : <span className="sl-unknown-value">{t("trend.gapRow", { time: durationText(row.gapMs ?? 0, t) })} · {t(`trend.why.${row.why ?? ""}`, row.why ?? "")}</span>) },
      ]}
    />
  );
}
