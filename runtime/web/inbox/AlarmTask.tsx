import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmDialog } from "../alarms/AlarmActions.tsx";
import { AlarmPanel } from "../alarms/AlarmPanel.tsx";
import { DisposeDialog } from "../alarms/DisposeDialog.tsx";
import { ResetDialog } from "../alarms/ResetDialog.tsx";
import { ShelveDialog } from "../alarms/ShelveDialog.tsx";
import { useAlarm, useAlarmCommand } from "../alarms/useAlarms.ts";
import type { AlarmView } from "../api/types.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { useNow } from "../components/useNow.ts";
import { useTags } from "../tags/useTags.ts";
import "../alarms/alarms.css";

function Open({ alarm }: { readonly alarm: AlarmView }): ReactNode {
  const [dialog, setDialog] = useState<AlarmDialog>();
  const now = useNow();
  const tags = useTags(alarm.tagId === undefined ? [] : [alarm.tagId]);
  const command = useAlarmCommand();
  const close = (): void => setDialog(undefined);
  const give = (act: "ack" | "unshelve"): void => command.mutate({ id: alarm.id, command: act, generation: alarm.generation });
  return (
    <>
      <AlarmPanel alarm={alarm} tag={tags.data?.items.find((tag) => tag.id === alarm.tagId)} now={now} isAcking={command.isPending} fault={command.error} onAck={() => give("ack")} onUnshelve={() => give("unshelve")} onOpen={setDialog} />
      {dialog === "dispose" && <DisposeDialog alarm={alarm} onClose={close} onDone={close} />}
      {dialog === "shelve" && <ShelveDialog alarm={alarm} onClose={close} onDone={close} />}
      {dialog === "reset" && <ResetDialog alarm={alarm} onClose={close} onDone={close} />}
    </>
  );
}

/** A disposal task: the alarm it belongs to as on the console, with its acts. The task ends when the alarm is disposed of. */
export function AlarmTask({ alarmId }: { readonly alarmId: string }): ReactNode {
  const { t } = useTranslation("inbox");
  const alarm = useAlarm(alarmId);
  if (alarm.error) return <section className="sl-card"><ErrorCard fault={alarm.error} what={t("loadOne")} onRetry={() => void alarm.refetch()} /></section>;
  return alarm.data === undefined ? <section className="sl-card"><Loading rows={8} /></section> : <Open key={alarm.data.id} alarm={alarm.data} />;
}
