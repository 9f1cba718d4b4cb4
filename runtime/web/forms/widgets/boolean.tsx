import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { Segments } from "./Segments.tsx";

function Edit({ id, value, onChange, readonly, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation();
  const options = [{ value: "true", label: t("yes") }, { value: "false", label: t("no") }];
  return <Segments id={id} value={value === undefined || value === null ? undefined : String(value)} options={options} onChange={(next) => onChange(next === undefined ? undefined : next === "true")} disabled={readonly} invalid={invalid} describedBy={describedBy} />;
}

function Read({ value }: ReadProps): ReactNode {
  const { t } = useTranslation();
  return <span className="sf-read">{value === true ? t("yes") : value === false ? t("no") : "—"}</span>;
}

/** Yes or no; unanswered is neither. */
export const boolean: Widget = { Edit, Read, isGroup: true };
