import type { Field, JsonValue } from "@safeloop/engine";
import { memo, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { checkText, issueText, titlesOf } from "./issueText.ts";
import type { FieldState } from "./fieldState.ts";
import { useDesignSurface } from "./designSurface.ts";
import { useFormContext } from "./formContext.ts";
import { widgetOf } from "./registry.ts";
import { useFieldState } from "./useFieldState.ts";
import { useFieldUi } from "./useFieldUi.ts";
import type { FieldBoxProps } from "./widget.ts";

/** Characters of a text that fills about two lines of a third of the width. */
const shortText = 30;

/** The DOM id of a field, from its JSON Pointer. */
export function domId(pointer: string): string {
  return `sf${pointer.replace(/[^\w-]/g, "-")}`;
}

function Below({ id, field, state, value }: { readonly id: string; readonly field: Field; readonly state: FieldState; readonly value: JsonValue | undefined }): ReactNode {
  const { locale } = useLocale();
  const { store, form } = useFormContext();
  const { help } = useFieldUi(field);
  if (state.issue !== undefined) return <span id={id} className="sf-error" role="alert">{issueText(state.issue, locale)}</span>;
  const showsCheck = state.check !== undefined && (value !== undefined || store.get().isTried);
  if (showsCheck) return <span id={id} className={state.check.verdict === "unknown" ? "sf-unknown" : state.check.severity === "warn" ? "sf-warn" : "sf-error"}>{checkText(state.check, locale, titlesOf(form, locale))} <code>{state.check.id}</code></span>;
  return help === undefined || state.isRead ? null : <span id={id} className="sf-help">{help}</span>;
}

function Computed({ field, value, row }: { readonly field: Field; readonly value: JsonValue | undefined; readonly row: number | undefined }): ReactNode {
  const { t } = useTranslation("forms");
  const { Read } = widgetOf(field.kind);
  return (
    <span className="sf-computed">
      {value === undefined || value === null ? <span className="sl-chip sl-chip-unknown">{t("common:notEnough")}</span> : <Read field={field} value={value} {...(row === undefined ? {} : { row })} />}
      <span className="sl-meta">{t("auto")}</span>
    </span>
  );
}

/** True for a value that reads well in a third of the width. */
function isShort({ kind }: Field, value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || kind === "place") return true;
  if (typeof value === "string") return value.length <= shortText;
  return Array.isArray(value) && (value.length === 0 || (value.length === 1 && (kind === "photo" || kind === "choices")));
}

/** A field where it stands; wrapped by the designer's handles while the form is edited. */
export const FieldBox = memo(function FieldBox(props: FieldBoxProps): ReactNode {
  const surface = useDesignSurface();
  const isTop = props.table === undefined && props.pointer.lastIndexOf("/") === 0;
  const box = <PlainBox {...props} />;
  if (surface === null || !isTop) return box;
  const widget = widgetOf(props.field.kind);
  return surface.decorateField(props.field.xid, box, widget.isWide === true || widget.isBare === true);
});

/** Label above, control, and below it the error, else the failing check, else the help. */
function PlainBox({ field, pointer, value, onChange, table, row }: FieldBoxProps): ReactNode {
  const { text } = useLocale();
  const { mode, store } = useFormContext();
  const place = useMemo(() => ({ field, pointer, ...(table === undefined ? {} : { table }), ...(row === undefined ? {} : { row }) }), [field, pointer, table, row]);
  const state = useFieldState(place);
  const surface = useDesignSurface();
  if (!state.isVisible && surface === null) return null;
  const widget = widgetOf(field.kind);
  const id = domId(pointer);
  if (widget.isBare) return <div className="sf-field sf-wide"><widget.Read field={field} value={value} /></div>;
  const isInvalid = state.issue !== undefined || (state.check !== undefined && value !== undefined && state.check.severity === "block");
  const below = `${id}-below`;
  const rowProp = row === undefined ? {} : { row };
  return (
    <div className={`sf-field${widget.isWide && !(state.isRead && isShort(field, value)) ? " sf-wide" : ""}${isInvalid ? " sf-invalid" : ""}`} data-xid={field.xid} onBlur={() => store.leave(pointer)}>
      {widget.isGroup || state.isRead || field.computed
        ? <span id={`${id}-label`} className="sf-label">{state.required && !state.isRead && <b aria-hidden="true">*</b>}{text(field.title)}</span>
        : <label id={`${id}-label`} htmlFor={id} className="sf-label">{state.required && <b aria-hidden="true">*</b>}{text(field.title)}</label>}
      {field.computed
        ? <Computed field={field} value={state.computed ?? (mode === "read" ? value : undefined)} row={row} />
        : state.isRead
          ? <widget.Read field={field} value={value} {...rowProp} />
          : <widget.Edit id={id} field={field} value={value} onChange={onChange} required={state.required} readonly={state.readonly} invalid={isInvalid} options={state.options} describedBy={below} {...rowProp} />}
      <Below id={below} field={field} state={state} value={value} />
    </div>
  );
}
