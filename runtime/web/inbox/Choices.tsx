import type { ReactNode } from "react";
import "./actDialog.css";

export interface ChoicesProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly title: string; readonly meaning?: ReactNode }[];
  readonly onChange: (value: Value) => void;
  /** Three short ones stand side by side where there is room. */
  readonly isShort?: boolean;
}

/** One of a few, each with a line that says what it means. */
export function Choices<Value extends string>({ name, label, value, options, onChange, isShort = false }: ChoicesProps<Value>): ReactNode {
  return (
    <fieldset className="sl-act-field">
      <legend>{label}</legend>
      <div className={`sl-choices${isShort ? " sl-choices-short" : ""}`}>
        {options.map((option) => (
          <label key={option.value} className="sl-choice">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span><strong>{option.title}</strong>{option.meaning !== undefined && <span className="sl-meta">{option.meaning}</span>}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
