import { Button, type ButtonProps, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "./ErrorCard.tsx";

export interface ConfirmButtonProps {
  /** The verb; repeated on the confirming button. */
  readonly label: string;
  /** The act with its object: "收回作业票 019？" */
  readonly title: string;
  /** What follows, with numbers. */
  readonly consequences: ReactNode;
  readonly onConfirm: () => unknown;
  readonly danger?: boolean;
  /** Only for what cannot be undone: this text must be typed first. */
  readonly typed?: string;
  readonly disabled?: boolean;
  /** Why it is disabled. */
  readonly why?: string | undefined;
  readonly type?: ButtonProps["type"];
  readonly icon?: ReactNode;
}

/** A button whose consequence is said before the click counts. Enter never confirms a destructive act. */
export function ConfirmButton(props: ConfirmButtonProps): ReactNode {
  const { label, title, consequences, onConfirm, danger = false, typed, disabled = false, why, type = "default", icon } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(undefined);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await onConfirm();
      setOpen(false);
    } catch (thrown) {
      setFault(thrown); // the dialog stays and says why it was refused
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button type={type} danger={danger} icon={icon} disabled={disabled} title={disabled ? why : undefined} onClick={() => setOpen(true)}>{label}</Button>
      <Modal open={open} title={title} onCancel={() => setOpen(false)} okText={label} cancelText={t("act.cancel")} confirmLoading={busy} onOk={() => void confirm()} okButtonProps={{ danger, disabled: typed !== undefined && text !== typed }} {...(danger ? { autoFocusButton: "cancel" as const } : {})} destroyOnHidden>
        {consequences}
        {fault !== undefined && <ErrorCard fault={fault} what={label} />}
        {typed !== undefined && <Input value={text} onChange={(event) => setText(event.target.value)} placeholder={typed} aria-label={typed} onPressEnter={(event) => event.preventDefault()} />}
      </Modal>
    </>
  );
}
