import type { SubsidiaryBody } from "@safeloop/engine";
import { Form, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ModalForm } from "../admin/ModalForm.tsx";
import { wholeLink } from "../admin/PersonForm.tsx";
import { SecretOnce } from "../admin/SecretOnce.tsx";
import { useChange } from "../admin/useChange.ts";
import { api } from "../api/client.ts";
import "../admin/admin.css";

interface Made {
  readonly id: string;
  readonly link: string;
}

/** Founds a tenant below this one; ends with the one-time link of its administrator. */
export function SubsidiaryForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("packs");
  const [form] = Form.useForm<SubsidiaryBody>();
  const [link, setLink] = useState<string | undefined>(undefined);
  const found = useChange((body: SubsidiaryBody) => api.post<Made>("/subsidiaries", body), ["packs"], (made) => setLink(made.link));
  if (link !== undefined) return <SecretOnce title={t("board.link")} secret={wholeLink(link)} note={t("board.linkSays")} onClose={onClose} />;
  const must = [{ required: true, whitespace: true, message: t("admin:required") }];
  return (
    <ModalForm form={form} width={640} title={t("board.add")} act={t("board.add")} change={found} onValues={found.mutate} onClose={onClose} initialValues={{ level: "company" }}>
      <p className="sl-muted sl-form-lead">{t("board.addSays")}</p>
      <div className="sl-form-grid">
        <Form.Item name={["title", "zh"]} label={t("admin:field.zh")} rules={must}><Input maxLength={100} autoFocus /></Form.Item>
        <Form.Item name={["title", "en"]} label={t("admin:field.en")} rules={must}><Input maxLength={100} /></Form.Item>
        <Form.Item name="code" label={t("admin:field.code")} extra={t("admin:org.codeHint")} rules={must}><Input maxLength={20} /></Form.Item>
        <Form.Item name="level" label={t("admin:field.level")}><Select options={(["company", "site"] as const).map((level) => ({ value: level, label: t(`admin:org.level.${level}`) }))} /></Form.Item>
        <Form.Item name={["admin", "name"]} label={t("board.adminName")} rules={must}><Input maxLength={100} /></Form.Item>
        <Form.Item name={["admin", "login"]} label={t("board.adminLogin")} rules={[...must, { pattern: /^[\p{L}\p{N}._@+-]{2,64}$/u, message: t("admin:badLogin") }]}><Input maxLength={64} autoComplete="off" /></Form.Item>
      </div>
    </ModalForm>
  );
}
