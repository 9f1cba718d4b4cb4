import { Form, Input, Modal, Segmented } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { clockText } from "../components/time.ts";
import { serverNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { isReason, isShelveTime, shelveMinutes } from "./shelveTimes.ts";
import { useAlarmCommand } from "./useAlarms.ts";
import { whereOf } from "./whereOf.ts";

export interface AlarmDialogProps {
  readonly alarm: AlarmView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Shelving says how long, why, and that interlocks go on acting. */
export function ShelveDialog({ alarm, onClose, onDone }: AlarmDialogProps): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const [minutes, setMinutes] = useState(60);
  const [reason, setReason] = useState("");
  const first = useRef<TextAreaRef>(null);
  const command = useAlarmCommand();
  // A minute of slack below the 8 h that the server allows, so that a slow click is not refused.
  const until = serverNow() + Math.min(minutes, 479) * 60_000;
  const send = (): void => command.mutate({ id: alarm.id, command: "shelve", generation: alarm.generation, until: new Date(until).toISOString(), reason: reason.trim() }, { onSuccess: onDone });
  const canSend = isReason(reason) && isShelveTime(until, serverNow());
  return (
    <Modal open afterOpenChange={(isOpen) => isOpen && first.current?.focus()} title={t("shelve.title", { what: `${whereOf(alarm, text)} ${text(alarm.ruleTitle)}` })} okText={t("shelve.button")} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={send} confirmLoading={command.isPending} okButtonProps={{ disabled: !canSend }}>
      <Form layout="vertical">
        <Form.Item label={t("shelve.until")} extra={t("shelve.longest")}>
          <Segmented value={minutes} onChange={setMinutes} options={shelveMinutes.map((value) => ({ value, label: value < 60 ? t("shelve.minutes", { m: value }) : t("shelve.hours", { h: value / 60 }) }))} />
        </Form.Item>
        <Form.Item label={t("shelve.reason")} required>
          <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={500} placeholder={t("shelve.reasonHint")} aria-label={t("shelve.reason")} ref={first} />
        </Form.Item>
      </Form>
      <p className="sl-muted">{t("shelve.consequence", { until: clockText(until).slice(0, 5) })}</p>
      {command.error && <ErrorCard fault={command.error} what={t("shelve.button")} />}
    </Modal>
  );
}
