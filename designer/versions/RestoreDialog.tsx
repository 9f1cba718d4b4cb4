import type { DefDetail, Definition, DefinitionKind, Published } from "@safeloop/engine";
import { api, ErrorCard, problemOf } from "@safeloop/web";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";

/** What restoring needs of a draft. */
export interface Restorable<D extends Definition> {
  readonly publishedRevision: number | null;
  readonly run: (edit: Edit<D>) => void;
  readonly publish: (reason: string) => Promise<Published>;
}

interface RestoreDialogProps<D extends Definition> {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly revision: number;
  readonly draft: Restorable<D>;
  /** How many unpublished changes give way. */
  readonly lost: number;
  readonly mayPublish: boolean;
  readonly onClose: () => void;
}

/** The content of an old version as one step on the stack, so that undo takes it back. */
export function restoreVersion<D extends Definition>(old: D): Edit<D> {
  return { title: { zh: `恢复 v${old.revision}`, en: `Restore v${old.revision}` }, apply: (present) => ({ ...old, revision: present.revision }) };
}

/** Puts an old version into the draft, and publishes it as a new one where that is wished: the same way, with the same checks, as any change. */
export function RestoreDialog<D extends Definition>({ kind, id, revision, draft, lost, mayPublish, onClose }: RestoreDialogProps<D>): ReactNode {
  const { t } = useTranslation("versions");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState(t("restore.defaultReason", { revision }));
  const [fault, setFault] = useState<unknown>(undefined);
  const [isBusy, setBusy] = useState(false);
  const next = (draft.publishedRevision ?? 0) + 1;
  const go = async (isPublished: boolean): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const { published } = await api.get<DefDetail<D>>(`/${kind}/${encodeURIComponent(id)}`, { revision });
      if (published) draft.run(restoreVersion(published));
      if (isPublished) void message.success(t("restore.done", { revision: (await draft.publish(reason.trim())).revision }));
      else void message.success(t("restore.intoDraft", { revision }));
      await client.invalidateQueries({ queryKey: [kind] });
      onClose();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const footer = [
    <Button key="cancel" onClick={onClose}>{t("common:act.cancel")}</Button>,
    <Button key="draft" loading={isBusy} onClick={() => void go(false)}>{t("restore.draft")}</Button>,
    <Button key="publish" type="primary" loading={isBusy} disabled={!mayPublish || reason.trim() === ""} onClick={() => void go(true)}>{t("restore.publish", { next })}</Button>,
  ];
  return (
    <Modal open title={t("restore.title", { revision })} footer={footer} onCancel={onClose}>
      <p>{t("restore.body", { revision, next })}</p>
      {lost > 0 && <p className="dz-warn">{t("restore.lost", { count: lost })}</p>}
      <label className="dz-field"><span>{t("restore.reason")}</span><Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={2000} autoFocus /></label>
      {fault !== undefined && <ErrorCard fault={fault} what={t("restore.refused")} />}
      {(problemOf(fault).issues ?? []).length > 0 && <ul className="dz-consequences">{(problemOf(fault).issues as readonly { readonly message?: string; readonly code: string }[]).map((issue, at) => <li key={at}>{issue.message ?? issue.code}</li>)}</ul>}
    </Modal>
  );
}
