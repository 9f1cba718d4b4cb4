import type { JsonValue } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useLocale } from "../../i18n/useLocale.ts";
import { labelOf, valuesOf } from "../optionLabels.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";

function Edit({ id, field, value, onChange, readonly, invalid, describedBy, options }: EditProps): ReactNode {
  const { locale } = useLocale();
  const chosen = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  const values = valuesOf(field, options);
  const shown = [...values, ...chosen.filter((one) => !values.includes(one))];
  const toggle = (one: JsonValue): void => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : shown.filter((other) => other === one || chosen.includes(other));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <span id={id} role="group" tabIndex={-1} aria-labelledby={`${id}-label`} aria-describedby={describedBy} aria-invalid={invalid} className="sf-chips">
      {shown.map((one) => (
        <label key={String(one)} className="sf-chip">
          <input type="checkbox" checked={chosen.includes(one)} disabled={readonly} onChange={() => toggle(one)} />
          {labelOf(field, one, locale)}
        </label>
      ))}
    </span>
  );
}

function Read({ field, value }: ReadProps): ReactNode {
  const { locale } = useLocale();
  const chosen = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  return <span className="sf-read">{chosen.map((one) => labelOf(field, one, locale)).join(locale === "en" ? ", " : "、") || "—"}</span>;
}

/** Several of a list, as chips. */
export const choices: Widget = { Edit, Read, isGroup: true, isWide: true };
