import { FormOutlined, SafetyCertificateOutlined, WarningOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../app/useUrlState.ts";
import type { DefSummary } from "../api/types.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { usePacks, useStartableForms } from "./useFormPage.ts";
import "./submissions.css";

const order = ["permit", "hazard", "people", "contractor", "emergency", "equipment", "warning"];
const icons: { readonly [category: string]: ReactNode } = { permit: <SafetyCertificateOutlined />, hazard: <WarningOutlined /> };

function Card({ form, note }: { readonly form: DefSummary; readonly note: string }): ReactNode {
  const { text } = useLocale();
  return (
    <Link to="/new/$form" params={{ form: form.id }} className="sl-card sl-start-card">
      <span className="sl-start-icon" aria-hidden="true">{icons[form.category ?? ""] ?? <FormOutlined />}</span>
      <span><strong>{text(form.title)}</strong><span className="sl-meta">{note}</span></span>
    </Link>
  );
}

/** What can be started: the published forms, by category. */
export default function GalleryPage(): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const [q, setQ] = useUrlState("q");
  const forms = useStartableForms();
  const packs = usePacks();
  if (forms.error) return <ErrorCard fault={forms.error} what={t("gallery.load")} onRetry={() => void forms.refetch()} />;
  if (forms.data === undefined) return <Loading />;
  const templates = new Map((packs.data ?? []).flatMap((pack) => pack.templates).map((template) => [template.form, template]));
  const shown = forms.data.filter((form) => `${form.title.zh} ${form.title.en} ${form.id}`.toLowerCase().includes(q.toLowerCase()));
  const categories = [...new Set(shown.map((form) => form.category ?? ""))].sort((a, b) => (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99));
  const noteOf = (form: DefSummary): string => {
    const template = templates.get(form.id);
    return [template?.basis, template && t("gallery.counts", { fields: template.counts.fields, checks: template.counts.checks })].filter(Boolean).join(" · ");
  };
  return (
    <>
      <PageHeader title={t("gallery.title", { count: forms.data.length })} actions={<Input.Search allowClear data-filter="" placeholder={t("gallery.filter")} value={q} onChange={(event) => setQ(event.target.value)} style={{ width: 260 }} />} />
      {shown.length === 0 && <Empty title={forms.data.length === 0 ? t("gallery.empty") : t("common:load.empty")} action={q === "" ? undefined : <button type="button" className="sl-link" onClick={() => setQ("")}>{t("common:act.clear")}</button>} />}
      {categories.map((category) => (
        <section key={category} className="sl-start-group">
          <h2>{order.includes(category) ? t(`category.${category}`) : text(category) || t("category.other")}</h2>
          <div className="sl-start-cards">{shown.filter((form) => (form.category ?? "") === category).map((form) => <Card key={form.id} form={form} note={noteOf(form)} />)}</div>
        </section>
      ))}
    </>
  );
}
