import { CheckOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { useMay } from "../session/useMe.ts";
import { isLatched, isUnacked } from "./alarmState.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import { mayDo } from "./mayDo.ts";

export type AlarmDialog = "shelve" | "dispose" | "reset";

export interface AlarmActionsProps {
  readonly alarm: AlarmView;
  readonly isAcking: boolean;
  readonly fault: unknown;
  readonly onAck: () => void;
  readonly onUnshelve: () => void;
  readonly onOpen: (dialog: AlarmDialog) => void;
}

/** What can be done now, one big act first; what cannot be done is there with its reason. */
export function AlarmActions({ alarm, isAcking, fault, onAck, onUnshelve, onOpen }: AlarmActionsProps): ReactNode {
  const { t } = useTranslation("alarms");
  const holds = useMay();
  const [ack, shelve, unshelve, reset, dispose] = (["ack", "shelve", "unshelve", "reset", "dispose"] as const).map((act) => mayDo(alarm, act, t, holds)) as [Offer, Offer, Offer, Offer, Offer];
  const isResetNext = isLatched(alarm) && !isUnacked(alarm);
  return (
    <footer className="sl-alarm-actions">
      {fault ? <ErrorCard fault={fault} what={t("act.ack")} /> : null}
      {isResetNext
        ? <Button type="primary" className="sl-alarm-ack" disabled={!reset.allowed} title={reset.why} onClick={() => onOpen("reset")}>{t("act.reset")} (R)</Button>
        : <Button type="primary" className="sl-alarm-ack" icon={<CheckOutlined />} loading={isAcking} disabled={!ack.allowed} title={ack.why} onClick={onAck}>{t("keys.ack")} (A)</Button>}
      {alarm.disposal && <RouteLink className="ant-btn ant-btn-default sl-button" href={`/inbox?task=${encodeURIComponent(alarm.disposal.taskId)}`}>{t("panel.openTask")}</RouteLink>}
      <Button disabled={!dispose.allowed} title={dispose.why} onClick={() => onOpen("dispose")}>{t("act.dispose")}</Button>
      {alarm.overlays.shelved
        ? <Button disabled={!unshelve.allowed} title={unshelve.why} onClick={onUnshelve}>{t("act.unshelve")}</Button>
        : <Button disabled={!shelve.allowed} title={shelve.why} onClick={() => onOpen("shelve")}>{t("act.shelve")}</Button>}
      {alarm.priority === "P1" && !shelve.allowed && alarm.state !== "normal" && <p className="sl-alarm-why sl-meta">{shelve.why}</p>}
    </footer>
  );
}

type Offer = ReturnType<typeof mayDo>;
