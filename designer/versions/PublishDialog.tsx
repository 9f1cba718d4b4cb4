import type { Definition, DefinitionKind } from "@safeloop/engine";
import { ErrorCard, problemOf } from "@safeloop/web";
import { Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Line } from "./diff/changeWords.ts";
import { ImpactList } from "./ImpactList.tsx";
import { useComparison, useRevision } from "./useComparison.ts";
import { type Impacting, useImpact } from "./useImpact.ts";
import { type Publishable, usePublish } from "./usePublish.ts";

/** Changes beyond these are counted; the versions tab lists them all. */
const first = 4;

function First({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const { t } = useTranslation("versions");
  if (lines.length === 0) return <li className="dz-warn">{t("impact.nothing")}</li>;
  return <li>{t("impact.changes", { count: lines.length })}<ul>{lines.slice(0, first).map((line) => <li key={line.change.key}>{line.sentence}</li>)}{lines.length > first && <li>{t("impact.more", { count: lines.length - first })}</li>}</ul></li>;
}

interface PublishDialogProps {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly draft: Publishable & Impacting & { readonly definition: Definition };
  readonly open: boolean;
  readonly onClose: () => void;
  /** What else is to be known before publishing. */
  readonly note?: ReactNode;
}

/** Asks why, says what publishing changes and whom it concerns, publishes. A refusal stays in the dialog with the reason kept. */
export function PublishDialog({ kind, id, draft, open, onClose, note }: PublishDialogProps): ReactNode {
  const { t } = useTranslation("designer");
  const { reason, setReason, isBusy, fault, publish } = usePublish(kind, draft);
  const impact = useImpact(kind, id, draft, open);
  const live = useRevision(kind, id, open ? (draft.publishedRevision ?? undefined) : undefined);
  const compared = useComparison(kind, open ? (live.data?.published ?? undefined) : undefined, draft.definition);
  const next = (draft.publishedRevision ?? 0) + 1;
  const isSame = compared?.lines.length === 0;
  return (
    <Modal open={open} title={t("publish.title", { revision: next })} okText={t("publish.ok", { revision: next })} cancelText={t("common:act.cancel")} confirmLoading={isBusy} okButtonProps={{ disabled: reason.trim() === "" || isSame }} onOk={() => void publish().then((isDone) => isDone && onClose())} onCancel={onClose}>
      <ul className="dz-consequences">
        <li>{t(`publish.effect.${kind}`)}</li>
        {draft.publishedRevision !== null && <li>{t("publish.keep", { revision: draft.publishedRevision })}</li>}
        <li>{draft.check !== "done" ? t("publish.unchecked") : draft.issues.length === 0 ? t("publish.clean") : t("publish.warnings", { count: draft.issues.length })}</li>
        {compared && <First lines={compared.lines} />}
        {note}
      </ul>
      {impact.data && <ImpactList kind={kind} impact={impact.data} issues={draft.issues} />}
      <label className="dz-field">
        <span>{t("publish.reason")}</span>
        <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={3} maxLength={2000} autoFocus />
      </label>
      {fault !== undefined && <ErrorCard fault={fault} what={t("publish.what")} />}
      {fault !== undefined && (problemOf(fault).issues ?? []).length > 0 && <p className="sl-meta">{t("publish.seeProblems")}</p>}
    </Modal>
  );
}
