import { type Field, type FieldKind, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { useFormContext } from "../formContext.ts";
import { unitText } from "../units.ts";
import type { EditProps, Widget } from "../widget.ts";

/** One column of the table of rows. `cell` overrides how a value is read. */
export interface Column { readonly field: Field; readonly cell?: (row: JsonObject, value: JsonValue | undefined) => ReactNode }

/** The rows of a table answer; what is no object counts as an empty row. */
export function rowsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).map((row) => (isObject(row) ? row : {})) : [];
}

/** Values of a row by x-id: computed ones from the evaluation, the rest as typed. */
function useRowValue(table: Field): (row: number, field: Field, cells: JsonObject) => JsonValue | undefined {
  const { store } = useFormContext();
  const answers = useSyncExternalStore(store.subscribe, store.answers.bind(store));
  const computed = answers[table.xid];
  return (row, field, cells) => {
    if (!field.computed) return cells[field.key];
    const made = Array.isArray(computed) ? (computed as readonly JsonValue[])[row] : undefined;
    return (isObject(made) ? made[field.xid] : undefined) ?? cells[field.key];
  };
}

interface RowsProps {
  readonly field: Field;
  readonly value: JsonValue | undefined;
  readonly columns: readonly Column[];
  readonly pointer: string;
  readonly edit?: EditProps;
  readonly footer?: ReactNode;
}

/** Rows as a table to read; a row opens below itself to be edited. On a narrow screen each row is a card. */
export function RowsTable({ field, value, columns, pointer, edit, footer }: RowsProps): ReactNode {
  const { t } = useTranslation("forms");
  const { text, locale } = useLocale();
  const { widgetOf } = useFormContext();
  const valueAt = useRowValue(field);
  const [open, setOpen] = useState<number | null>(null);
  const rows = rowsOf(value);
  const isEditable = edit !== undefined && !edit.readonly;
  const set = (next: readonly JsonObject[]): void => edit?.onChange(next.length === 0 ? undefined : next);
  const setRow = (index: number, row: JsonObject): void => set(rows.map((old, at) => (at === index ? row : old)));
  const add = (row: JsonObject): void => {
    set([...rows, row]);
    setOpen(rows.length);
  };
  const drop = (index: number): void => {
    set(rows.filter((_, at) => at !== index));
    setOpen(null);
  };
  const head = (column: Column): string => `${text(column.field.title)}${column.field.unit === undefined || unitText(column.field.unit, locale) === "" ? "" : ` ${unitText(column.field.unit, locale)}`}`;
  return (
    <span className="sf-rows" id={edit?.id} role="group" tabIndex={edit ? -1 : 0}>
      {rows.length > 0 && (
        <table>
          <thead><tr>{columns.map((column) => <th key={column.field.xid} scope="col">{head(column)}</th>)}{isEditable && <th scope="col"><span className="sl-visually-hidden">{t("rowActions")}</span></th>}</tr></thead>
          {rows.map((row, index) => (
            <tbody key={index} className={open === index ? "sf-row-open" : ""}>
              <tr>
                {columns.map((column) => <td key={column.field.xid} data-label={head(column)}>{cellOf(column, row, valueAt(index, column.field, row), index, widgetOf)}</td>)}
                {isEditable && (
                  <td className="sf-row-acts">
                    <button type="button" className="sl-link" aria-expanded={open === index} onClick={() => setOpen(open === index ? null : index)}>{t(open === index ? "rowDone" : "common:act.edit")}</button>
                  </td>
                )}
              </tr>
              {isEditable && open === index && <tr><td className="sf-row-form" colSpan={columns.length + 1}><RowForm table={field} row={row} index={index} pointer={pointer} onChange={(next) => setRow(index, next)} onDrop={() => drop(index)} /></td></tr>}
            </tbody>
          ))}
        </table>
      )}
      {(isEditable || footer !== undefined) && (
        <span className="sf-rows-foot">
          {isEditable && <button type="button" className="sl-link" onClick={() => add({})}>＋ {t("common:act.add")}</button>}
          {isEditable && rows.length > 0 && <button type="button" className="sl-link" onClick={() => add(rows[rows.length - 1] ?? {})}>{t("copyRow")}</button>}
          {footer}
        </span>
      )}
      {!isEditable && rows.length === 0 && <span className="sf-read">—</span>}
    </span>
  );
}

function cellOf(column: Column, row: JsonObject, value: JsonValue | undefined, index: number, widgetOf: (kind: FieldKind) => Widget): ReactNode {
  if (column.cell !== undefined) return column.cell(row, value);
  const { Read } = widgetOf(column.field.kind);
  return <Read field={{ ...column.field, unit: "1" }} value={value} row={index} />;
}

/** The fields of one row. */
function RowForm({ table, row, index, pointer, onChange, onDrop }: { readonly table: Field; readonly row: JsonObject; readonly index: number; readonly pointer: string; readonly onChange: (row: JsonObject) => void; readonly onDrop: () => void }): ReactNode {
  const { t } = useTranslation("forms");
  const { FieldBox } = useFormContext();
  const change = (key: string, value: JsonValue | undefined): void => {
    const rest = Object.fromEntries(Object.entries(row).filter(([other]) => other !== key));
    onChange(value === undefined ? rest : { ...rest, [key]: value });
  };
  return (
    <div className="sf-row-grid">
      {table.children.map((child) => <FieldBox key={child.xid} field={child} pointer={`${pointer}/${index}/${child.key}`} value={row[child.key]} onChange={(value) => change(child.key, value)} table={table.xid} row={index} />)}
      <p className="sf-wide sf-row"><button type="button" className="sf-side-button" onClick={onDrop}>{t("dropRow", { row: index + 1 })}</button></p>
    </div>
  );
}
