import type { OrgUnit } from "@safeloop/engine";
import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { ModalForm } from "./ModalForm.tsx";
import { OrgSelect } from "./OrgSelect.tsx";
import { useChange } from "./useChange.ts";

type Values = Pick<OrgUnit, "title" | "code" | "level"> & { readonly parentId?: string };
const levels = ["group", "company", "site", "unit", "team"] as const;

export interface OrgUnitFormProps {
  readonly unit?: OrgUnit;
  readonly parent?: OrgUnit;
  readonly level: OrgUnit["level"];
  readonly onClose: () => void;
}

/** Adds a unit below another, or changes and moves one. */
export function OrgUnitForm({ unit, parent, level, onClose }: OrgUnitFormProps): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const [form] = Form.useForm<Values>();
  const save = useChange((values: Values) => (unit ? api.patch(`/org/units/${unit.id}`, values) : api.post("/org/units", { ...values, parentId: parent?.id })), ["org"], onClose);
  const must = [{ required: true, whitespace: true, message: t("required") }];
  return (
    <ModalForm form={form} title={unit ? t("org.edit", { what: text(unit.title) }) : t("org.addBelow")} act={unit ? t("common:act.save") : t("org.add")} change={save} onValues={save.mutate} onClose={onClose} initialValues={unit ? { title: unit.title, code: unit.code, level: unit.level, ...(unit.parentId ? { parentId: unit.parentId } : {}) } : { level }}>
      <div className="sl-form-grid">
        <Form.Item name={["title", "zh"]} label={t("field.zh")} rules={must}><Input maxLength={100} autoFocus /></Form.Item>
        <Form.Item name={["title", "en"]} label={t("field.en")} rules={must}><Input maxLength={100} /></Form.Item>
        <Form.Item name="code" label={t("field.code")} extra={t("org.codeHint")} rules={[...must, { pattern: /^[\p{L}\p{N}._-]+$/u, message: t("badCode") }]}><Input maxLength={32} /></Form.Item>
        <Form.Item name="level" label={t("field.level")} rules={[{ required: true, message: t("required") }]}><Select options={levels.map((value) => ({ value, label: t(`org.level.${value}`) }))} /></Form.Item>
        {unit?.parentId && <Form.Item name="parentId" label={t("field.parent")} rules={[{ required: true, message: t("required") }]}><OrgSelect label={t("field.parent")} /></Form.Item>}
      </div>
    </ModalForm>
  );
}
