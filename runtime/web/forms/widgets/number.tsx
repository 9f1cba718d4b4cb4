import { type ReactNode, useState } from "react";
import { useLocale } from "../../i18n/useLocale.ts";
import { unitText } from "../units.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";

/** The number typed, undefined while empty; what is no number stays text, so that the check names it. */
export function numberOf(typed: string): number | string | undefined {
  if (typed.trim() === "") return undefined;
  const value = Number(typed);
  return Number.isFinite(value) ? value : typed;
}

function Edit({ id, field, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { locale } = useLocale();
  const [typed, setTyped] = useState<string>(); // keeps "1." and "0.0" while typing
  const shown = typed !== undefined && numberOf(typed) === value ? typed : value === undefined || value === null ? "" : String(value);
  const unit = unitText(field.unit, locale);
  const change = (next: string): void => {
    setTyped(next);
    onChange(numberOf(next));
  };
  return (
    <span className="sf-unit-box" aria-invalid={invalid}>
      <input id={id} className="sf-input" inputMode={field.kind === "integer" ? "numeric" : "decimal"} value={shown} readOnly={readonly} aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} onChange={(event) => change(event.target.value)} />
      {unit !== "" && <span className="sf-unit">{unit}</span>}
    </span>
  );
}

function Read({ field, value }: ReadProps): ReactNode {
  const { locale } = useLocale();
  if (value === undefined || value === null) return <span className="sf-read">—</span>;
  const shown = typeof value === "number" ? String(Number(value.toPrecision(12))) : String(value);
  return <span className="sf-read">{shown}{field.unit === undefined ? "" : ` ${unitText(field.unit, locale)}`}</span>;
}

/** A number with its unit inside the field. */
export const number: Widget = { Edit, Read };
