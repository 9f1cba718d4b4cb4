import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import type { AlarmView, Page } from "../../api/types.ts";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { PriorityGlyph } from "../../components/PriorityGlyph.tsx";
import { clockText, durationText } from "../../components/time.ts";
import { useNow } from "../../components/useNow.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { useMay } from "../../session/useMe.ts";
import { useSummary } from "./useSummary.ts";

/** On every page while a P1 alarm waits for acknowledgement: what, since when, what stopped by itself, and the button. */
export function P1Banner(): ReactNode {
  const may = useMay();
  const { data: summary } = useSummary();
  const isOn = may("alarm.view") && (summary?.unacked.P1 ?? 0) > 0;
  const { data } = useQuery({ queryKey: ["alarms", "p1"], queryFn: () => api.get<Page<AlarmView>>("/alarms", { open: true, priority: "P1", limit: 20 }), enabled: isOn });
  const waiting = isOn ? (data?.items ?? []).filter((alarm) => !alarm.ackedAt) : [];
  const first = waiting[0];
  return <div aria-live="assertive">{first !== undefined && <Banner alarm={first} more={waiting.length - 1} />}</div>;
}

function Banner({ alarm, more }: { readonly alarm: AlarmView; readonly more: number }): ReactNode {
  const { t } = useTranslation("frame");
  const { text } = useLocale();
  const now = useNow();
  const client = useQueryClient();
  const ack = useMutation({
    mutationFn: () => api.post(`/alarms/${encodeURIComponent(alarm.id)}/commands`, { command: "ack", generation: alarm.generation }),
    onSuccess: () => Promise.all(["alarms", "summary"].map((noun) => client.invalidateQueries({ queryKey: [noun] }))),
  });
  const mayAck = alarm.mayAct["ack"];
  const stopped = alarm.permitsStopped.map((permit) => permit.number).join(" ");
  const since = alarm.announcedAt ?? alarm.raisedAt;
  return (
    <section className="sl-p1">
      <PriorityGlyph priority="P1" state="unacked" size={32} />
      <div className="sl-p1-text">
        <strong>{text(alarm.message)}</strong>
        <span>{[t("banner.raised", { time: clockText(since), age: durationText(Math.max(0, now - Date.parse(since)), t) }), stopped !== "" && t("banner.stopped", { numbers: stopped }), more > 0 && t("banner.more", { count: more })].filter(Boolean).join(" · ")}</span>
        {ack.error && <ErrorCard fault={ack.error} what={t("banner.ack")} />}
      </div>
      <Link to="/alarms" search={{ selected: alarm.id }} className="sl-button sl-button-danger">{t("banner.card")}</Link>
      <Button danger type="primary" className="sl-p1-ack" loading={ack.isPending} disabled={mayAck?.allowed === false} title={mayAck?.why ?? ""} onClick={() => ack.mutate()}>{t("banner.ack")}</Button>
    </section>
  );
}
