import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import type { AlarmDialogProps } from "./ShelveDialog.tsx";
import { useAlarmCommand } from "./useAlarms.ts";
import { whereOf } from "./whereOf.ts";

/** Resetting a latch closes the alarm; the server refuses while the value is true or unknown, and says so here. */
export function ResetDialog({ alarm, onClose, onDone }: AlarmDialogProps): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const command = useAlarmCommand();
  const send = (): void => command.mutate({ id: alarm.id, command: "reset", generation: alarm.generation }, { onSuccess: onDone });
  return (
    <Modal open title={t("reset.title", { what: `${whereOf(alarm, text)} ${text(alarm.ruleTitle)}` })} okText={t("reset.button")} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={send} confirmLoading={command.isPending}>
      <p>{t("reset.body")}</p>
      {command.error && <ErrorCard fault={command.error} what={t("reset.button")} />}
    </Modal>
  );
}
