import { Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { locate } from "../forms/locate.ts";
import { SignaturePad, type SignedStrokes } from "../forms/widgets/SignaturePad.tsx";
import type { Needs } from "./decision.ts";

/** What the person has given so far. */
export interface Evidence {
  readonly comment: string;
  readonly password: string;
  readonly signature: SignedStrokes | undefined;
  readonly gps: { readonly lat: number; readonly lng: number; readonly accuracyM: number } | undefined;
}
export const noEvidence: Evidence = { comment: "", password: "", signature: undefined, gps: undefined };

/** True when everything asked is there. */
export function isComplete(needs: Needs, given: Evidence, target: string): boolean {
  return (!needs.comment || given.comment.trim() !== "") && (!needs.signature || given.signature !== undefined) && (!needs.password || given.password !== "") && (!needs.gps || given.gps !== undefined) && (!needs.target || target !== "");
}

function Gps({ given, onChange }: { readonly given: Evidence; readonly onChange: (next: Evidence) => void }): ReactNode {
  const { t } = useTranslation("inbox");
  const [state, setState] = useState<"idle" | "busy" | "none">("idle");
  const ask = async (): Promise<void> => {
    setState("busy");
    const { position } = await locate();
    setState(position === undefined ? "none" : "idle");
    onChange({ ...given, gps: position });
  };
  return (
    <p className="sl-evidence-row">
      <button type="button" className="sl-button" disabled={state === "busy"} onClick={() => void ask()}>{t(state === "busy" ? "forms:locating" : "needs.gps")}</button>
      {given.gps !== undefined && <span className="sl-chip sl-chip-good">±{Math.round(given.gps.accuracyM)} m</span>}
      {state === "none" && <span className="sl-chip sl-chip-unknown">{t("needs.noGps")}</span>}
    </p>
  );
}

/** The fields for comment, signature, password and place a decision asks. */
export function EvidenceFields({ needs, given, onChange, placeholder, label }: { readonly needs: Needs; readonly given: Evidence; readonly onChange: (next: Evidence) => void; readonly placeholder: string; readonly label?: string }): ReactNode {
  const { t } = useTranslation("inbox");
  const [isSigning, setSigning] = useState(true);
  return (
    <div className="sl-evidence">
      <label>{label ?? t(needs.comment ? "needs.comment" : "needs.opinion")}<Input.TextArea rows={2} value={given.comment} placeholder={placeholder} aria-required={needs.comment} onChange={(event) => onChange({ ...given, comment: event.target.value })} /></label>
      {needs.gps && <Gps given={given} onChange={onChange} />}
      {needs.password && <label>{t("needs.password")}<Input.Password autoComplete="current-password" value={given.password} onChange={(event) => onChange({ ...given, password: event.target.value })} /></label>}
      {needs.signature && (given.signature === undefined && isSigning
        ? <SignaturePad onSigned={(signature) => onChange({ ...given, signature })} onCancel={() => setSigning(false)} />
        : <p className="sl-evidence-row">{given.signature !== undefined && <span className="sl-chip sl-chip-good">✓ {t("needs.signed")}</span>}<button type="button" className="sl-button" onClick={() => { setSigning(true); onChange({ ...given, signature: undefined }); }}>{t("forms:signClear")}</button></p>)}
    </div>
  );
}
