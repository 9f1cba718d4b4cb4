import { type FieldAccess as Access, type FieldAccessMap, type FormDefinition } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Radio } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldsOf, titleOf } from "../../forms/formModel.ts";

const levels: readonly Access[] = ["hidden", "read", "edit", "require"];

/** What this step may see and change, field by field; `*` is the rest. The server enforces it on reading and writing. */
export function FieldAccess({ value, form, onChange }: { readonly value: FieldAccessMap; readonly form: FormDefinition | undefined; readonly onChange: (next: FieldAccessMap) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const rest = value["*"] ?? "read";
  const rows = (form ? fieldsOf(form) : []).map((field) => ({ id: field.xid, label: text(titleOf(field)) }));
  const put = (id: string, level: Access): void => {
    const { [id]: _before, ...others } = value;
    onChange(id !== "*" && level === rest ? others : { ...value, [id]: level });
  };
  return (
    <table className="dz-access">
      <thead><tr><th>{t("access.field")}</th>{levels.map((level) => <th key={level}>{t(`access.${level}`)}</th>)}</tr></thead>
      <tbody>
        {[{ id: "*", label: t("access.rest") }, ...rows].map((row) => (
          <tr key={row.id} className={row.id !== "*" && !(row.id in value) ? "is-inherited" : ""}>
            <th scope="row">{row.label}</th>
            {levels.map((level) => <td key={level}><Radio checked={(value[row.id] ?? rest) === level} onChange={() => put(row.id, level)} aria-label={`${row.label} ${t(`access.${level}`)}`} /></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
