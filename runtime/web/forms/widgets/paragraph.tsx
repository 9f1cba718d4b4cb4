import type { ReactNode } from "react";
import { useFieldUi } from "../useFieldUi.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";

function Edit({ id, field, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { placeholder, rows } = useFieldUi(field);
  return <textarea id={id} className="sf-input sf-area" rows={rows ?? 3} value={typeof value === "string" ? value : ""} placeholder={placeholder} readOnly={readonly} aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)} />;
}

function Read({ value }: ReadProps): ReactNode {
  return <p className="sf-read sf-lines">{typeof value === "string" && value !== "" ? value : "—"}</p>;
}

/** Several lines of text. */
export const paragraph: Widget = { Edit, Read, isWide: true };
