import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { labelOf, valuesOf } from "../optionLabels.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { ListPick } from "./ListPick.tsx";
import { Segments } from "./Segments.tsx";

function Edit({ id, field, value, onChange, readonly, required, invalid, describedBy, options, row }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { locale } = useLocale();
  const values = valuesOf(field, options);
  const labels = values.map((one, index) => ({ value: String(index), label: labelOf(field, one, locale) }));
  const at = values.findIndex((one) => one === value);
  const pick = (index: string | undefined): void => onChange(index === undefined || index === "" ? undefined : (values[Number(index)]));
  const isShort = row === undefined && labels.length <= 4 && labels.reduce((sum, one) => sum + one.label.length, 0) <= 18;
  if (isShort) return <Segments id={id} value={at < 0 ? undefined : String(at)} options={labels} onChange={pick} disabled={readonly} invalid={invalid} describedBy={describedBy} />;
  return (
    <ListPick id={id} value={at < 0 ? undefined : String(at)} options={labels.map((one) => ({ id: one.value, title: one.label }))} empty={value === undefined || value === null || at >= 0 ? t("choose") : labelOf(field, value, locale)} onChange={pick} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} />
  );
}

function Read({ field, value }: ReadProps): ReactNode {
  const { locale } = useLocale();
  return <span className="sf-read">{labelOf(field, value, locale) || "—"}</span>;
}

/** One of a list: buttons when few and short, a list otherwise. */
export const choice: Widget = { Edit, Read };
