import { PlusOutlined } from "@ant-design/icons";
import type { SilenceView } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { SidePanel } from "../components/SidePanel.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { dateTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { SilenceForm } from "./SilenceForm.tsx";
import { useEndSilence, useSilences } from "./useSilences.ts";

/** What is not announced at present, by whom, until when and why; and a way to begin or end it. */
export function SilencesPanel({ selected, onClose }: { readonly selected: AlarmView | undefined; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("alarms");
  const may = useMay();
  const { data, error, refetch } = useSilences();
  const [isAdding, setAdding] = useState(false);
  const add = <Button type="primary" icon={<PlusOutlined />} disabled={!may("alarm.shelve")} title={may("alarm.shelve") ? undefined : t("why.permission", { permission: "alarm.shelve" })} onClick={() => setAdding(true)}>{t("silence.add")}</Button>;
  return (
    <SidePanel open title={t("silence.title")} onClose={onClose} extra={add}>
      <p className="sl-muted">{t("silence.lead")}</p>
      {!data && (error ? <ErrorCard fault={error} what={t("silence.title")} onRetry={() => void refetch()} /> : <Loading rows={3} />)}
      {data?.items.length === 0 && <Empty title={t("silence.empty")} hint={t("silence.emptyHint")} />}
      <ul className="sl-silences">{data?.items.map((one) => <Row key={one.id} silence={one} />)}</ul>
      {isAdding && <SilenceForm selected={selected} onClose={() => setAdding(false)} />}
    </SidePanel>
  );
}

function Row({ silence }: { readonly silence: SilenceView }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const end = useEndSilence();
  const about = [text(silence.area?.title), text(silence.rule?.title), silence.tag].filter(Boolean).join(" · ");
  const { state } = silence;
  return (
    <li data-state={state}>
      <div className="sl-silence-head"><b>{about}</b> <StateChip>{t(`silence.state.${state}`)}</StateChip></div>
      <span>{silence.priorities.join(" ")} · {dateTimeText(silence.from)} – {dateTimeText(silence.until)}</span>
      <span className="sl-meta">{t("silence.by", { name: silence.by.name, reason: silence.reason })}</span>
      {silence.endedBy && <span className="sl-meta">{t("silence.endedBy", { name: silence.endedBy.name })}</span>}
      {state === "present" && <span>{t("silence.holds", { count: silence.holds })}</span>}
      {silence.mayEnd && <ConfirmButton label={t("silence.end")} title={t("silence.endTitle", { what: about })} consequences={<p>{t("silence.endBody", { count: silence.holds })}</p>} onConfirm={() => end.mutateAsync(silence.id)} />}
    </li>
  );
}
