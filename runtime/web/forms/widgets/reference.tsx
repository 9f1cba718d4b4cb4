import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormContext } from "../formContext.ts";
import { useAsync } from "../services/useAsync.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { Combobox } from "./Combobox.tsx";

function useTitle(id: string): string {
  const { services } = useFormContext();
  const { value } = useAsync(`submission:${id}`, () => services.submissionTitle(id));
  return value ?? id;
}

function Title({ id }: { readonly id: string }): ReactNode {
  return <a href={`/submissions/${encodeURIComponent(id)}`}>{useTitle(id)}</a>;
}

const idsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : typeof value === "string" ? [value] : []);

function Edit({ id, field, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  const isList = field.schema["type"] === "array";
  const ids = idsOf(value);
  const form = field.schema["x-form"];
  const set = (next: readonly string[]): void => onChange(next.length === 0 ? undefined : isList ? next : next[0]);
  return (
    <span className="sf-many">
      {ids.map((one) => <span key={one} className="sf-tag"><Title id={one} />{!readonly && <button type="button" aria-label={t("removeOne")} onClick={() => set(ids.filter((other) => other !== one))}>×</button>}</span>)}
      {!readonly && (isList || ids.length === 0) && <Combobox id={id} shown="" search={(q) => services.searchSubmissions(q, typeof form === "string" ? form : undefined)} onPick={(choice) => set(isList ? [...ids, choice.id] : [choice.id])} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} placeholder={t("referenceHint")} />}
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  const ids = idsOf(value);
  return <span className="sf-read">{ids.length === 0 ? "—" : ids.map((one) => <span key={one} className="sf-tag"><Title id={one} /></span>)}</span>;
}

/** Another submission, or a list of them. */
export const reference: Widget = { Edit, Read };
