import { Form, Input, Modal, Radio } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { type Disposition, dispositions } from "./alarmState.ts";
import type { AlarmDialogProps } from "./ShelveDialog.tsx";
import { isReason } from "./shelveTimes.ts";
import { useAlarmCommand } from "./useAlarms.ts";
import { whereOf } from "./whereOf.ts";

/** The disposal of an alarm: verdict, cause, action taken. It leaves the alarm's state alone. */
export function DisposeDialog({ alarm, onClose, onDone }: AlarmDialogProps): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const [kind, setKind] = useState<Disposition | undefined>(undefined);
  const first = useRef<HTMLDivElement>(null);
  const [cause, setCause] = useState("");
  const [action, setAction] = useState("");
  const command = useAlarmCommand();
  const send = (): void => {
    if (kind) command.mutate({ id: alarm.id, command: "dispose", generation: alarm.generation, disposition: kind, cause: cause.trim(), action: action.trim() }, { onSuccess: onDone });
  };
  return (
    <Modal open afterOpenChange={(isOpen) => isOpen && first.current?.querySelector("input")?.focus()} title={t("dispose.title", { what: `${whereOf(alarm, text)} ${text(alarm.ruleTitle)}` })} okText={t("dispose.button")} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={send} confirmLoading={command.isPending} okButtonProps={{ disabled: !kind || !isReason(cause) || !isReason(action) }}>
      <Form layout="vertical">
        <Form.Item label={t("dispose.kind")} required extra={kind && t(`dispositionHint.${kind}`)}>
          <Radio.Group ref={first} value={kind} onChange={(event) => setKind(event.target.value as Disposition)} options={dispositions.map((value) => ({ value, label: t(`disposition.${value}`) }))} />
        </Form.Item>
        <Form.Item label={t("dispose.cause")} required>
          <Input.TextArea value={cause} onChange={(event) => setCause(event.target.value)} rows={2} maxLength={1000} placeholder={t("dispose.causeHint")} aria-label={t("dispose.cause")} />
        </Form.Item>
        <Form.Item label={t("dispose.action")} required>
          <Input.TextArea value={action} onChange={(event) => setAction(event.target.value)} rows={2} maxLength={1000} placeholder={t("dispose.actionHint")} aria-label={t("dispose.action")} />
        </Form.Item>
      </Form>
      <p className="sl-muted">{t("dispose.note")}</p>
      {command.error && <ErrorCard fault={command.error} what={t("dispose.button")} />}
    </Modal>
  );
}
