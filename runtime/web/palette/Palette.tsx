import { useNavigate } from "@tanstack/react-router";
import { Input, type InputRef, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useCallback, type RefObject, useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaletteEntry } from "./entry.ts";
import type { Leave } from "./useEntries.ts";
import { useHits } from "./useHits.ts";
import { useFocusBack } from "./useFocusBack.ts";
import "./palette.css";

export interface PaletteProps {
  /** Commands and things of what is open. */
  readonly own: readonly PaletteEntry[];
  readonly onClose: () => void;
  /** How an address is gone to; by itself the router or a full load. */
  readonly onLeave?: Leave;
}

const steps: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -1_000, End: 1_000 };
const optionId = (at: number): string => `sl-palette-${at}`;

function useLeave(): Leave {
  const navigate = useNavigate();
  return useCallback((href, isOtherApp) => {
    if (isOtherApp) location.assign(href);
    else void navigate({ href });
  }, [navigate]);
}

/** Frames in which the dialog takes the focus for itself while it opens. */
const opening = 30;

/** Takes the focus as soon as the field can have it, so that not a letter is lost. */
function useFocusAtOnce(input: RefObject<InputRef | null>): void {
  useEffect(() => {
    let frame = 0;
    const take = (left: number): void => {
      if (document.activeElement !== input.current?.input) input.current?.focus();
      if (left > 0) frame = requestAnimationFrame(() => take(left - 1));
    };
    take(opening);
    return () => cancelAnimationFrame(frame);
  }, [input]);
}

/** Search and commands: pages, templates, definitions, tags, people, records and what is open, by name, readings or initials. Arrows and Enter, or a click. */
export function Palette({ own, onClose, onLeave }: PaletteProps): ReactNode {
  const { t } = useTranslation("palette");
  const byItself = useLeave();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const hits = useHits(q, own, onLeave ?? byItself);
  const input = useRef<InputRef>(null);
  const giveBack = useFocusBack();
  useFocusAtOnce(input);
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" }); // newer browsers give a promise, which is no clean-up
  }, [at]);
  const close = (): void => {
    onClose();
    giveBack();
  };
  const open = (hit: PaletteEntry | undefined): void => {
    if (hit === undefined || hit.blocked !== undefined) return;
    close();
    hit.open();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step !== undefined && !(typed !== "" && (event.key === "Home" || event.key === "End"))) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(hits.length - 1, at + step)));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      open(hits[at]);
    }
  };
  return (
    <Modal open onCancel={close} footer={null} closable={false} title={null} width={560} style={{ top: 72 }} aria-label={t("label")}>
      <Input ref={input} size="large" variant="borderless" placeholder={t("placeholder")} aria-label={t("label")} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={onKey} role="combobox" aria-expanded aria-controls="sl-palette" aria-autocomplete="list" {...(hits.length > 0 ? { "aria-activedescendant": optionId(at) } : {})} />
      <ul id="sl-palette" className="sl-palette" role="listbox" aria-label={t("found")}>
        {hits.map((hit, index) => (
          <li key={hit.key} id={optionId(index)} role="option" aria-selected={index === at} aria-disabled={hit.blocked !== undefined} onMouseMove={() => setAt(index)} onClick={() => open(hit)}>
            <span className="sl-cut">{hit.title}{(hit.blocked ?? hit.note) !== undefined && <span className="sl-meta"> {hit.blocked ?? hit.note}</span>}</span><span className="sl-meta">{t(`group.${hit.group}`)}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p className="sl-meta" role="status">{t("nothing", { q })}</p>}
    </Modal>
  );
}
