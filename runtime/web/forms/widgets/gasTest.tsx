import type { Field, JsonObject, JsonValue } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Age } from "../../components/Age.tsx";
import { useLocale } from "../../i18n/useLocale.ts";
import { labelOf } from "../optionLabels.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { type Column, RowsTable, rowsOf } from "./RowsTable.tsx";

/** Columns of the table, in the order they are read: when, where, what was read, converted, limit, meter, verdict. */
const order = ["time", "point", "gas", "value", "volPct", "mgm3", "o2Pct", "limitUsed", "device", "result"];

/** Pass green, fail red with its cross; a row that cannot be judged has the look of unknown. */
function Verdict({ field, value }: { readonly field: Field; readonly value: JsonValue | undefined }): ReactNode {
  const { t } = useTranslation("forms");
  const { locale } = useLocale();
  if (value === "pass") return <span className="sl-chip sl-chip-good">✓ {labelOf(field, value, locale)}</span>;
  if (value === "fail") return <span className="sl-chip sl-chip-bad">✕ {labelOf(field, value, locale)}</span>;
  return <span className="sl-chip sl-chip-unknown">{t("cannotJudge")}</span>;
}

/** The reading with the unit it was taken in. */
function Reading({ unitField, row, value }: { readonly unitField: Field | undefined; readonly row: JsonObject; readonly value: JsonValue | undefined }): ReactNode {
  const { locale } = useLocale();
  if (value === undefined) return "—";
  return <span className="sf-nowrap">{String(value)} {unitField === undefined ? "" : labelOf(unitField, row[unitField.key], locale)}</span>;
}

/** Columns of a kind of gas nobody measured here would only be dashes. */
function isUsed(key: string, rows: readonly JsonObject[]): boolean {
  if (key === "mgm3") return rows.some((row) => row["measureUnit"] === "mgm3" || row["measureUnit"] === "ppm");
  if (key === "volPct") return rows.length === 0 || rows.some((row) => row["measureUnit"] === "vol" || row["measureUnit"] === "lel");
  return key !== "o2Pct" || rows.some((row) => row["o2Pct"] !== undefined);
}

function columnsOf(field: Field, value: JsonValue | undefined): readonly Column[] {
  const by = (key: string): Field | undefined => field.children.find((child) => child.key === key);
  const rows = rowsOf(value);
  const known = order.filter((key) => isUsed(key, rows)).flatMap((key) => by(key) ?? []);
  const shown = known.length >= 4 ? known : field.children.slice(0, 7);
  const unitField = by("measureUnit");
  return shown.map((child): Column => {
    if (child.key === "result") return { field: child, cell: (_row, value) => <Verdict field={child} value={value} /> };
    if (child.key === "value") return { field: child, cell: (row, value) => <Reading unitField={unitField} row={row} value={value} /> };
    return { field: child };
  });
}

/** How old the oldest sample is: the limit counts to the start of work. */
function SampleAge({ value }: { readonly value: JsonValue | undefined }): ReactNode {
  const { t } = useTranslation("forms");
  const times = rowsOf(value).map((row) => row["time"]).filter((time): time is string => typeof time === "string" && !Number.isNaN(Date.parse(time)));
  const oldest = times.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return oldest === undefined ? null : <span className="sl-meta">{t("oldestSample")} <Age at={oldest} /></span>;
}

function Edit(props: EditProps): ReactNode {
  return <RowsTable field={props.field} value={props.value} columns={columnsOf(props.field, props.value)} pointer={`/${props.field.key}`} edit={props} footer={<SampleAge value={props.value} />} />;
}

function Read({ field, value }: ReadProps): ReactNode {
  return <RowsTable field={field} value={value} columns={columnsOf(field, value)} pointer={`/${field.key}`} />;
}

/** Gas tests: the reading, what it converts to, the limit used and the verdict side by side. */
export const gasTest: Widget = { Edit, Read, isWide: true, isGroup: true };
