import { PlusOutlined } from "@ant-design/icons";
import type { ChannelView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import type { Page } from "../../api/types.ts";
import { Empty } from "../../components/Empty.tsx";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { Loading } from "../../components/Loading.tsx";
import { AdminFrame } from "../AdminFrame.tsx";
import { SecretOnce } from "../SecretOnce.tsx";
import { ChannelForm } from "./ChannelForm.tsx";
import { ChannelList } from "./ChannelList.tsx";
import { DeliveryList } from "./DeliveryList.tsx";
import "./channels.css";

/** By which ways notices leave the house, whether each works, and what did not get out. */
export default function ChannelsPage(): ReactNode {
  const { t } = useTranslation("channels");
  const { data, error, refetch } = useQuery({ queryKey: ["channels"], queryFn: () => api.get<Page<ChannelView>>("/channels"), refetchInterval: 5_000 });
  const [edited, setEdited] = useState<ChannelView | "new" | undefined>(undefined);
  const [secret, setSecret] = useState<string | undefined>(undefined);
  const channels = data?.items ?? [];
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>{t("add")}</Button>;
  const done = (made: string | null): void => {
    setEdited(undefined);
    if (made !== null) setSecret(made);
  };
  return (
    <AdminFrame section="channels" lead={data && t("lead", { n: channels.length, failing: channels.filter((one) => one.state === "failing").length })} actions={add}>
      <section className="sl-card">
        {error && !data ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : !data ? <Loading rows={5} /> : channels.length === 0 ? <Empty title={t("empty")} action={add} /> : <ChannelList channels={channels} onEdit={setEdited} />}
        {channels.length > 1 && <p className="sl-meta sl-channel-note">{t("order")}</p>}
      </section>
      {channels.length > 0 && <DeliveryList channels={channels} />}
      {edited !== undefined && <ChannelForm {...(edited === "new" ? {} : { channel: edited })} onClose={() => setEdited(undefined)} onDone={done} />}
      {secret !== undefined && <SecretOnce title={t("secretTitle")} secret={secret} note={t("secretNote")} onClose={() => setSecret(undefined)} />}
    </AdminFrame>
  );
}
