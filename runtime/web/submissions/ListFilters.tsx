import type { FormDefinition } from "@safeloop/engine";
import { formOf } from "@safeloop/engine";
import { Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, valuesOf } from "../forms/optionLabels.ts";
import { useLocale } from "../i18n/useLocale.ts";

export interface ListFiltersProps {
  readonly form: FormDefinition | null | undefined;
  readonly q: string;
  readonly onQ: (q: string) => void;
  readonly fields: { readonly [name: string]: string };
  readonly onField: (name: string, value: string) => void;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  /** What stands before the search words: which list this is. */
  readonly lead?: ReactNode;
}

/** Search words, the form's choice fields, and the order. */
export function ListFilters({ form, q, onQ, fields, onField, sort, onSort, lead }: ListFiltersProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { text, locale } = useLocale();
  const compiled = form ? formOf(form) : undefined;
  const choices = (form?.listFields ?? []).flatMap((xid) => compiled?.byXid.get(xid) ?? []).filter((field) => field.kind === "choice" && valuesOf(field, undefined).length > 0).slice(0, 3);
  const isFiltered = q !== "" || Object.values(fields).some((value) => value !== "");
  return (
    <div className="sl-list-tools">
      {lead}
      <Input className="sl-grow" allowClear data-filter="" placeholder={t("filter")} value={q} onChange={(event) => onQ(event.target.value)} />
      {choices.map((field) => (
        <Select key={field.xid} allowClear style={{ minWidth: 132 }} placeholder={text(field.title)} aria-label={text(field.title)} value={fields[`f.${field.xid}`] || undefined} onChange={(value: string | undefined) => onField(`f.${field.xid}`, value ?? "")} options={valuesOf(field, undefined).map((value) => ({ value: String(value), label: labelOf(field, value, locale) }))} />
      ))}
      <Select style={{ minWidth: 120 }} aria-label={t("sort.label")} value={sort} onChange={onSort} options={["-createdAt", "createdAt", "number"].map((value) => ({ value, label: t(`sort.${value}`) }))} />
      {isFiltered && <button type="button" className="sl-link" onClick={() => { onQ(""); Object.keys(fields).forEach((name) => onField(name, "")); }}>{t("common:act.clear")}</button>}
    </div>
  );
}
