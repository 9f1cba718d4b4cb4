import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { allPages } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { PersonRef } from "../api/types.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { dateText, dateTimeText } from "../components/time.ts";
import { useNow } from "../components/useNow.ts";
import { useMe } from "../session/useMe.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { ModalForm } from "./ModalForm.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { useChange } from "./useChange.ts";

interface TokenView {
  readonly id: string;
  readonly title: string;
  readonly permissions: readonly string[];
  readonly createdAt: string;
  readonly createdBy: PersonRef;
  readonly expiresAt: string | null;
}
interface Made {
  readonly id: string;
  readonly token: string;
  readonly title: string;
}
interface Values {
  readonly title: string;
  readonly permissions: readonly string[];
  readonly expiresAt?: Dayjs | null;
}

/** Keys for programs: shown once, never more than their maker may do. */
export default function TokensPage(): ReactNode {
  const { t } = useTranslation("admin");
  const now = useNow();
  const { data, error, refetch } = useQuery({ queryKey: ["tokens"], queryFn: ({ signal }) => allPages<TokenView>("/tokens", {}, signal) });
  const [isAdding, setAdding] = useState(false);
  const [shown, setShown] = useState<Made | undefined>(undefined);
  const revoke = useChange((id: string) => api.delete(`/tokens/${id}`), ["tokens"]);
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("tokens.add")}</Button>;
  return (
    <AdminFrame section="tokens" lead={data && t("tokens.lead", { count: data.items.length })} actions={add}>
      {!data && !error ? <Loading rows={6} /> : (
        <section className="sl-card">
          <DataTable<TokenView>
            rowKey="id" dataSource={[...(data?.items ?? [])]} fault={data ? null : error} onRetry={() => void refetch()} empty={<Empty title={t("tokens.empty")} action={add} />} scroll={{ x: 760 }}
            columns={[
              { title: t("field.title"), width: 180, fixed: "left", ellipsis: true, render: (_, token) => <b>{token.title}</b> },
              { title: t("field.permissions"), ellipsis: true, render: (_, token) => <code title={token.permissions.join("\n")}>{token.permissions.join(" ")}</code> },
              { title: t("tokens.by"), width: 110, render: (_, token) => token.createdBy.name },
              { title: t("tokens.created"), width: 130, render: (_, token) => dateTimeText(token.createdAt) },
              { title: t("field.expiry"), width: 130, render: (_, token) => (token.expiresAt === null ? t("tokens.never") : Date.parse(token.expiresAt) < now ? <StateChip tone="void">{t("tokens.expired")}</StateChip> : dateText(token.expiresAt)) },
              { title: "", width: 90, render: (_, token) => <ConfirmButton label={t("tokens.revoke")} title={t("tokens.revokeTitle", { what: token.title })} consequences={<p>{t("tokens.revokeBody")}</p>} danger typed={token.title} onConfirm={() => revoke.mutateAsync(token.id)} /> },
            ]}
          />
        </section>
      )}
      {isAdding && <TokenForm onClose={() => setAdding(false)} onDone={(made) => { setAdding(false); setShown(made); }} />}
      {shown && <SecretOnce title={t("tokens.secretTitle", { what: shown.title })} secret={shown.token} note={`Authorization: Bearer ${shown.token.slice(0, 8)}…`} onClose={() => setShown(undefined)} />}
    </AdminFrame>
  );
}

function TokenForm({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (made: Made) => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { permissions } = useMe();
  const [form] = Form.useForm<Values>();
  const save = useChange(
    (values: Values) => api.post<Omit<Made, "title">>("/tokens", { title: values.title.trim(), permissions: values.permissions, ...(values.expiresAt ? { expiresAt: values.expiresAt.endOf("day").toISOString() } : {}) }).then((made): Made => ({ ...made, title: values.title.trim() })),
    ["tokens"],
    onDone,
  );
  return (
    <ModalForm form={form} width={640} title={t("tokens.add")} act={t("tokens.add")} change={save} onValues={save.mutate} onClose={onClose}>
      <div className="sl-form-grid">
        <Form.Item name="title" label={t("field.title")} rules={[{ required: true, whitespace: true, message: t("required") }]}><Input maxLength={100} autoFocus /></Form.Item>
        <Form.Item name="expiresAt" label={t("field.expiry")} extra={t("tokens.never")}><DatePicker style={{ width: "100%" }} /></Form.Item>
      </div>
      <Form.Item name="permissions" label={t("field.permissions")} extra={t("tokens.permsHint")} rules={[{ required: true, message: t("required") }]}><Checkbox.Group className="sl-permissions" options={[...permissions].sort()} /></Form.Item>
    </ModalForm>
  );
}
