import type { ReactNode } from "react";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { useFieldUi } from "../useFieldUi.ts";

export function ReadText({ value }: ReadProps): ReactNode {
  return <span className="sf-read">{value === undefined || value === null || value === "" ? "—" : String(value)}</span>;
}

function Edit({ id, field, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { placeholder } = useFieldUi(field);
  return <input id={id} className="sf-input" value={typeof value === "string" ? value : ""} placeholder={placeholder} readOnly={readonly} aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)} />;
}

/** One line of text. */
export const text: Widget = { Edit, Read: ReadText };
