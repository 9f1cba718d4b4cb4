import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { Page } from "../api/types.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { dateTimeText } from "../components/time.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { ModalForm } from "./ModalForm.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { useChange } from "./useChange.ts";

export interface WebhookView {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly createdAt: number | string;
}
interface Values {
  readonly url: string;
  readonly events: readonly string[];
}
const eventTypes = ["*", "alarm.raised", "alarm.cleared", "alarm.acknowledged", "permit.suspended", "submission.created", "instance.ended", "flow.event"] as const;

/** Where other systems receive signed events. */
export default function WebhooksPage(): ReactNode {
  const { t } = useTranslation("admin");
  const { data, error, refetch } = useQuery({ queryKey: ["webhooks"], queryFn: () => api.get<Page<WebhookView>>("/webhooks") });
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | undefined>(undefined);
  const [opened, setOpened] = useState<WebhookView | undefined>(undefined);
  const remove = useChange((id: string) => api.delete(`/webhooks/${id}`), ["webhooks"]);
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("webhooks.add")}</Button>;
  return (
    <AdminFrame section="webhooks" lead={data && t("webhooks.lead", { count: data.items.length })} actions={add}>
      {!data && !error ? <Loading rows={5} /> : (
        <section className="sl-card">
          <DataTable<WebhookView>
            rowKey="id" dataSource={[...(data?.items ?? [])]} fault={data ? null : error} onRetry={() => void refetch()} empty={<Empty title={t("webhooks.empty")} action={add} />} scroll={{ x: 720 }}
            columns={[
              { title: t("field.url"), ellipsis: true, render: (_, hook) => <b>{hook.url}</b> },
              { title: t("field.events"), ellipsis: true, render: (_, hook) => hook.events.map((event) => t(`webhooks.event.${event}`, event)).join(" · ") },
              { title: t("webhooks.created"), width: 120, render: (_, hook) => dateTimeText(hook.createdAt) },
              { title: "", width: 200, render: (_, hook) => <span className="sl-admin-acts"><Button onClick={() => setOpened(hook)}>{t("webhooks.deliveries")}</Button><ConfirmButton label={t("org.remove")} title={t("webhooks.removeTitle", { what: hook.url })} consequences={<p>{t("webhooks.removeBody")}</p>} danger onConfirm={() => remove.mutateAsync(hook.id)} /></span> },
            ]}
          />
        </section>
      )}
      {isAdding && <WebhookForm onClose={() => setAdding(false)} onDone={(made) => { setAdding(false); setSecret(made); }} />}
      {secret !== undefined && <SecretOnce title={t("webhooks.secretTitle")} secret={secret} onClose={() => setSecret(undefined)} />}
      {opened && <Deliveries hook={opened} onClose={() => setOpened(undefined)} />}
    </AdminFrame>
  );
}

function WebhookForm({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (secret: string) => void }): ReactNode {
  const { t } = useTranslation("admin");
  const [form] = Form.useForm<Values>();
  const save = useChange((values: Values) => api.post<{ readonly secret: string }>("/webhooks", values), ["webhooks"], (made) => onDone(made.secret));
  return (
    <ModalForm form={form} title={t("webhooks.add")} act={t("webhooks.add")} change={save} onValues={save.mutate} onClose={onClose}>
      <Form.Item name="url" label={t("field.url")} extra={t("webhooks.badUrl")} rules={[{ required: true, message: t("required") }, { type: "url", message: t("webhooks.badUrl") }]}><Input maxLength={2000} placeholder="https://" autoFocus /></Form.Item>
      <Form.Item name="events" label={t("field.events")} rules={[{ required: true, message: t("required") }]}><Checkbox.Group className="sl-permissions" options={eventTypes.map((value) => ({ value, label: t(`webhooks.event.${value}`) }))} /></Form.Item>
    </ModalForm>
  );
}
