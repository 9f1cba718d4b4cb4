import type { PackElements, PackHistory } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { elementCounts } from "./changes.ts";
import { ElementList } from "./ElementList.tsx";
import { packState } from "./gallery.ts";
import { PackHistoryList, RollBack } from "./PackHistoryList.tsx";
import { packPath, usePacks } from "./usePacks.ts";
import "./packs.css";

/** What this plant made of a pack, element by element, against the version above; and how it came to be. */
export default function ChangesPage(): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const may = useMay();
  const { packId = "" }: { readonly packId?: string } = useParams({ strict: false });
  const pack = usePacks().data?.find((one) => one.id === packId);
  const elements = useQuery({ queryKey: ["packs", packId, "elements"], queryFn: ({ signal }) => api.get<PackElements>(packPath(packId, "/elements"), {}, signal) });
  const history = useQuery({ queryKey: ["packs", packId, "history"], queryFn: ({ signal }) => api.get<PackHistory>(packPath(packId, "/history"), {}, signal) });
  const moves = history.data?.items ?? [];
  const title = pack ? text(pack.title) : packId;
  const counts = elementCounts(elements.data?.items ?? []);
  return (
    <div className="sl-review-page">
      <PageHeader
        crumbs={<><RouteLink href="/templates">{t("head")}</RouteLink> / {title}</>} title={t("changes.title", { what: title })} sub={elements.data && t("changes.lead", { version: elements.data.version, ...counts })}
        actions={<>{may("pack.edit") && moves.length > 1 && <RollBack packId={packId} />}{pack && packState(pack) === "upgrade" && may("pack.edit") && <RouteLink href={`/templates/${encodeURIComponent(packId)}/upgrade`}><Button type="primary">{t("act.review")}</Button></RouteLink>}</>}
      />
      <div className="sl-changes">
        {elements.data ? <ElementList packId={packId} data={elements.data} /> : elements.error ? <ErrorCard fault={elements.error} onRetry={() => void elements.refetch()} /> : <Loading rows={8} />}
        <section className="sl-card sl-changes-history">
          <header>{t("history.title")}</header>
          {history.error && !history.data ? <ErrorCard fault={history.error} onRetry={() => void history.refetch()} /> : <div className="sl-changes-moves"><PackHistoryList items={moves} /></div>}
        </section>
      </div>
    </div>
  );
}
