import { type KeyboardEvent, type ReactNode, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "../services/formServices.ts";
import { useAsync } from "../services/useAsync.ts";

export interface ComboboxProps {
  readonly id: string;
  /** What is chosen now, as shown. */
  readonly shown: string;
  readonly search: (q: string) => Promise<readonly Choice[]>;
  readonly onPick: (choice: Choice) => void;
  readonly onClear?: () => void;
  /** Takes typed text as it is, when nothing is picked. */
  readonly onFree?: (text: string) => void;
  readonly readonly: boolean;
  readonly required?: boolean;
  readonly invalid: boolean;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string;
}

/** Text field with a list of matches below it (WAI-ARIA combobox): type, arrows, Enter; Esc closes. */
export function Combobox(props: ComboboxProps): ReactNode {
  const { id, shown, search, onPick, onClear, onFree, readonly, required = false, invalid, describedBy, placeholder } = props;
  const { t } = useTranslation("forms");
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const isOpen = typed !== undefined;
  const q = useDeferredValue(typed ?? "");
  const found = useAsync(isOpen ? `q:${q}` : "", () => (isOpen ? search(q.trim()) : Promise.resolve([])));
  const choices = found.value ?? [];
  const pick = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    onPick(choice);
    setTyped(undefined);
  };
  const leave = (): void => {
    if (typed !== undefined && typed.trim() === "" && shown !== "") onClear?.();
    else if (typed !== undefined && typed.trim() !== "" && typed !== shown) onFree?.(typed.trim());
    setTyped(undefined);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!isOpen) setTyped("");
      else setAt(Math.max(0, Math.min(choices.length - 1, at + step)));
    } else if (event.key === "Enter" && isOpen && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (choices.length > 0) pick(choices[at]);
      else leave();
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  return (
    <span className="sf-combobox">
      <input id={id} className="sf-input" role="combobox" autoComplete="off" aria-expanded={isOpen} aria-controls={`${id}-list`} aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} readOnly={readonly} placeholder={placeholder ?? t("searchHint")} value={typed ?? shown} onFocus={(event) => event.target.select()} onClick={() => !readonly && !isOpen && setTyped("")} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={readonly ? undefined : onKey} onBlur={leave} />
      {isOpen && (
        <ul id={`${id}-list`} role="listbox" className="sf-list">
          {choices.map((choice, index) => (
            <li key={choice.id} role="option" aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); pick(choice); }} onMouseEnter={() => setAt(index)}>
              <span className="sl-cut">{choice.title}</span>{choice.note !== undefined && <span className="sl-meta sl-cut">{choice.note}</span>}
            </li>
          ))}
          {found.value !== undefined && choices.length === 0 && <li className="sl-meta">{onFree ? t("freeHint") : t("nothingFound")}</li>}
          {found.fault !== undefined && <li className="sf-error">{t("searchFailed")}</li>}
        </ul>
      )}
    </span>
  );
}
