import { PlusOutlined } from "@ant-design/icons";
import type { DefinitionKind, DefPage, DefSummary } from "@safeloop/engine";
import { api, DataTable, dateTimeText, Empty, ErrorCard, Loading, PageHeader, StateChip, useLocale, useMay } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { authorName } from "../versions/versionWords.ts";
import { NewDefinition } from "./NewDefinition.tsx";
import { go, hrefOf, usePlace } from "./place.ts";

const editPermission: { readonly [kind in DefinitionKind]: string } = { forms: "form.edit", flows: "flow.edit", rules: "rule.edit" };

function useDefinitions(kind: DefinitionKind) {
  return useQuery({ queryKey: [kind, "list"], queryFn: () => api.get<DefPage>(`/${kind}`, { limit: 200 }) });
}

function StateOf({ row }: { readonly row: DefSummary }): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <span className="dz-row-states">
      {row.published ? <StateChip tone="live">{t("list.published", { revision: row.published.revision })}</StateChip> : <StateChip tone="waiting">{t("list.neverPublished")}</StateChip>}
      {row.draft && <StateChip tone="waiting">{t("list.draft")}</StateChip>}
    </span>
  );
}

/** When it was last changed and by whom: the draft, else the revision in force. */
function LastChange({ row }: { readonly row: DefSummary }): ReactNode {
  const { t } = useTranslation("designer");
  const last = row.draft ? { at: row.draft.updatedAt, by: row.draft.by } : row.published;
  return last ? <>{dateTimeText(last.at)} <span className="sl-muted">{authorName(last.by, t)}</span></> : "—";
}

/** The row opens on a click; the link is there to be followed into a new tab. */
function RowLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  return <a href={href} onClick={(event) => (event.ctrlKey || event.metaKey ? event.stopPropagation() : event.preventDefault())} onKeyDown={(event) => event.stopPropagation()}>{children}</a>;
}

function Rows({ kind, rows }: { readonly kind: DefinitionKind; readonly rows: readonly DefSummary[] }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const columns = [
    { title: t("list.title"), key: "title", render: (_: unknown, row: DefSummary) => <RowLink href={hrefOf({ kind, id: row.id })}>{text(row.title)}</RowLink> },
    { title: t("list.id"), key: "id", render: (_: unknown, row: DefSummary) => <code>{row.id}</code> },
    { title: t("list.state"), key: "state", render: (_: unknown, row: DefSummary) => <StateOf row={row} /> },
    { title: t("list.changed"), key: "changed", render: (_: unknown, row: DefSummary) => <LastChange row={row} /> },
    { title: t("list.source"), key: "source", render: (_: unknown, row: DefSummary) => (row.source === "pack" ? t("list.fromPack", { pack: row.packId ?? "" }) : t("list.local")) },
  ];
  return <DataTable rowKey="id" columns={columns} dataSource={[...rows]} onOpen={(row) => go({ kind, id: row.id })} />;
}

/** Everything of one kind, with what is live and what is being edited. */
export function DefinitionList(): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const may = useMay();
  const { kind } = usePlace();
  const tag = new URLSearchParams(location.search).get("tag");
  const { data, error, refetch } = useDefinitions(kind);
  const [words, setWords] = useState("");
  const [isNew, setNew] = useState(false);
  const all = data?.items ?? [];
  const drafts = all.filter((row) => row.draft).length;
  const rows = all.filter((row) => `${row.id} ${text(row.title)}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <div className="dz-list">
      <PageHeader
        title={data ? t(`list.heading.${kind}`, { count: all.length }) : t(`kind.${kind}`)}
        {...(drafts > 0 ? { sub: t("list.drafts", { count: drafts }) } : {})}
        actions={<Button type="primary" icon={<PlusOutlined />} disabled={!may(editPermission[kind])} onClick={() => setNew(true)}>{t(`list.new.${kind}`)}</Button>}
      />
      {kind === "rules" && tag !== null && <p className="dz-from-trend" role="status">{t("rules:fromTrend", { tag })}</p>}
      <section className="sl-card dz-list-card">
        <div className="dz-list-bar"><Input allowClear data-filter value={words} onChange={(event) => setWords(event.target.value)} placeholder={t("list.filter")} aria-label={t("list.filter")} /></div>
        {error ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : !data ? <Loading /> : rows.length > 0 ? <Rows kind={kind} rows={rows} /> : <Empty title={t(words ? "list.noneFound" : "list.none")} />}
      </section>
      <NewDefinition kind={kind} open={isNew} onClose={() => setNew(false)} />
    </div>
  );
}
