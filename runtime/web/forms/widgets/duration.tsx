import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { durationText } from "../../components/time.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";

function Edit({ id, value, onChange, readonly, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const minutes = typeof value === "number" ? value : undefined;
  const parts = { h: minutes === undefined ? "" : String(Math.floor(minutes / 60)), m: minutes === undefined ? "" : String(minutes % 60) };
  const change = (part: "h" | "m", typed: string): void => {
    const next = { ...parts, [part]: typed.replace(/\D/g, "") };
    onChange(next.h === "" && next.m === "" ? undefined : Number(next.h || 0) * 60 + Number(next.m || 0));
  };
  return (
    <span className="sf-duration" role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      <span className="sf-unit-box"><input id={id} className="sf-input" inputMode="numeric" value={parts.h} readOnly={readonly} aria-invalid={invalid} aria-label={t("hours")} onChange={(event) => change("h", event.target.value)} /><span className="sf-unit">{t("hours")}</span></span>
      <span className="sf-unit-box"><input className="sf-input" inputMode="numeric" value={parts.m} readOnly={readonly} aria-invalid={invalid} aria-label={t("minutes")} onChange={(event) => change("m", event.target.value)} /><span className="sf-unit">{t("minutes")}</span></span>
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  const { t } = useTranslation();
  return <span className="sf-read">{typeof value === "number" ? durationText(value * 60_000, t) : "—"}</span>;
}

/** A duration, kept in minutes. */
export const duration: Widget = { Edit, Read };
