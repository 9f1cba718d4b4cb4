import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormContext } from "../formContext.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { Combobox } from "./Combobox.tsx";
import { PersonName } from "./PersonName.tsx";

const idsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

function Edit({ id, field, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  const ids = idsOf(value);
  const role = field.schema["x-role"];
  const set = (next: readonly string[]): void => onChange(next.length === 0 ? undefined : next);
  return (
    <span className="sf-many" aria-invalid={invalid}>
      {ids.map((one) => (
        <span key={one} className="sf-tag"><PersonName id={one} />{!readonly && <button type="button" aria-label={t("removeOne")} onClick={() => set(ids.filter((other) => other !== one))}>×</button>}</span>
      ))}
      {(!readonly || ids.length === 0) && <Combobox id={id} shown="" search={async (q) => (await services.searchPeople(q, typeof role === "string" ? role : undefined)).filter((one) => !ids.includes(one.id))} onPick={(choice) => set([...ids, choice.id])} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} placeholder={ids.length === 0 ? t("personHint") : t("addPerson")} />}
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  const ids = idsOf(value);
  return <span className="sf-read">{ids.length === 0 ? "—" : ids.map((one, index) => <span key={one}>{index > 0 && "、"}<PersonName id={one} /></span>)}</span>;
}

/** Several people, each once. */
export const people: Widget = { Edit, Read };
