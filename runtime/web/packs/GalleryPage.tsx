import { ArrowUpOutlined, CheckOutlined, ImportOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { allPages } from "../api/allPages.ts";
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
import { countsText } from "./countsText.ts";
import { categoriesOf, filterGallery, galleryCounts, type GalleryItem, galleryItems, packState } from "./gallery.ts";
import { GalleryDetail } from "./GalleryDetail.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { TemplatePicture } from "./TemplatePicture.tsx";
import { usePacks } from "./usePacks.ts";
import "./packs.css";

/** Screen 13: which template fits, and what one gets. Starting one is a click; changing it is the designer's work. */
export default function GalleryPage(): ReactNode {
  const { t } = useTranslation("packs");
  const packs = usePacks();
  const forms = useQuery({ queryKey: ["forms", "all"], queryFn: ({ signal }) => allPages<DefSummary>("/forms", {}, signal), staleTime: 60_000 });
  const filter = useGalleryFilter();
  const [selected, setSelected] = useUrlState("template");
  const items = useMemo(() => galleryItems(packs.data ?? [], forms.data?.items ?? []), [packs.data, forms.data]);
  const shown = filterGallery(items, filter.category, filter.q, filter.state);
  const fault = packs.error ?? forms.error;
  const isRead = packs.data !== undefined && forms.data !== undefined;
  const counts = galleryCounts(items);
  return (
    <div className="sl-gallery">
      <PageHeader title={t("head")} sub={isRead ? t("headline", { ...counts, upgradable: counts.upgradable.length }) : t("loading")} actions={<HeadActs upgradable={counts.upgradable} onShow={() => filter.setState("upgrade")} onTaken={(id) => setSelected(id)} />} />
      <div className="sl-gallery-filters">
        <Input.Search data-filter allowClear placeholder={t("search")} aria-label={t("search")} defaultValue={filter.q} onSearch={filter.setQ} style={{ width: 240 }} />
        <Segmented value={filter.category} onChange={filter.setCategory} options={[{ value: "", label: `${t("all")} ${items.length}` }, ...categoriesOf(items).map(({ id, count }) => ({ value: id, label: `${t(`category.${id}`)} ${count}` }))]} />
        <Select aria-label={t("state.label")} value={filter.state} onChange={filter.setState} popupMatchSelectWidth={false} options={["", "installed", "upgrade", "absent"].map((state) => ({ value: state, label: t(`state.${state === "" ? "all" : state}`) }))} />
      </div>
      {fault && !isRead ? <ErrorCard fault={fault} onRetry={() => { void packs.refetch(); void forms.refetch(); }} /> : !isRead ? <Loading rows={8} /> : items.length === 0 ? <Empty title={t("none")} /> : (
        <div className="sl-gallery-main">
          {shown.length === 0 ? <Empty title={t("filtered")} action={<Button onClick={filter.clear}>{t("common:act.clear")}</Button>} /> : <div className="sl-gallery-cards">{shown.map((item) => <Card key={item.id} item={item} isSelected={item.id === selected} onSelect={setSelected} />)}</div>}
          <GalleryDetail item={items.find((item) => item.id === selected)} />
        </div>
      )}
    </div>
  );
}

function useGalleryFilter() {
  const [category, setCategory] = useUrlState("category");
  const [q, setQ] = useUrlState("q");
  const [state, setState] = useUrlState("state");
  return { category, setCategory, q, setQ, state, setState, clear: () => { setQ(""); setCategory(""); setState(""); } };
}

function HeadActs({ upgradable, onShow, onTaken }: { readonly upgradable: readonly PackView[]; readonly onShow: () => void; readonly onTaken: (templateId: string) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const may = useMay();
  const { data, refetch } = usePacks();
  const [isImporting, setImporting] = useState(false);
  const [only, ...more] = upgradable;
  const label = t("act.upgrades", { count: upgradable.length });
  const show = async (packId: string): Promise<void> => {
    setImporting(false);
    const { data: packs = data } = await refetch();
    const first = packs?.find((pack) => pack.id === packId)?.templates[0];
    if (first) onTaken(first.id);
  };
  return (
    <>
      {may("pack.edit") && <RouteLink href="/templates/board"><Button>{t("act.board")}</Button></RouteLink>}
      {may("pack.edit") && <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>{t("act.import")}</Button>}
      {only && (more.length === 0 && may("pack.edit") ? <RouteLink href={`/templates/${encodeURIComponent(only.id)}/upgrade`}><Button type="primary">{label}</Button></RouteLink> : <Button type="primary" onClick={onShow}>{label}</Button>)}
      {isImporting && <ImportDialog onClose={() => setImporting(false)} onTaken={(pack) => void show(pack.id)} />}
    </>
  );
}

function Card({ item, isSelected, onSelect }: { readonly item: GalleryItem; readonly isSelected: boolean; readonly onSelect: (id: string) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  return (
    <button type="button" className={`sl-card sl-template${isSelected ? " sl-template-on" : ""}`} aria-pressed={isSelected} onClick={() => onSelect(item.id)}>
      <TemplatePicture category={item.category} hasFlow={item.flow !== undefined} />
      <span className="sl-template-text">
        <span className="sl-template-title"><b>{text(item.title)}</b><CardState item={item} /></span>
        <span className="sl-meta">{countsText(item, t)}</span>
        <span className="sl-meta sl-cut">{item.basis ?? (item.category === "local" ? t("category.local") : t("noBasis"))}</span>
      </span>
    </button>
  );
}

function CardState({ item }: { readonly item: GalleryItem }): ReactNode {
  const { t } = useTranslation("packs");
  if (!item.pack) return <StateChip tone="good" icon={<CheckOutlined />}>{t("inUse")}</StateChip>;
  const state = packState(item.pack);
  if (state === "absent") return <StateChip>{t("chip.absent")}</StateChip>;
  if (state === "installed") return <StateChip tone="good" icon={<CheckOutlined />}>{t("chip.installed")}</StateChip>;
  return <StateChip tone="live" icon={<ArrowUpOutlined />} title={t("version.available", { version: item.pack.version })}>{t("chip.upgrade", { version: item.pack.version })}</StateChip>;
}
