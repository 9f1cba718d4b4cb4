import { Modal } from "antd";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { RefusedChecks } from "./RefusedChecks.tsx";
import "./actDialog.css";

export interface ActDialogProps {
  /** The act with its object. */
  readonly title: string;
  /** What follows, before the click. */
  readonly lead?: ReactNode;
  /** The verb; repeated on the button, and named when it is refused. */
  readonly act: string;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly isBusy: boolean;
  /** Why the last try was refused; the dialog stays with what was typed. */
  readonly fault: unknown;
  readonly canSend?: boolean;
  /** Destroys something: Enter alone must not confirm it. */
  readonly isDanger?: boolean;
  readonly isWide?: boolean;
  /** Gets the focus back. */
  readonly returnTo?: RefObject<HTMLElement | null>;
  readonly children?: ReactNode;
}

/** Where the focus begins: in the first field; on "cancel" where there is none, or where something is destroyed. */
function firstOf(form: HTMLFormElement | null, isDanger: boolean): HTMLElement | null | undefined {
  const field = isDanger ? null : form?.querySelector<HTMLElement>("input:not([type=radio]), textarea, select");
  return field ?? form?.closest(".ant-modal")?.querySelector<HTMLElement>(".ant-modal-footer button");
}

const fine = (): boolean => matchMedia("(pointer: fine)").matches;

/** A command with what it needs: a dialog on the desk, a sheet at the thumb on a phone. Esc leaves, Enter in a field or Ctrl Enter sends. */
export function ActDialog({ title, lead, act, onSend, onClose, isBusy, fault, canSend = true, isDanger = false, isWide = false, returnTo, children }: ActDialogProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const back = useRef(returnTo);
  useEffect(() => {
    const opener = back.current;
    return () => opener?.current?.focus();
  }, []);
  useEffect(() => {
    if (!fine()) return undefined; // on a phone the keyboard would cover the sheet
    const settled = setTimeout(() => firstOf(form.current, isDanger)?.focus(), 60); // after the dialog has taken the focus itself
    return () => clearTimeout(settled);
  }, [isDanger]);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isDanger) form.current?.requestSubmit();
  };
  return (
    <Modal open style={{ top: 32 }} width={isWide ? 640 : 520} className="sl-act-dialog" title={title} okText={act} cancelText={t("common:act.cancel")} onCancel={onClose} confirmLoading={isBusy} mask={{ closable: !isBusy }} okButtonProps={{ htmlType: "submit", form: id, disabled: !canSend, danger: isDanger, type: isDanger ? "default" : "primary" }}>
      <form id={id} ref={form} className="sl-act-form" onKeyDown={onKey} onSubmit={(event) => { event.preventDefault(); if (canSend && !isBusy) onSend(); }}>
        {lead !== undefined && <div className="sl-muted">{lead}</div>}
        {children}
        {fault !== null && fault !== undefined && <RefusedChecks fault={fault} what={act} />}
      </form>
    </Modal>
  );
}
