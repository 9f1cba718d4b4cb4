import { useNavigate } from "@tanstack/react-router";
import { Input, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePaletteHits, type PaletteHit } from "./usePaletteHits.ts";

/** Search over pages, tags, records and people; arrows and Enter, or a click. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("frame");
  const navigate = useNavigate();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const hits = usePaletteHits(q);
  const go = (hit: PaletteHit | undefined): void => {
    if (hit === undefined) return;
    onClose();
    if (hit.isOtherApp) location.assign(hit.href);
    else void navigate({ href: hit.href });
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(hits.length - 1, at + step)));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) go(hits[at]);
  };
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} title={null} width={560} style={{ top: 72 }} aria-label={t("search")}>
      <Input autoFocus size="large" variant="borderless" placeholder={t("search")} value={q} onChange={(event) => { setQ(event.target.value); setAt(0); }} onKeyDown={onKey} role="combobox" aria-expanded aria-controls="sl-palette" />
      <ul id="sl-palette" className="sl-palette" role="listbox">
        {hits.map((hit, index) => (
          <li key={hit.href} role="option" aria-selected={index === at} onMouseEnter={() => setAt(index)} onClick={() => go(hit)}>
            <span className="sl-cut">{hit.title}</span><span className="sl-meta">{t(`group.${hit.group}`)}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p className="sl-meta">{q.length < 2 ? t("searchHint") : t("searchEmpty", { q })}</p>}
    </Modal>
  );
}
