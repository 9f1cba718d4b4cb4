import { CheckOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import type { TFunction } from "i18next";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { allPages } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { DefSummary, PackView } from "../api/types.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { categoriesOf, filterGallery, type GalleryItem, galleryItems } from "./gallery.ts";
import { TemplatePicture } from "./TemplatePicture.tsx";
import "./packs.css";

/** Screen 13: which template fits, and what one gets. Starting one is a click; changing it is the designer's work. */
export default function GalleryPage(): ReactNode {
  const { t } = useTranslation("packs");
  const packs = useQuery({ queryKey: ["packs"], queryFn: () => api.get<readonly PackView[]>("/packs"), staleTime: 60_000 });
  const forms = useQuery({ queryKey: ["forms", "all"], queryFn: ({ signal }) => allPages<DefSummary>("/forms", {}, signal), staleTime: 60_000 });
  const [category, setCategory] = useUrlState("category");
  const [q, setQ] = useUrlState("q");
  const [selected, setSelected] = useUrlState("template");
  const items = useMemo(() => galleryItems(packs.data ?? [], forms.data?.items ?? []), [packs.data, forms.data]);
  const shown = filterGallery(items, category, q);
  const fault = packs.error ?? forms.error;
  const isRead = packs.data !== undefined && forms.data !== undefined;
  return (
    <div className="sl-gallery">
      <PageHeader title={isRead ? t("title", { templates: items.length, count: packs.data.length }) : t("loading")} />
      <div className="sl-gallery-filters">
        <Input.Search data-filter allowClear placeholder={t("search")} aria-label={t("search")} defaultValue={q} onSearch={setQ} style={{ width: 240 }} />
        <Segmented value={category} onChange={setCategory} options={[{ value: "", label: `${t("all")} ${items.length}` }, ...categoriesOf(items).map(({ id, count }) => ({ value: id, label: `${t(`category.${id}`)} ${count}` }))]} />
      </div>
      {fault && !isRead ? <ErrorCard fault={fault} onRetry={() => { void packs.refetch(); void forms.refetch(); }} /> : !isRead ? <Loading rows={8} /> : items.length === 0 ? <Empty title={t("none")} /> : (
        <div className="sl-gallery-main">
          {shown.length === 0 ? <Empty title={t("filtered")} action={<Button onClick={() => { setQ(""); setCategory(""); }}>{t("common:act.clear")}</Button>} /> : <div className="sl-gallery-cards">{shown.map((item) => <Card key={item.id} item={item} isSelected={item.id === selected} onSelect={setSelected} />)}</div>}
          <Detail item={items.find((item) => item.id === selected)} />
        </div>
      )}
    </div>
  );
}

function countsText(item: GalleryItem, t: TFunction): string {
  const { counts } = item;
  if (!counts) return "";
  return (["fields", "nodes", "checks", "rules"] as const).filter((key) => counts[key] > 0).map((key) => t(`packs:counts.${key}`, { count: counts[key] })).join(" · ");
}

function Card({ item, isSelected, onSelect }: { readonly item: GalleryItem; readonly isSelected: boolean; readonly onSelect: (id: string) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  return (
    <button type="button" className={`sl-card sl-template${isSelected ? " sl-template-on" : ""}`} aria-pressed={isSelected} onClick={() => onSelect(item.id)}>
      <TemplatePicture category={item.category} hasFlow={item.flow !== undefined} />
      <span className="sl-template-text">
        <span className="sl-template-title"><b>{text(item.title)}</b>{item.revision !== undefined && <StateChip tone="good" icon={<CheckOutlined />}>{t("inUse")}</StateChip>}</span>
        <span className="sl-meta">{countsText(item, t)}</span>
        <span className="sl-meta sl-cut">{item.basis ?? (item.category === "local" ? t("category.local") : t("noBasis"))}</span>
      </span>
    </button>
  );
}

function Detail({ item }: { readonly item: GalleryItem | undefined }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  if (!item) return <aside className="sl-card sl-gallery-detail"><Empty title={t("select")} /></aside>;
  const rows: readonly (readonly [string, ReactNode] | undefined)[] = [
    item.pack && [t("fact.pack"), `${text(item.pack.title)} ${item.pack.version}`],
    [t("fact.basis"), item.basis ?? t("noBasis")],
    item.counts && [t("fact.contains"), countsText(item, t)],
    item.form === undefined ? undefined : [t("fact.form"), item.revision === undefined ? t("fact.notPublished") : t("fact.published", { revision: item.revision })],
  ];
  return (
    <aside className="sl-card sl-gallery-detail">
      <TemplatePicture category={item.category} hasFlow={item.flow !== undefined} />
      <div className="sl-gallery-facts">
        <h2>{text(item.title)}</h2>
        <dl className="sl-facts">{rows.map((row) => row && <div key={row[0]}><dt>{row[0]}</dt><dd>{row[1]}</dd></div>)}</dl>
      </div>
      <Acts item={item} />
    </aside>
  );
}

function Acts({ item }: { readonly item: GalleryItem }): ReactNode {
  const { t } = useTranslation("packs");
  const may = useMay();
  const why = item.form === undefined ? t("noForm") : item.revision === undefined ? t("notYet") : may("submission.create") ? undefined : t("common:error.forbidden", { permission: "submission.create" });
  return (
    <footer className="sl-gallery-acts">
      {why === undefined && item.form !== undefined ? <RouteLink href={`/new/${encodeURIComponent(item.form)}`}><Button type="primary">{t("use")}</Button></RouteLink> : <Button type="primary" disabled title={why}>{t("use")}</Button>}
      {item.form !== undefined && may("form.edit") && <a href={`/designer/forms/${encodeURIComponent(item.form)}`}><Button>{t("design")}</Button></a>}
      {item.flow !== undefined && may("flow.edit") && <a href={`/designer/flows/${encodeURIComponent(item.flow)}`}><Button>{t("flow")}</Button></a>}
      {item.rules[0] !== undefined && may("rule.edit") && <a href={`/designer/rules/${encodeURIComponent(item.rules[0])}`}><Button>{t("rule")}</Button></a>}
      {why !== undefined && <p className="sl-meta">{why}</p>}
    </footer>
  );
}
