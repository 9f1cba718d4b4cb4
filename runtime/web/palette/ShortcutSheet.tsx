import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { areSingleKeysOn, setSingleKeys } from "../app/keys.ts";
import { useFocusBack } from "./useFocusBack.ts";
import "./palette.css";

/** Keys that belong together, each with what it does. */
export interface KeyGroup {
  readonly title: string;
  readonly rows: readonly (readonly [keys: string, words: string])[];
}

const everywhere: readonly (readonly [string, string])[] = [["Ctrl K", "search"], ["?", "sheet"], ["Esc", "close"]];
const lists: readonly (readonly [string, string])[] = [["/", "filter"], ["J / K", "rows"], ["Enter", "open"]];

/** The list of shortcuts: those of every page, then those of lists or of the editor that is open; and the switch for those of a single letter. */
export function ShortcutSheet({ groups, onClose }: { readonly groups?: readonly KeyGroup[]; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("frame");
  const [on, setOn] = useState(areSingleKeysOn());
  const giveBack = useFocusBack();
  const toggle = (): void => {
    setSingleKeys(!on);
    setOn(!on);
  };
  const said = (rows: readonly (readonly [string, string])[]): KeyGroup["rows"] => rows.map(([keys, word]) => [keys, t(`keys.${word}`)]);
  const all: readonly KeyGroup[] = [{ title: t("palette:keys.everywhere"), rows: said(everywhere) }, ...(groups ?? [{ title: t("palette:keys.lists"), rows: said(lists) }])];
  return (
    <Modal open title={t("shortcuts")} width={groups ? 720 : 520} onCancel={() => { onClose(); giveBack(); }} footer={null}>
      <div className="sl-key-groups">
        {all.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="sl-keys">{group.rows.map(([keys, words]) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{words}</dd></div>)}</dl>
          </section>
        ))}
      </div>
      <button type="button" className="sl-link" onClick={toggle}>{t(on ? "keys.off" : "keys.on")}</button>
    </Modal>
  );
}
