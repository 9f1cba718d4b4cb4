import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { Page } from "../api/types.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { SidePanel } from "../components/SidePanel.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { fullTimeText } from "../components/time.ts";
import { useChange } from "./useChange.ts";
import type { WebhookView } from "./WebhooksPage.tsx";

interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly state: string;
  readonly tries: number;
  readonly error: string | null;
  readonly createdAt: number | string;
}

/** The last deliveries of one webhook; what was given up can be sent again. */
export function Deliveries({ hook, onClose }: { readonly hook: WebhookView; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { data, error, refetch } = useQuery({ queryKey: ["webhooks", hook.id, "deliveries"], queryFn: () => api.get<Page<Delivery>>(`/webhooks/${hook.id}/deliveries`) });
  const resend = useChange((id: string) => api.post(`/webhooks/${hook.id}/deliveries/${id}/redeliver`), ["webhooks"]);
  return (
    <SidePanel title={t("webhooks.deliveriesOf")} open onClose={onClose}>
      <p className="sl-meta">{hook.url}</p>
      {error ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : !data ? <Loading rows={5} /> : data.items.length === 0 ? <Empty title={t("webhooks.noDeliveries")} /> : (
        <ul className="sl-deliveries">
          {data.items.map((one) => (
            <li key={one.id}>
              <span><StateChip tone={one.state === "dead" ? "void" : one.state === "done" ? "good" : "waiting"}>{t(`webhooks.state.${one.state}`, one.state)}</StateChip> <code>{t(`webhooks.event.${one.event}`, one.event)}</code></span>
              <span className="sl-meta">{fullTimeText(one.createdAt)} · {t("webhooks.tries", { count: one.tries })}{one.error && ` · ${one.error}`}</span>
              {one.state === "dead" && <Button loading={resend.isPending} onClick={() => resend.mutate(one.id)}>{t("webhooks.resend")}</Button>}
            </li>
          ))}
        </ul>
      )}
      {resend.error && <ErrorCard fault={resend.error} what={t("webhooks.resend")} />}
    </SidePanel>
  );
}
