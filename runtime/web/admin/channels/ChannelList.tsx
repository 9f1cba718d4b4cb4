import type { ChannelTested, ChannelView } from "@safeloop/engine";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { type ChipTone, StateChip } from "../../components/StateChip.tsx";
import { fullTimeText } from "../../components/time.ts";
import { useChange } from "../useChange.ts";

const tones: { readonly [state in ChannelView["state"]]: ChipTone } = { new: "unknown", ok: "good", failing: "bad", off: "done" };

/** The channels in the order in which one stands in for another. */
export function ChannelList({ channels, onEdit }: { readonly channels: readonly ChannelView[]; readonly onEdit: (channel: ChannelView) => void }): ReactNode {
  return <ol className="sl-channels">{channels.map((one) => <Row key={one.id} channel={one} onEdit={() => onEdit(one)} />)}</ol>;
}

function Row({ channel, onEdit }: { readonly channel: ChannelView; readonly onEdit: () => void }): ReactNode {
  const { t } = useTranslation("channels");
  const client = useQueryClient();
  const { id, title, place, kind, state } = channel;
  const line = statusLine(channel, t);
  const remove = useChange(() => api.delete(`/channels/${id}`), ["channels", "deliveries"]);
  const test = useMutation({ mutationFn: () => api.post<ChannelTested>(`/channels/${id}/test`), onSettled: () => client.invalidateQueries({ queryKey: ["channels"] }) });
  return (
    <li>
      <div className="sl-channel-head">
        <span className="sl-channel-place">{place}</span>
        <b>{title}</b>
        <span className="sl-muted">{t(`kind.${kind}`, kind)}</span>
        <StateChip tone={tones[state]}>{t(`state.${state}`)}</StateChip>
      </div>
      {line !== "" && <p className="sl-meta">{line}</p>}
      {state === "failing" && channel.lastAnswer !== null && <p className="sl-channel-answer" role="status">{channel.lastAnswer}</p>}
      <div className="sl-admin-acts">
        <Button loading={test.isPending} onClick={() => test.mutate()}>{t("test")}</Button>
        <Button onClick={onEdit}>{t("common:act.edit")}</Button>
        <ConfirmButton label={t("admin:org.remove")} title={t("removeTitle", { what: title })} consequences={<p>{t("removeBody")}</p>} danger onConfirm={() => remove.mutateAsync(undefined)} />
      </div>
      {test.data && <p className={test.data.ok ? "sl-channel-answer sl-channel-ok" : "sl-channel-answer"} role="status">{t(test.data.ok ? "testOk" : "testBad", { answer: test.data.answer })}</p>}
      {test.error && <ErrorCard fault={test.error} what={t("test")} />}
    </li>
  );
}

function statusLine(channel: ChannelView, t: TFunction<"channels">): string {
  const parts = channel.lastOkAt === null ? [] : [t("lastSent", { at: fullTimeText(channel.lastOkAt) })];
  if (channel.downSince !== null) parts.push(t("downSince", { at: fullTimeText(channel.downSince) }));
  if (channel.open > 0) parts.push(t("open", { n: channel.open }));
  if (channel.dead > 0) parts.push(t("dead", { n: channel.dead }));
  return parts.join(" · ");
}
