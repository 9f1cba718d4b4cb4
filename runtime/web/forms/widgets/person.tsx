import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormContext } from "../formContext.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { Combobox } from "./Combobox.tsx";
import { PersonName, usePersonName } from "./PersonName.tsx";

const roleOf = (props: Pick<EditProps, "field">): string | undefined => {
  const role = props.field.schema["x-role"];
  return typeof role === "string" ? role : undefined;
};

function Edit(props: EditProps): ReactNode {
  const { id, value, onChange, readonly, required, invalid, describedBy } = props;
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  const name = usePersonName(typeof value === "string" ? value : undefined);
  const me = services.me();
  return (
    <span className="sf-with-button">
      <Combobox id={id} shown={name} search={(q) => services.searchPeople(q, roleOf(props))} onPick={(choice) => onChange(choice.id)} onClear={() => onChange(undefined)} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} placeholder={t("personHint")} />
      {!readonly && me !== null && value === undefined && <button type="button" className="sf-side-button" onClick={() => onChange(me.id)}>{t("me")}</button>}
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  return <span className="sf-read">{typeof value === "string" ? <PersonName id={value} /> : "—"}</span>;
}

/** One person, found by name, initials or account. */
export const person: Widget = { Edit, Read };
