import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { areSingleKeysOn, setSingleKeys } from "../keys.ts";

const rows: readonly (readonly [string, string])[] = [["Ctrl K", "search"], ["?", "sheet"], ["/", "filter"], ["J / K", "rows"], ["Enter", "open"], ["Esc", "close"]];

/** The list of shortcuts, and the switch for those of a single letter. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("frame");
  const [on, setOn] = useState(areSingleKeysOn());
  const toggle = (): void => {
    setSingleKeys(!on);
    setOn(!on);
  };
  return (
    <Modal open title={t("shortcuts")} onCancel={onClose} footer={null}>
      <dl className="sl-keys">{rows.map(([key, word]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{t(`keys.${word}`)}</dd></div>)}</dl>
      <button type="button" className="sl-link" onClick={toggle}>{t(on ? "keys.off" : "keys.on")}</button>
    </Modal>
  );
}
