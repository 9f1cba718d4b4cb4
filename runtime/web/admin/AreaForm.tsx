import type { Area } from "@safeloop/engine";
import { Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { areaBody, type AreaValues } from "./areaBody.ts";
import { ModalForm } from "./ModalForm.tsx";
import { OrgSelect } from "./OrgSelect.tsx";
import { useChange } from "./useChange.ts";

/** Adds an area or changes one; its bounds put it on the plan. */
export function AreaForm({ area, onClose }: { readonly area?: Area; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const [form] = Form.useForm<AreaValues>();
  const save = useChange((body: Omit<Area, "id">) => (area ? api.patch(`/org/areas/${area.id}`, body) : api.post("/org/areas", body)), ["org"], onClose);
  const send = (values: AreaValues): void => {
    const body = areaBody(values);
    if (body) save.mutate(body);
    else form.setFields([{ name: ["bounds", "x"], errors: [t("areas.partial")] }]);
  };
  const must = [{ required: true, whitespace: true, message: t("required") }];
  const metres = (name: "x" | "y" | "w" | "h"): ReactNode => <Form.Item name={["bounds", name]} label={t(`field.${name}`)}><InputNumber style={{ width: "100%" }} {...(name === "w" || name === "h" ? { min: 0.1 } : {})} /></Form.Item>;
  return (
    <ModalForm form={form} width={640} title={area ? t("areas.edit", { what: text(area.title) }) : t("areas.add")} act={area ? t("common:act.save") : t("areas.add")} change={save} onValues={send} onClose={onClose} initialValues={area ?? { risk: 4 }}>
      <div className="sl-form-grid">
        <Form.Item name={["title", "zh"]} label={t("field.zh")} rules={must}><Input maxLength={100} autoFocus /></Form.Item>
        <Form.Item name={["title", "en"]} label={t("field.en")} rules={must}><Input maxLength={100} /></Form.Item>
        <Form.Item name="code" label={t("field.code")} rules={[...must, { pattern: /^[\p{L}\p{N}._-]+$/u, message: t("badCode") }]}><Input maxLength={32} /></Form.Item>
        <Form.Item name="orgId" label={t("field.org")} rules={[{ required: true, message: t("required") }]}><OrgSelect label={t("field.org")} /></Form.Item>
        <Form.Item name="risk" label={t("field.risk")} rules={[{ required: true, message: t("required") }]}><Select options={([1, 2, 3, 4] as const).map((value) => ({ value, label: t(`common:risk.${value}`) }))} /></Form.Item>
        <Form.Item name="hazardClass" label={t("field.hazardClass")}><Input maxLength={100} /></Form.Item>
        <Form.Item name="gasZone" label={t("field.gasZone")}><Input maxLength={100} /></Form.Item>
      </div>
      <p className="sl-meta">{t("areas.boundsHint")}</p>
      <div className="sl-form-grid">{metres("x")}{metres("y")}{metres("w")}{metres("h")}</div>
    </ModalForm>
  );
}
