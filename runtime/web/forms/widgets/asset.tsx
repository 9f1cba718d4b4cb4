import { isObject } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dateText } from "../../components/time.ts";
import { useFormContext } from "../formContext.ts";
import type { EditProps, Widget } from "../widget.ts";
import { Combobox } from "./Combobox.tsx";
import { ReadText } from "./text.tsx";

function Edit({ id, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { services, facts } = useFormContext();
  const device = typeof value === "string" ? facts.devices?.[value] : undefined;
  return (
    <>
      <Combobox id={id} shown={typeof value === "string" ? value : ""} search={services.searchAssets} onPick={(choice) => onChange(choice.id)} onFree={(typed) => onChange(typed)} onClear={() => onChange(undefined)} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} placeholder={t("assetHint")} />
      {isObject(device) && typeof device["calibrationDue"] === "string" && <span className="sf-note">{t("calibratedUntil", { date: dateText(device["calibrationDue"]) })}</span>}
    </>
  );
}

/** A piece of equipment, by its number; known ones are offered. */
export const asset: Widget = { Edit, Read: ReadText };
