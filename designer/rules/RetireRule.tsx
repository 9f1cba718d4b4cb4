import { StopOutlined } from "@ant-design/icons";
import type { AlertRule } from "@safeloop/engine";
import { api, ErrorCard, useLocale, useMay } from "@safeloop/web";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { go } from "../app/place.ts";

interface RetireRuleProps {
  readonly rule: AlertRule;
  readonly tagCount: number;
  /** A rule of a pack is taken out of use with its pack. */
  readonly isOwn: boolean;
}

/** Takes a rule of the site's own out of use: says first what follows, asks why, and is refused while it has open alarms. */
export function RetireRule({ rule, tagCount, isOwn }: RetireRuleProps): ReactNode {
  const { t } = useTranslation("rules");
  const { text } = useLocale();
  const { message } = App.useApp();
  const may = useMay();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<unknown>(undefined);
  const retire = async (): Promise<void> => {
    setFault(undefined);
    try {
      await api.delete(`/rules/${encodeURIComponent(rule.id)}`, { query: { reason: reason.trim() } });
      await client.invalidateQueries({ queryKey: ["rules"] });
      void message.success(t("retire.done", { title: text(rule.title) }));
      go({ kind: "rules" });
    } catch (error) {
      setFault(error);
    }
  };
  const blocked = !isOwn ? t("retire.pack") : !may("rule.publish") ? t("retire.mayNot") : undefined;
  return (
    <div className="dz-props-foot">
      <Button block danger icon={<StopOutlined />} disabled={blocked !== undefined} title={blocked} onClick={() => setOpen(true)}>{t("retire.open")}</Button>
      {blocked !== undefined && <small className="sl-meta">{blocked}</small>}
      <Modal open={isOpen} title={t("retire.title", { title: text(rule.title) })} okText={t("retire.open")} cancelText={t("common:act.cancel")} okButtonProps={{ danger: true, disabled: reason.trim() === "" }} onOk={() => void retire()} onCancel={() => setOpen(false)} destroyOnHidden>
        <ul className="dz-consequences"><li>{t("retire.judges", { count: tagCount })}</li><li>{t("retire.alarms")}</li><li>{t("retire.kept")}</li></ul>
        <label className="dz-field"><span>{t("retire.reason")}</span><Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus /></label>
        {fault !== undefined && <ErrorCard fault={fault} what={t("retire.what")} />}
      </Modal>
    </div>
  );
}
