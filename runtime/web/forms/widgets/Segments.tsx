import type { ReactNode } from "react";

export interface SegmentOption { readonly value: string; readonly label: string }

/** A row of exclusive choices; choosing the chosen one again clears it. */
export function Segments(props: { readonly id: string; readonly value: string | undefined; readonly options: readonly SegmentOption[]; readonly onChange: (value: string | undefined) => void; readonly disabled?: boolean; readonly invalid?: boolean; readonly describedBy?: string | undefined; readonly label?: string }): ReactNode {
  const { id, value, options, onChange, disabled = false, invalid = false, describedBy, label } = props;
  return (
    <span id={id} role="radiogroup" tabIndex={-1} className="sf-segments" aria-invalid={invalid} aria-describedby={describedBy} {...(label === undefined ? { "aria-labelledby": `${id}-label` } : { "aria-label": label })}>
      {options.map((option) => (
        <button key={option.value} type="button" role="radio" aria-checked={value === option.value} disabled={disabled} onClick={() => onChange(value === option.value ? undefined : option.value)}>{option.label}</button>
      ))}
    </span>
  );
}
