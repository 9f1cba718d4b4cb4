import type { JsonObject, PackTemplateTry } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { FormView } from "../forms/FormView.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { packPath } from "./usePacks.ts";
import "./packs.css";

/** A template filled with sample data, its rules live, before or after it is installed. Nothing is sent. */
export default function TryPage(): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { packId = "", templateId = "" }: { readonly packId?: string; readonly templateId?: string } = useParams({ strict: false });
  const tried = useQuery({ queryKey: ["packs", packId, "try", templateId], queryFn: ({ signal }) => api.get<PackTemplateTry>(packPath(packId, `/templates/${encodeURIComponent(templateId)}`), {}, signal), staleTime: 300_000 });
  const form = tried.data?.form;
  return (
    <div className="sl-pack-try">
      <PageHeader title={form ? t("try.title", { template: text(form.title) }) : t("try.loading")} actions={<RouteLink href={`/templates?template=${encodeURIComponent(templateId)}`}><Button>{t("try.back")}</Button></RouteLink>} />
      {tried.error ? <ErrorCard fault={tried.error} onRetry={() => void tried.refetch()} /> : !tried.data ? <Loading rows={10} /> : form ? <Filled key={templateId} tried={tried.data} /> : <Empty title={t("try.noForm")} />}
    </div>
  );
}

function Filled({ tried }: { readonly tried: PackTemplateTry }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale } = useLocale();
  const [isFilled, setFilled] = useState(true);
  const [data, setData] = useState<JsonObject>(tried.sample);
  if (!tried.form) return null;
  const fill = (on: boolean): void => {
    setFilled(on);
    setData(on ? tried.sample : {});
  };
  return (
    <>
      <div className="sl-pack-try-bar">
        <Segmented aria-label={t("try.data")} value={isFilled} onChange={fill} options={[{ value: true, label: t("try.sample") }, { value: false, label: t("try.empty") }]} />
        <span className="sl-meta">{t("try.nothingSent")}</span>
      </div>
      <div className="sl-card sl-pack-try-form"><FormView key={String(isFilled)} definition={tried.form} data={data} locale={locale} mode="fill" onChange={setData} /></div>
    </>
  );
}
