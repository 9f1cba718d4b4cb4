import type { PackHistory } from "@safeloop/engine";
import { Button, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../admin/useChange.ts";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { Timeline } from "../components/Timeline.tsx";
import { dateTimeText } from "../components/time.ts";
import { packNouns, packPath } from "./usePacks.ts";

/** All that was in force of a pack, newest first; what was left stays listed. */
export function PackHistoryList({ items }: { readonly items: PackHistory["items"] }): ReactNode {
  const { t } = useTranslation("packs");
  return (
    <Timeline entries={items.map((move) => ({
      id: String(move.seq), mark: move.inForce ? "now" : "done", title: t(`history.${move.action}`, { version: move.version }), time: dateTimeText(move.at),
      note: [move.by.name, t("changes.count", { count: move.changes }), move.action === "rollback" || move.action === "edit" || move.action === "revert" ? move.reason : ""].filter(Boolean).join(" · "),
      body: move.inForce ? <StateChip tone="live">{t("history.inForce")}</StateChip> : undefined,
    }))} />
  );
}

/** Puts what was in force before in force again, with the reason for the record. */
export function RollBack({ packId }: { readonly packId: string }): ReactNode {
  const { t } = useTranslation("packs");
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const back = useChange(() => api.post(packPath(packId, "/rollback"), { reason: reason.trim() }), packNouns, () => { setOpen(false); setReason(""); });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("back.act")}</Button>
      <Modal open={isOpen} title={t("back.title")} okText={t("back.act")} cancelText={t("common:act.cancel")} onCancel={() => setOpen(false)} onOk={() => back.mutate(undefined)} confirmLoading={back.isPending} okButtonProps={{ danger: true, disabled: reason.trim() === "" }} destroyOnHidden>
        <div className="sl-pack-dialog">
          <p>{t("back.body")}</p>
          <label><span className="sl-label">{t("back.reason")}</span><Input.TextArea value={reason} rows={3} maxLength={1000} onChange={(event) => setReason(event.target.value)} /></label>
          {back.error && <ErrorCard fault={back.error} what={t("back.act")} />}
        </div>
      </Modal>
    </>
  );
}
