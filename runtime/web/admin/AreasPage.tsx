import { PlusOutlined } from "@ant-design/icons";
import type { Area } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { RiskGlyph } from "../components/RiskGlyph.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { AreaForm } from "./AreaForm.tsx";
import { orgPath } from "./orgTree.ts";
import { useChange } from "./useChange.ts";
import { useOrg } from "./useOrg.ts";

/** Areas with risk level, hazard class, gas zone and their place on the plan. */
export default function AreasPage(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const may = useMay();
  const { data, error, refetch } = useOrg();
  const [editing, setEditing] = useState<Area | "new" | undefined>(undefined);
  const remove = useChange((id: string) => api.delete(`/org/areas/${id}`), ["org"]);
  const canEdit = may("org.edit");
  const add = canEdit ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>{t("areas.add")}</Button> : null;
  return (
    <AdminFrame section="areas" lead={data && t("areas.lead", { count: data.areas.length, placed: data.areas.filter((area) => area.bounds).length })} actions={add}>
      {!data && !error ? <Loading rows={6} /> : (
        <section className="sl-card">
          <DataTable<Area>
            rowKey="id" dataSource={[...(data?.areas ?? [])]} fault={data ? null : error} onRetry={() => void refetch()} empty={<Empty title={t("areas.empty")} action={add} />} scroll={{ x: 1080 }}
            columns={[
              { title: t("field.title"), width: 190, fixed: "left", render: (_, area) => <b>{text(area.title)}</b> },
              { title: t("field.code"), dataIndex: "code", width: 80 },
              { title: t("field.risk"), width: 130, render: (_, area) => <RiskGlyph level={area.risk} /> },
              { title: t("field.hazardClass"), width: 140, ellipsis: true, render: (_, area) => (area.hazardClass ? t(`hazardClass.${area.hazardClass}`, area.hazardClass) : t("common:notApplicable")) },
              { title: t("field.gasZone"), width: 120, ellipsis: true, render: (_, area) => area.gasZone ?? t("common:notApplicable") },
              { title: t("field.org"), ellipsis: true, render: (_, area) => <span title={orgPath(data?.units ?? [], area.orgId, text)}>{text(data?.units.find((unit) => unit.id === area.orgId)?.title) || area.orgId}</span> },
              { title: t("areas.bounds"), width: 180, render: (_, area) => (area.bounds ? `${area.bounds.x}, ${area.bounds.y} · ${area.bounds.w} × ${area.bounds.h} m` : <span className="sl-muted">{t("areas.noBounds")}</span>) },
              { title: "", width: 150, render: (_, area) => canEdit && <span className="sl-admin-acts"><Button onClick={() => setEditing(area)}>{t("common:act.edit")}</Button><ConfirmButton label={t("org.remove")} title={t("areas.removeTitle", { what: text(area.title) })} consequences={<p>{t("areas.removeBody")}</p>} danger onConfirm={() => remove.mutateAsync(area.id)} /></span> },
            ]}
          />
        </section>
      )}
      {editing && <AreaForm {...(editing === "new" ? {} : { area: editing })} onClose={() => setEditing(undefined)} />}
    </AdminFrame>
  );
}
