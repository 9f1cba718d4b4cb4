import type SignaturePadLibrary from "signature_pad";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

export interface SignedStrokes {
  readonly image: Blob;
  /** Per stroke x, y, x, y, … in pixels of the pad. */
  readonly strokes: readonly (readonly number[])[];
}

/** The box one signs in, with finger, pen or mouse. Ink is black on white in both themes: it is printed. */
export function SignaturePad({ onSigned, onCancel, busy = false }: { readonly onSigned: (signed: SignedStrokes) => void; readonly onCancel: () => void; readonly busy?: boolean }): ReactNode {
  const { t } = useTranslation("forms");
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePadLibrary>(undefined);
  const [hasInk, setHasInk] = useState(false);
  useEffect(() => {
    let isShown = true;
    void import("signature_pad").then(({ default: Library }) => {
      if (!isShown || canvas.current === null) return;
      canvas.current.width = canvas.current.clientWidth;
      canvas.current.height = canvas.current.clientHeight;
      pad.current = new Library(canvas.current, { backgroundColor: "white", penColor: "black" });
      pad.current.addEventListener("endStroke", () => setHasInk(true));
    });
    return () => {
      isShown = false;
      pad.current?.off();
    };
  }, []);
  const clear = (): void => {
    pad.current?.clear();
    setHasInk(false);
  };
  const done = (): void => {
    const strokes = (pad.current?.toData() ?? []).map((group) => group.points.flatMap((point) => [Math.round(point.x), Math.round(point.y)]));
    canvas.current?.toBlob((image) => image !== null && onSigned({ image, strokes }), "image/png");
  };
  return (
    <span className="sf-sign">
      <canvas ref={canvas} className="sf-sign-pad" aria-label={t("signHere")} />
      <span className="sf-row">
        <button type="button" className="sl-button sl-button-primary" disabled={!hasInk || busy} onClick={done}>{t("signDone")}</button>
        <button type="button" className="sl-button" onClick={clear}>{t("signClear")}</button>
        <button type="button" className="sl-button" onClick={onCancel}>{t("common:act.cancel")}</button>
      </span>
    </span>
  );
}
