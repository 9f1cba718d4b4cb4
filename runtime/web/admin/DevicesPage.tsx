import { DisconnectOutlined, PlusOutlined } from "@ant-design/icons";
import type { I18nText } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { allPages } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import { Age } from "../components/Age.tsx";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { ModalForm } from "./ModalForm.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { useChange } from "./useChange.ts";

interface DeviceView {
  readonly id: string;
  readonly title: I18nText;
  readonly status: "never" | "online" | "offline";
  readonly statusAt: number | null;
}
interface DeviceSecret {
  readonly device: DeviceView;
  readonly secret: string;
}

/** Gateways and devices that may send readings; their secret is shown once. */
export default function DevicesPage(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const { data, error, refetch } = useQuery({ queryKey: ["devices"], queryFn: ({ signal }) => allPages<DeviceView>("/devices", {}, signal) });
  const [isAdding, setAdding] = useState(false);
  const [shown, setShown] = useState<DeviceSecret | undefined>(undefined);
  const renew = useChange((id: string) => api.post<DeviceSecret>(`/devices/${encodeURIComponent(id)}/secret`), ["devices"], setShown);
  const remove = useChange((id: string) => api.delete(`/devices/${encodeURIComponent(id)}`), ["devices"]);
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("devices.add")}</Button>;
  return (
    <AdminFrame section="devices" lead={data && t("devices.lead", { count: data.items.length })} actions={add}>
      {!data && !error ? <Loading rows={6} /> : (
        <section className="sl-card">
          <DataTable<DeviceView>
            rowKey="id" dataSource={[...(data?.items ?? [])]} fault={data ? null : error} onRetry={() => void refetch()} empty={<Empty title={t("devices.empty")} action={add} />} scroll={{ x: 640 }}
            columns={[
              { title: t("devices.id"), width: 160, fixed: "left", render: (_, device) => <b>{device.id}</b> },
              { title: t("field.title"), ellipsis: true, render: (_, device) => text(device.title) },
              { title: t("devices.seen"), width: 190, render: (_, device) => <DeviceStatus device={device} /> },
              {
                title: "", width: 190,
                render: (_, device) => (
                  <span className="sl-admin-acts">
                    <ConfirmButton label={t("devices.newSecret")} title={t("devices.newSecretTitle", { what: device.id })} consequences={<p>{t("devices.newSecretBody")}</p>} danger onConfirm={() => renew.mutateAsync(device.id)} />
                    <ConfirmButton label={t("org.remove")} title={t("devices.removeTitle", { what: device.id })} consequences={<p>{t("devices.removeBody")}</p>} danger typed={device.id} onConfirm={() => remove.mutateAsync(device.id)} />
                  </span>
                ),
              },
            ]}
          />
        </section>
      )}
      {isAdding && <DeviceForm onClose={() => setAdding(false)} onDone={(made) => { setAdding(false); setShown(made); }} />}
      {shown && <SecretOnce title={t("devices.secretTitle", { what: shown.device.id })} secret={shown.secret} onClose={() => setShown(undefined)} />}
    </AdminFrame>
  );
}

/** Online is grey; a device that was there and is gone has no data to give, and looks so. */
function DeviceStatus({ device }: { readonly device: DeviceView }): ReactNode {
  const { t } = useTranslation("admin");
  const since = device.statusAt === null ? null : <Age at={new Date(device.statusAt).toISOString()} />;
  if (device.status === "offline") return <StateChip tone="unknown" icon={<DisconnectOutlined />}>{t("devices.offline")} {since}</StateChip>;
  return <span className="sl-muted">{t(`devices.${device.status}`)} {since}</span>;
}

function DeviceForm({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (made: DeviceSecret) => void }): ReactNode {
  const { t } = useTranslation("admin");
  const [form] = Form.useForm<{ readonly id: string; readonly title: I18nText }>();
  const save = useChange((values: { readonly id: string; readonly title: I18nText }) => api.post<DeviceSecret>("/devices", values), ["devices"], onDone);
  const must = [{ required: true, whitespace: true, message: t("required") }];
  return (
    <ModalForm form={form} title={t("devices.add")} act={t("devices.add")} change={save} onValues={save.mutate} onClose={onClose}>
      <Form.Item name="id" label={t("devices.id")} rules={[...must, { pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, message: t("badId") }]}><Input maxLength={40} autoFocus /></Form.Item>
      <div className="sl-form-grid">
        <Form.Item name={["title", "zh"]} label={t("field.zh")} rules={must}><Input maxLength={80} /></Form.Item>
        <Form.Item name={["title", "en"]} label={t("field.en")} rules={must}><Input maxLength={80} /></Form.Item>
      </div>
    </ModalForm>
  );
}
