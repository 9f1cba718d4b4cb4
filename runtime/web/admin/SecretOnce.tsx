import { CopyOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";

/** A secret that is shown once: closing takes a deliberate click. */
export function SecretOnce({ title, secret, note, onClose }: { readonly title: string; readonly secret: string; readonly note?: string | undefined; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { message } = App.useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> => {
    // Plain http on a plant's LAN has no clipboard: the text is then selected for Ctrl C.
    if (navigator.clipboard) await navigator.clipboard.writeText(secret);
    else field.current?.select();
    void message.success(t("copied"));
  };
  return (
    <Modal open title={title} closable={false} keyboard={false} mask={{ closable: false }} footer={<><Button icon={<CopyOutlined />} onClick={() => void copy()}>{t("common:act.copy")}</Button><Button type="primary" onClick={onClose}>{t("saved")}</Button></>}>
      <p><b>{t("once")}</b> {t("onceBody")}</p>
      <textarea ref={field} className="sl-secret sl-mono" readOnly rows={3} value={secret} aria-label={title} onFocus={(event) => event.target.select()} />
      {note !== undefined && <p className="sl-meta">{note}</p>}
    </Modal>
  );
}
