import type { Field } from "@safeloop/engine";
import type { ReactNode } from "react";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { type Column, RowsTable } from "./RowsTable.tsx";

const most = 7;

/** The first columns of a table; the rest shows when a row is opened. */
function columnsOf(field: Field): readonly Column[] {
  return field.children.slice(0, most).map((child) => ({ field: child }));
}

function Edit(props: EditProps): ReactNode {
  return <RowsTable field={props.field} value={props.value} columns={columnsOf(props.field)} pointer={`/${props.field.key}`} edit={props} />;
}

function Read({ field, value }: ReadProps): ReactNode {
  return <RowsTable field={field} value={value} columns={field.children.map((child) => ({ field: child }))} pointer={`/${field.key}`} />;
}

/** Rows of equal fields. */
export const repeatTable: Widget = { Edit, Read, isWide: true, isGroup: true };
