import { LockOutlined } from "@ant-design/icons";
import type { PackElements, PackHistory } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button, Input, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { type ChipTone, StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { elementCounts, type ElementFilter, type ElementRow, filterElements } from "./changes.ts";
import { packState } from "./gallery.ts";
import { PackHistoryList, RollBack } from "./PackHistoryList.tsx";
import { packPath, usePacks } from "./usePacks.ts";
import { propText, valueText } from "./valueText.ts";
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
        {elements.data ? <Elements data={elements.data} /> : elements.error ? <ErrorCard fault={elements.error} onRetry={() => void elements.refetch()} /> : <Loading rows={8} />}
        <section className="sl-card sl-changes-history">
          <header>{t("history.title")}</header>
          {history.error && !history.data ? <ErrorCard fault={history.error} onRetry={() => void history.refetch()} /> : <div className="sl-changes-moves"><PackHistoryList items={moves} /></div>}
        </section>
      </div>
    </div>
  );
}

const step = 100;

function Elements({ data }: { readonly data: PackElements }): ReactNode {
  const { t } = useTranslation("packs");
  const counts = elementCounts(data.items);
  const [filter, setFilter] = useUrlState("show", counts.own > 0 ? "own" : "all");
  const [q, setQ] = useUrlState("q");
  const [most, setMost] = useState(step);
  const shown = filterElements(data.items, filter as ElementFilter, q);
  return (
    <section className="sl-card">
      <div className="sl-changes-filters">
        <Segmented value={filter} onChange={setFilter} options={(["own", "locked", "all"] as const).map((one) => ({ value: one, label: `${t(`changes.filter.${one}`)} ${counts[one]}` }))} />
        <Input.Search data-filter allowClear placeholder={t("changes.search")} aria-label={t("changes.search")} defaultValue={q} onSearch={setQ} style={{ width: 220 }} />
      </div>
      {shown.length === 0 ? <Empty title={counts.own === 0 && filter === "own" ? t("changes.none") : t("common:load.empty")} {...(counts.own === 0 && filter === "own" ? { hint: t("changes.noneHint") } : {})} /> : <ul className="sl-elements">{shown.slice(0, most).map((row) => <Row key={row.el} row={row} />)}</ul>}
      {shown.length > most && <p className="sl-changes-more"><Button onClick={() => setMost(most + step)}>{t("common:load.more", { count: Math.min(step, shown.length - most) })}</Button></p>}
    </section>
  );
}

const tones: { readonly [state in ElementRow["state"]]: ChipTone } = { inherited: "plain", changed: "live", tightened: "good", added: "live", removed: "stopped", subsumed: "waiting", converged: "plain", orphan: "unknown" };

function Row({ row }: { readonly row: ElementRow }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  return (
    <li>
      <div className="sl-element-head">
        <span className="sl-element-title"><b>{text(row.title)}</b><span className="sl-meta">{t(`kind.${row.kind}`, { defaultValue: row.kind })} · {text(row.definition.title)}</span></span>
        <span className="sl-element-chips"><StateChip tone={tones[row.state]} title={t(`badgeSays.${row.state}`)}>{t(`badge.${row.state}`)}</StateChip>{row.lock !== "free" && <StateChip icon={<LockOutlined />} title={t(`badgeSays.${row.lock}`)}>{t(`badge.${row.lock}`)}</StateChip>}</span>
      </div>
      {row.changes.map((change) => <Change key={change.prop} change={change} isIdle={row.state === "subsumed" || row.state === "orphan"} />)}
    </li>
  );
}

/** Above, ours, and what is in force; an own value that does not count is struck and says why. */
function Change({ change, isIdle }: { readonly change: ElementRow["changes"][number]; readonly isIdle: boolean }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale } = useLocale();
  const words = (value: unknown): string => valueText(value, locale, t);
  return (
    <dl className="sl-element-change" aria-label={propText(change.prop, t)}>
      <div><dt>{t("changes.prop")}</dt><dd>{propText(change.prop, t)}</dd></div>
      <div><dt>{t("changes.upper")}</dt><dd>{words(change.upper)}</dd></div>
      <div><dt>{t("changes.mine")}</dt><dd>{isIdle ? <s className="sl-muted">{words(change.mine)}</s> : words(change.mine)}</dd></div>
      <div><dt>{t("changes.effective")}</dt><dd><b>{words(change.effective)}</b></dd></div>
      {isIdle && <p className="sl-meta">{t("changes.idle")}</p>}
    </dl>
  );
}
