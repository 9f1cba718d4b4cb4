import { type ReactNode, useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { apiServices } from "../forms/services/apiServices.ts";
import type { Choice } from "../forms/services/formServices.ts";
import { Combobox } from "../forms/widgets/Combobox.tsx";
import "../forms/forms.css";
import "./actDialog.css";

export interface PeoplePickProps {
  readonly label: string;
  readonly value: readonly Choice[];
  readonly onChange: (people: readonly Choice[]) => void;
  readonly isMany?: boolean;
  /** Ids never offered: who it is about, who is there already. */
  readonly without?: readonly string[];
}

/** One person or several, found by name, initials or account; each once. */
export function PeoplePick({ label, value, onChange, isMany = false, without = [] }: PeoplePickProps): ReactNode {
  const { t } = useTranslation("forms");
  const id = useId();
  const services = useMemo(() => apiServices(null), []);
  const taken = new Set([...without, ...(isMany ? value.map((one) => one.id) : [])]);
  const search = async (q: string): Promise<readonly Choice[]> => (await services.searchPeople(q)).filter((one) => !taken.has(one.id));
  return (
    <div className="sl-act-field">
      <label className="sl-label" htmlFor={id}>{label}</label>
      <div className="sl-people-pick">
        {isMany && value.length > 0 && (
          <div className="sl-people-tags">
            {value.map((one, at) => <span key={one.id} className="sf-tag"><span className="sl-cut">{value.length > 1 ? `${at + 1} ` : ""}{one.title}</span><button type="button" aria-label={`${t("removeOne")} ${one.title}`} onClick={() => onChange(value.filter((other) => other.id !== one.id))}>×</button></span>)}
          </div>
        )}
        <Combobox id={id} shown={isMany ? "" : (value[0]?.title ?? "")} search={search} onPick={(choice) => onChange(isMany ? [...value, choice] : [choice])} {...(isMany ? {} : { onClear: () => onChange([]) })} readonly={false} required invalid={false} placeholder={t(value.length === 0 ? "personHint" : "addPerson")} />
      </div>
    </div>
  );
}
