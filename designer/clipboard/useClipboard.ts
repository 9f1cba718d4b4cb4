import { useEffect, useMemo, useRef } from "react";

/** What an editor gives to the clipboard and takes from it. */
export interface ClipActs {
  /** The text of what is selected; undefined when nothing is. */
  readonly copy: () => string | undefined;
  /** Takes the selection away after it was copied. */
  readonly cut: () => void;
  readonly paste: (text: string) => void;
  /** The browser does not let a page read the clipboard; the keys still can. */
  readonly denied: () => void;
}

/** The same acts for a menu. Copying and cutting work everywhere; reading without the keys needs a leave of the browser. */
export interface ClipMenu {
  readonly copy: () => void;
  readonly cut: () => void;
  readonly paste: () => void;
}

/** In a text being edited, or over a marked text, the keys belong to the browser. */
function isOfBrowser(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && (target.matches("input, textarea, select, [contenteditable]") || target.closest("[role=dialog]") !== null)) return true;
  return document.getSelection()?.isCollapsed === false;
}

function put(event: ClipboardEvent, acts: ClipActs): boolean {
  const text = isOfBrowser(event.target) ? undefined : acts.copy();
  if (text === undefined) return false;
  event.clipboardData?.setData("text/plain", text);
  event.preventDefault();
  return true;
}

function take(event: ClipboardEvent, acts: ClipActs): void {
  if (isOfBrowser(event.target)) return;
  event.preventDefault();
  acts.paste(event.clipboardData?.getData("text/plain") ?? "");
}

function read(acts: () => ClipActs): void {
  const clipboard = navigator.clipboard as Clipboard | undefined; // absent outside https and localhost
  if (!clipboard) return acts().denied();
  clipboard.readText().then((text) => acts().paste(text), () => acts().denied());
}

/**
 * Ctrl C, X and V by the browser's own events, which need no leave and work on
 * a plain http address inside a plant; `navigator.clipboard` does not.
 */
export function useClipboard(acts: ClipActs): ClipMenu {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const copy = (event: ClipboardEvent): void => void put(event, latest.current);
    const cut = (event: ClipboardEvent): void => void (put(event, latest.current) && latest.current.cut());
    const paste = (event: ClipboardEvent): void => take(event, latest.current);
    document.addEventListener("copy", copy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", paste);
    };
  }, []);
  return useMemo(() => ({ copy: () => void document.execCommand("copy"), cut: () => void document.execCommand("cut"), paste: () => read(() => latest.current) }), []);
}
