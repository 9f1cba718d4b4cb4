import type { DefinitionKind, Issue, Published } from "@safeloop/engine";
import { ErrorCard, problemOf } from "@safeloop/web";
import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckState } from "../app/useCheck.ts";

/** What publishing needs of a draft. */
export interface Publishable {
  readonly publishedRevision: number | null;
  readonly issues: readonly Issue[];
  readonly check: CheckState;
  readonly publish: (reason: string) => Promise<Published>;
}

/** Asks why, says what publishing does, publishes. A refusal stays in the dialog with the reason kept. */
export function PublishDialog({ kind, draft, open, onClose, note }: { readonly kind: DefinitionKind; readonly draft: Publishable; readonly open: boolean; readonly onClose: () => void; readonly note?: ReactNode }): ReactNode {
  const { t } = useTranslation("designer");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<unknown>(undefined);
  const [isBusy, setBusy] = useState(false);
  const publish = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const { revision } = await draft.publish(reason.trim());
      void message.success(t("publish.done", { revision }));
      await Promise.all([kind, "packs"].map((noun) => client.invalidateQueries({ queryKey: [noun] })));
      setReason("");
      onClose();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const next = (draft.publishedRevision ?? 0) + 1;
  return (
    <Modal open={open} title={t("publish.title", { revision: next })} okText={t("publish.ok", { revision: next })} cancelText={t("common:act.cancel")} confirmLoading={isBusy} okButtonProps={{ disabled: reason.trim() === "" }} onOk={() => void publish()} onCancel={onClose}>
      <ul className="dz-consequences">
        <li>{t(`publish.effect.${kind}`)}</li>
        {draft.publishedRevision !== null && <li>{t("publish.keep", { revision: draft.publishedRevision })}</li>}
        <li>{draft.check !== "done" ? t("publish.unchecked") : draft.issues.length === 0 ? t("publish.clean") : t("publish.warnings", { count: draft.issues.length })}</li>
        {note}
      </ul>
      <label className="dz-field">
        <span>{t("publish.reason")}</span>
        <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={3} maxLength={2000} autoFocus />
      </label>
      {fault !== undefined && <ErrorCard fault={fault} what={t("publish.what")} />}
      {fault !== undefined && (problemOf(fault).issues ?? []).length > 0 && <p className="sl-meta">{t("publish.seeProblems")}</p>}
    </Modal>
  );
}
