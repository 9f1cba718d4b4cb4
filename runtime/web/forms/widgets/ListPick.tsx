import { isFound } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { loadSpelling } from "../../search/spelling.ts";
import type { Choice } from "../services/formServices.ts";
import { Combobox, type ComboboxProps } from "./Combobox.tsx";

/** A list this long is seen at a glance, and opened by the device's own picker; a longer one is searched. */
const seenAtOnce = 12;

export interface ListPickProps extends Pick<ComboboxProps, "id" | "readonly" | "required" | "invalid" | "describedBy"> {
  readonly value: string | undefined;
  readonly options: readonly Choice[];
  readonly empty: string; // what no choice is called
  readonly onChange: (id: string | undefined) => void;
}

/** One of a list that is there as a whole. A value that is no longer in it still shows. */
export function ListPick(props: ListPickProps): ReactNode {
  const { value, options, empty, onChange, ...rest } = props;
  const { t } = useTranslation("forms");
  const chosen = options.find((one) => one.id === value);
  if (options.length > seenAtOnce) {
    const search = async (q: string): Promise<readonly Choice[]> => {
      const spelling = await loadSpelling();
      return options.filter((one) => isFound([one.title, one.id], q, spelling));
    };
    return <Combobox {...rest} shown={chosen?.title ?? value ?? ""} search={search} onPick={(choice) => onChange(choice.id)} onClear={() => onChange(undefined)} placeholder={t("searchHint")} />;
  }
  return (
    <select id={rest.id} className="sf-input sf-select" value={value ?? ""} disabled={rest.readonly} aria-required={rest.required} aria-invalid={rest.invalid} aria-describedby={rest.describedBy} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}>
      <option value="">{empty}</option>
      {value !== undefined && chosen === undefined && <option value={value}>{value}</option>}
      {options.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
    </select>
  );
}
