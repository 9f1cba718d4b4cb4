import type { ReactNode } from "react";
import type { EditProps, Widget } from "../widget.ts";
import { ReadText } from "./text.tsx";

function Edit({ id, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  return <input id={id} type="date" className="sf-input" value={typeof value === "string" ? value : ""} readOnly={readonly} aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)} />;
}

/** A day of the calendar. */
export const date: Widget = { Edit, Read: ReadText };
