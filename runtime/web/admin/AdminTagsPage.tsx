import { UploadOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { TagView } from "../api/types.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { filterTags } from "../tags/tagFilter.ts";
import { saveText } from "../tags/trendCsv.ts";
import { unitText } from "../tags/unitText.ts";
import { useTags } from "../tags/useTags.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { tagsCsv } from "./tagsCsv.ts";
import { TagImport } from "./TagImport.tsx";
import { useChange } from "./useChange.ts";
import { useOrg } from "./useOrg.ts";

/** The measured points: imported as a list, retired one by one. */
export default function AdminTagsPage(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const now = useNow();
  const { data, error, refetch } = useTags();
  const { data: org } = useOrg();
  const [q, setQ] = useUrlState("q");
  const [isImporting, setImporting] = useState(false);
  const retire = useChange((id: string) => api.delete(`/tags/${encodeURIComponent(id)}`), ["tags"]);
  const tags = data?.items ?? [];
  const rows = filterTags(tags, { q, area: "", measurement: "", state: "" }, now);
  const areaTitle = (id: string): string => text(org?.areas.find((area) => area.id === id)?.title) || id;
  const importButton = <Button type="primary" icon={<UploadOutlined />} onClick={() => setImporting(true)}>{t("tags.import")}</Button>;
  return (
    <AdminFrame section="tags" lead={data && t("tags.lead", { count: tags.length })} actions={<><Button disabled={tags.length === 0} onClick={() => saveText("tags.csv", tagsCsv(tags))}>{t("tags.export")}</Button>{importButton}</>}>
      <div className="sl-admin-filters"><Input.Search data-filter allowClear placeholder={t("tags:search")} aria-label={t("tags:search")} defaultValue={q} onSearch={setQ} style={{ width: 240 }} /></div>
      {!data && !error ? <Loading rows={8} /> : (
        <section className="sl-card">
          <DataTable<TagView>
            density="compact" rowKey="id" dataSource={rows} total={rows.length} fault={data ? null : error} onRetry={() => void refetch()} empty={<Empty title={q === "" ? t("tags.empty") : t("tags:filtered")} action={importButton} />} scroll={{ x: 920 }}
            columns={[
              { title: t("tags:col.id"), width: 120, fixed: "left", render: (_, tag) => <RouteLink href={`/tags/${encodeURIComponent(tag.id)}`}>{tag.id}</RouteLink> },
              { title: t("tags:col.title"), ellipsis: true, render: (_, tag) => text(tag.title) },
              { title: t("tags:col.measurement"), width: 120, ellipsis: true, render: (_, tag) => t(`tags:m.${tag.measurement}`) },
              { title: t("tags:col.range"), width: 130, render: (_, tag) => (tag.range ? `${tag.range.min}–${tag.range.max} ${unitText(tag.unit)}` : unitText(tag.unit)) },
              { title: t("tags:col.area"), width: 120, ellipsis: true, render: (_, tag) => areaTitle(tag.area) },
              { title: t("tags:col.gateway"), width: 110, ellipsis: true, render: (_, tag) => tag.gateway ?? t("common:notApplicable") },
              { title: t("tags:trend.fact.period"), width: 90, align: "right", render: (_, tag) => t("tags:trend.seconds", { s: tag.periodS }) },
              { title: "", width: 90, render: (_, tag) => tag.computed ? <span className="sl-meta">{t("tags.computed")}</span> : <ConfirmButton label={t("tags.retire")} title={t("tags.removeTitle", { what: tag.id })} consequences={<p>{t("tags.removeBody")}</p>} danger onConfirm={() => retire.mutateAsync(tag.id)} /> },
            ]}
          />
        </section>
      )}
      {isImporting && <TagImport onClose={() => setImporting(false)} />}
    </AdminFrame>
  );
}
