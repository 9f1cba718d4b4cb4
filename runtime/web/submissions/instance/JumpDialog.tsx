import { WarningOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ActDialog } from "../../inbox/ActDialog.tsx";
import { Choices } from "../../inbox/Choices.tsx";
import { useLocale } from "../../i18n/useLocale.ts";
import type { InstanceDialogProps } from "./CcDialog.tsx";
import { jumpsFrom, jumpTargets } from "./instanceActs.ts";
import { useFlow } from "./useFlow.ts";
import { useInstanceCommand } from "./useInstanceCommand.ts";

/** An administrator moves the flow from one step to another, with a reason that goes to the audit. */
export function JumpDialog({ instance, number, returnTo, onClose }: InstanceDialogProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const flow = useFlow(instance.flowId).data;
  const from = jumpsFrom(instance);
  const [visit, setVisit] = useState(from.length === 1 ? from[0]?.visit : undefined);
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const command = useInstanceCommand(instance);
  const current = from.find((one) => one.visit === visit);
  const send = (): void => {
    if (visit !== undefined) command.mutate({ command: "jump", visit, to, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <ActDialog title={t("jump.title", { number })} act={t("inbox:command.jump")} canSend={visit !== undefined && to !== "" && reason.trim() !== ""} isBusy={command.isPending} fault={command.error} returnTo={returnTo} onClose={onClose} onSend={send}>
      <p className="sl-act-warn"><WarningOutlined /> {t("jump.warn")}</p>
      <Choices name="jump-from" label={t("jump.from")} value={visit} onChange={setVisit} options={from.map((one) => ({ value: one.visit, title: text(one.node.title), meaning: one.people.length === 0 ? undefined : t("jump.waitsFor", { names: one.people.map((person) => person.title).join(t("inbox:comma")) }) }))} />
      <label>
        <span>{t("jump.to")} *</span>
        <select className="sf-input sf-select" value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{t("forms:choose")}</option>
          {jumpTargets(flow).map((node) => <option key={node.id} value={node.id}>{text(node.title)}{node.id === current?.node.id ? ` (${t("jump.again")})` : ""}</option>)}
        </select>
      </label>
      <label><span>{t("event.reason")} *</span><Input.TextArea rows={2} maxLength={2000} value={reason} placeholder={t("jump.reasonHint")} onChange={(event) => setReason(event.target.value)} /></label>
    </ActDialog>
  );
}
