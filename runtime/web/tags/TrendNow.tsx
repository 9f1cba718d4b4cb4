import { CheckCircleFilled, DisconnectOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TagView } from "../api/types.ts";
import { hoursToLimit, ratePerHour, type Readings, type TrendLimit } from "../charts/trendData.ts";
import { Age } from "../components/Age.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { durationText } from "../components/time.ts";
import { tagLook } from "./tagLook.ts";
import { unitText } from "./unitText.ts";

/** Value, age, rate and time to the next limit; in words when it is not known. */
export function TrendNow({ tag, readings, limits, perPixel, now }: { readonly tag: TagView; readonly readings: Readings | undefined; readonly limits: readonly TrendLimit[]; readonly perPixel: number; readonly now: number }): ReactNode {
  const { t } = useTranslation("tags");
  const look = tagLook(tag, now);
  const isKnown = look.kind === "known" || look.kind === "uncertain";
  return (
    <div className="sl-trend-now">
      {isKnown ? <strong>{look.value}</strong> : <strong className="sl-unknown-value">?</strong>}
      {isKnown && <span className="sl-muted">{unitText(tag.unit)}</span>}
      {isKnown && tag.latest
        ? <StateChip tone={look.kind === "known" ? "good" : "warn"} icon={<CheckCircleFilled />}>{t(`trend.quality.${look.kind}`)} · <Age at={tag.latest.ts} /></StateChip>
        : <StateChip tone="unknown" icon={<DisconnectOutlined />}>{tag.latest ? <>{t("trend.unknownNow")} · <Age at={tag.latest.ts} /></> : t("trend.never")}</StateChip>}
      {isKnown && readings && <Rate value={Number(look.value)} unit={unitText(tag.unit)} readings={readings} limits={limits} />}
      <span className="sl-meta">{readings && [t("trend.points", { n: readings.count.toLocaleString("en-US") }), readings.raw ? t("trend.raw") : t("trend.perPoint", { n: perPixel })].join(" · ")}</span>
    </div>
  );
}

function Rate({ value, unit, readings, limits }: { readonly value: number; readonly unit: string; readonly readings: Readings; readonly limits: readonly TrendLimit[] }): ReactNode {
  const { t } = useTranslation("tags");
  const rate = ratePerHour(readings);
  if (rate === undefined || !Number.isFinite(value)) return <span className="sl-meta">{t("trend.noRate")}</span>;
  const isSteady = Math.abs(rate) < Math.max(0.005, Math.abs(value) * 0.002);
  const next = limits.map((limit) => ({ limit, hours: hoursToLimit(value, rate, limit.value) })).filter((one) => one.hours !== undefined).sort((a, b) => (a.hours ?? 0) - (b.hours ?? 0))[0];
  const words = isSteady ? t("trend.steady") : t(rate > 0 ? "trend.rising" : "trend.falling", { rate: `${Number(Math.abs(rate).toPrecision(3))} ${unit}` });
  return <span>{words}{!isSteady && next?.hours !== undefined && <> · {t("trend.toLimit", { time: durationText(next.hours * 3_600_000, t), limit: next.limit.label })}</>}</span>;
}
