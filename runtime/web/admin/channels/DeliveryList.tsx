import type { ChannelView, DeliveryPage, DeliveryView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import { Empty } from "../../components/Empty.tsx";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { Loading } from "../../components/Loading.tsx";
import { StateChip } from "../../components/StateChip.tsx";
import { fullTimeText } from "../../components/time.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { useChange } from "../useChange.ts";

type State = DeliveryView["state"];
const states: readonly State[] = ["dead", "failed", "waiting", "sent"];
const tones = { dead: "void", failed: "warn", waiting: "waiting", sent: "good" } as const;

/** What is on its way, and what was given up and can be sent again. */
export function DeliveryList({ channels }: { readonly channels: readonly ChannelView[] }): ReactNode {
  const { t } = useTranslation("channels");
  const [state, setState] = useState<State>("dead");
  const { data, error, refetch } = useQuery({ queryKey: ["deliveries", state], queryFn: () => api.get<DeliveryPage>("/deliveries", { state, limit: 50 }), refetchInterval: 5_000 });
  const resend = useChange((path: string) => api.post(path), ["deliveries", "channels"]);
  const withDead = state === "dead" ? channels.filter((one) => one.dead > 1) : [];
  return (
    <section className="sl-card">
      <header className="sl-channel-deliveries"><span>{t("deliveries")}</span><Segmented<State> value={state} onChange={setState} options={states.map((value) => ({ value, label: t(`delivery.${value}`) }))} /></header>
      {withDead.length > 0 && <p className="sl-admin-acts sl-channel-all">{withDead.map((one) => <Button key={one.id} loading={resend.isPending} onClick={() => resend.mutate(`/channels/${one.id}/redeliver`)}>{t("resendAll", { n: one.dead, what: one.title })}</Button>)}</p>}
      {resend.error && <ErrorCard fault={resend.error} what={t("resend")} />}
      {error && !data ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : !data ? <Loading rows={4} /> : data.items.length === 0 ? <Empty title={t(`none.${state}`)} /> : (
        <ul className="sl-channels">{data.items.map((one) => <Delivery key={one.id} delivery={one} onResend={() => resend.mutate(`/deliveries/${one.id}/redeliver`)} />)}</ul>
      )}
    </section>
  );
}

function Delivery({ delivery, onResend }: { readonly delivery: DeliveryView; readonly onResend: () => void }): ReactNode {
  const { t } = useTranslation("channels");
  const { text } = useLocale();
  const { state, target, channel, answer, tries, createdAt, fellOver } = delivery;
  const to = target === "group" ? channel : `${channel} · ${target}`;
  return (
    <li>
      <div className="sl-channel-head"><StateChip tone={tones[state]}>{t(`delivery.${state}`)}</StateChip><b>{text(delivery.message)}</b></div>
      <p className="sl-meta">{[to, fullTimeText(createdAt), t("tries", { n: tries }), ...(fellOver ? [t("fellOver")] : []), ...(answer === null ? [] : [answer])].join(" · ")}</p>
      {state === "dead" && <div><Button onClick={onResend}>{t("resend")}</Button></div>}
    </li>
  );
}
