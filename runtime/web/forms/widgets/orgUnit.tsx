import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { useFormContext } from "../formContext.ts";
import { useAsync } from "../services/useAsync.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { ListPick } from "./ListPick.tsx";

function Edit({ id, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  const { services } = useFormContext();
  const { value: org, fault } = useAsync("org", services.org);
  const units = org?.units ?? [];
  return (
    <>
      <ListPick id={id} value={typeof value === "string" ? value : undefined} options={units.map((unit) => ({ id: unit.id, title: text(unit.title) }))} empty={t("choose")} onChange={onChange} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} />
      {fault !== undefined && <span className="sf-error">{t("searchFailed")}</span>}
    </>
  );
}

function Read({ value }: ReadProps): ReactNode {
  const { text } = useLocale();
  const { services } = useFormContext();
  const { value: org } = useAsync("org", services.org);
  const ids = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  const names = ids.map((id) => text(org?.units.find((unit) => unit.id === id)?.title ?? String(id)));
  return <span className="sf-read">{names.join("、") || "—"}</span>;
}

/** A unit of the organisation. */
export const orgUnit: Widget = { Edit, Read };
