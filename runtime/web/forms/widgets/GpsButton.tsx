import type { JsonObject, JsonValue } from "@safeloop/engine";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { locate } from "../locate.ts";

/** Asks the device where it is. Shows accuracy and how long it took; "no fix" is said and blocks nothing. */
export function GpsButton({ place, onFix }: { readonly place: JsonObject; readonly onFix: (change: { readonly [member: string]: JsonValue | undefined }) => void }): ReactNode {
  const { t } = useTranslation("forms");
  const [state, setState] = useState<"idle" | "busy" | "none">("idle");
  const [took, setTook] = useState(0);
  const ask = async (): Promise<void> => {
    setState("busy");
    const fix = await locate();
    setTook(Math.round(fix.tookMs / 1000));
    setState(fix.position === undefined ? "none" : "idle");
    if (fix.position !== undefined) onFix(fix.position);
  };
  const accuracy = place["accuracyM"];
  return (
    <span className="sf-gps">
      <button type="button" className="sf-side-button" disabled={state === "busy"} onClick={() => void ask()}>{t(state === "busy" ? "locating" : "locate")}</button>
      {state === "none" ? <span className="sl-chip sl-chip-unknown">{t("noFix")}</span> : typeof accuracy === "number" && <span className="sf-note">{t("gps", { m: Math.round(accuracy), s: took })}</span>}
    </span>
  );
}
