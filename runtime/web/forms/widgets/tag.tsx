import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { useFormContext } from "../formContext.ts";
import { useAsync } from "../services/useAsync.ts";
import { unitText } from "../units.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { Combobox } from "./Combobox.tsx";

/** The latest reading beside a tag; without one it says so in the look of unknown. */
function Latest({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation("forms");
  const { locale } = useLocale();
  const { services } = useFormContext();
  const { value } = useAsync(`tag:${id}`, () => services.tag(id));
  if (value === undefined) return null;
  if (value.latest === null || value.latest.unknown) return <span className="sl-chip sl-chip-unknown">{t("common:unknown")}</span>;
  return <span className="sf-note">{t("latest", { value: `${String(value.latest.value)} ${unitText(value.unit, locale)}`, age: Math.round(value.latest.ageS) })}</span>;
}

function Edit({ id, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { services } = useFormContext();
  return (
    <>
      <Combobox id={id} shown={typeof value === "string" ? value : ""} search={services.searchTags} onPick={(choice) => onChange(choice.id)} onClear={() => onChange(undefined)} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} />
      {typeof value === "string" && <Latest id={value} />}
    </>
  );
}

function Read({ value }: ReadProps): ReactNode {
  return <span className="sf-read">{typeof value === "string" ? <>{value} <Latest id={value} /></> : "—"}</span>;
}

/** A measured point, with its present reading. */
export const tag: Widget = { Edit, Read };
