import { CheckCircleOutlined } from "@ant-design/icons";
import type { AlertRule } from "@safeloop/engine";
import { Empty, ErrorCard, labelSearch, type Span, StateChip } from "@safeloop/web";
import { Button, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { selectedTags, type TagLine } from "../useRuleTags.ts";
import { EpisodeLanes } from "./EpisodeLanes.tsx";
import { EpisodeTable } from "./EpisodeTable.tsx";
import { ReplayFigures } from "./ReplayFigures.tsx";
import { ReplayHeadline } from "./ReplayHeadline.tsx";
import { spanAround } from "./replayRows.ts";
import { ReplayTrend } from "./ReplayTrend.tsx";
import { type SpanName, SpanPicker, spans } from "./SpanPicker.tsx";
import { type Replay, useReplay } from "./useReplay.ts";

/** About how many readings a replay goes through. */
function expectedReadings(tags: readonly TagLine[], { from, to }: Span): number {
  return tags.reduce((sum, tag) => sum + Math.round((to - from) / 1000 / Math.max(0.05, tag.periodS ?? 10)), 0);
}

function Running({ replay, readings }: { readonly replay: Replay; readonly readings: number }): ReactNode {
  const { t } = useTranslation("replay");
  return <p className="dz-card-body dz-replay-running" role="status">{t("running", { seconds: replay.seconds, readings: readings.toLocaleString("en") })} <Button size="small" onClick={replay.cancel}>{t("common:act.cancel")}</Button></p>;
}

interface RuleReplayProps {
  readonly rule: AlertRule;
  readonly live: AlertRule | undefined;
  readonly tags: readonly TagLine[];
  /** The tag and span that whoever came here looked at. */
  readonly begin: { readonly tag?: string; readonly span?: Span };
}

/** The draft over stored readings, by the very code that judges live ones. Coverage comes first: what was not known cannot be judged. */
export function RuleReplay({ rule, live, tags, begin }: RuleReplayProps): ReactNode {
  const { t } = useTranslation("replay");
  const isForm = "form" in rule.select;
  const chosen = selectedTags(rule, tags);
  const [name, setName] = useState<SpanName>(begin.span ? "own" : isForm ? "week" : "hour");
  const [now, setNow] = useState(() => Date.now());
  const [own, setOwn] = useState<Span>(() => begin.span ?? { from: now - spans.day, to: now });
  const [zoom, setZoom] = useState<Span | undefined>();
  const [tagId, setTag] = useState(begin.tag);
  const replay = useReplay();
  const tag = chosen.find((one) => one.id === tagId) ?? chosen[0];
  const spanAt = (at: number): Span => (name === "own" ? own : { from: at - spans[name], to: at });
  const span = spanAt(now);
  const shown = zoom ?? span;
  const start = (): void => {
    const at = Date.now();
    setNow(at);
    setZoom(undefined);
    replay.start(rule, spanAt(at));
  };
  const open = (one: { readonly key: string; readonly raisedAt: number; readonly clearedAt: number | null }): void => {
    if (chosen.some((other) => other.id === one.key)) setTag(one.key);
    setZoom(spanAround(one, span));
  };
  const { report } = replay;
  return (
    <section className="sl-card dz-replay">
      <header>
        {t("title")}<StateChip icon={<CheckCircleOutlined aria-hidden />}>{t("sameCode")}</StateChip>
        <SpanPicker name={name} own={own} onName={(next) => { setName(next); setZoom(undefined); }} onOwn={setOwn} />
        {!isForm && <Select showSearch={labelSearch} value={tag?.id ?? null} onChange={setTag} options={chosen.map((one) => ({ value: one.id, label: one.id }))} aria-label={t("tag")} />}
        <Button onClick={start} loading={replay.isRunning} disabled={!tag && !isForm}>{t("run")}</Button>
      </header>
      {replay.isRunning && <Running replay={replay} readings={expectedReadings(chosen, span)} />}
      {replay.error !== null && !replay.isRunning && <ErrorCard fault={replay.error} onRetry={start} />}
      {report && <><ReplayHeadline report={report} isForm={isForm} /><ReplayFigures report={report} isForm={isForm} /></>}
      {!report && !replay.isRunning && <p className="sl-meta dz-card-body">{t(isForm ? "formHint" : "hint")}</p>}
      {!isForm && (tag ? <ReplayTrend rule={rule} live={live} tag={tag} span={shown} onZoom={setZoom} /> : <Empty title={t("noTag")} />)}
      {zoom && <p className="dz-zoomed">{t("zoomed")} <button type="button" className="sl-link" onClick={() => setZoom(undefined)}>{t("whole")}</button></p>}
      {report && <EpisodeLanes report={report} span={shown} priority={rule.priority} tagId={isForm ? undefined : tag?.id} onOpen={open} />}
      {report && <EpisodeTable report={report} isForm={isForm} onOpen={isForm ? undefined : open} />}
    </section>
  );
}
